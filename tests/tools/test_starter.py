"""A started region has every page, each with an example that says in Russian what to put there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rnms.testing.starter import start_region

PAGES = ("acts", "duties", "indicators", "monitoring", "roadmap", "subjects", "words")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return start_region("primorye", name="Приморский край", out=tmp_path) / "src" / "rnms_primorye"


def test_every_page_is_written_and_read(package: Path) -> None:
    """The profile takes something from each."""
    profile = (package / "__init__.py").read_text(encoding="utf-8")

    assert {path.stem for path in package.glob("_[a-z]*.py")} == {f"_{page}" for page in PAGES}
    assert all(f"from rnms_primorye._{page} import " in profile for page in PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_in_russian_what_stands_there(page: str, package: Path) -> None:
    """Its first line; and what is declared cites a clause."""
    text = (package / f"_{page}.py").read_text(encoding="utf-8")

    assert re.match(r'"""[А-ЯЁ]', text)
    assert page == "acts" or "ORDER.clause(" in text


def test_the_comments_are_russian(package: Path) -> None:
    """Whoever writes an order reads Russian."""
    comments = [
        line.strip()
        for path in package.glob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip().startswith("#")
    ]

    assert len(comments) >= 10
    assert [comment for comment in comments if not re.search("[а-яё]", comment)] == []
