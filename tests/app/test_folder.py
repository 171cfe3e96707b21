"""The folder: made of parts that are known by their hashes, and the same each time."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import re
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import pytest

from rnms.app.fetching import fetch
from rnms.app.folder import app_files, own_files, write_app
from rnms.app.parts import PYODIDE, Parts
from rnms.cli import main
from rnms.errors import FolderTakenError, UsageError
from rnms.writing import is_left_over

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "src" / "rnms" / "app" / "page"
WHEEL = {
    "pkg/__init__.py": b"x = 1\n",
    "pkg/py.typed": b"",
    "pkg/tests/test_pkg.py": b"",
    "pkg-1.0.dist-info/METADATA": b"Name: pkg",
    "pkg-1.0.dist-info/RECORD": b"",
    "pkg-1.0.dist-info/licenses/LICENSE": b"free",
}


def archived(files: Mapping[str, bytes]) -> bytes:
    """Make a wheel."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


def put_parts(folder: Path) -> Path:
    """Put parts into a folder as npm and pip name them; what is in them is invented."""
    folder.mkdir()
    with tarfile.open(folder / "pyodide-1.tgz", "w:gz") as package:
        for name in PYODIDE:
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(name)
            package.addfile(entry, io.BytesIO(name.encode()))
    (folder / "pkg-1.0-py3-none-any.whl").write_bytes(archived(WHEEL))
    return folder


@pytest.fixture(name="assets")
def _assets(tmp_path: Path) -> Path:
    """A folder of parts."""
    return put_parts(tmp_path / "части")


def pinned(assets: Path) -> Parts:
    """Pin what lies in a folder."""
    archive, wheel = assets / "pyodide-1.tgz", assets / "pkg-1.0-py3-none-any.whl"
    return Parts(
        file=archive.name, version="1", python="3.14", platform="wasm", source="https://example.org/source",
        sha512=hashlib.sha512(archive.read_bytes()).hexdigest(),
        wheels={wheel.name: hashlib.sha256(wheel.read_bytes()).hexdigest()},
    )  # fmt: skip


@pytest.fixture(name="made", scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a folder, made once: squeezing them takes a while."""
    assets = put_parts(tmp_path_factory.mktemp("app") / "части")
    parts = pinned(assets)
    return app_files(parts.read(assets), parts)


def unpacked(script: bytes) -> bytes:
    """Read what an asset hands over."""
    told = re.fullmatch(rb'rnmsAsset\("[^"]+","([A-Za-z0-9+/=]+)"\);\n', script)
    assert told is not None
    return gzip.decompress(base64.b64decode(told[1]))


def test_the_same_parts_give_the_same_folder(assets: Path, tmp_path: Path) -> None:
    """B6.9: byte for byte, and written anew over itself."""
    parts = pinned(assets)
    contents = parts.read(assets)
    first, second = tmp_path / "первая", tmp_path / "вторая"
    for folder in (first, second, second):
        write_app(folder, contents, parts)
    files = [path.relative_to(first) for path in first.rglob("*") if path.is_file()]

    assert sorted(files) == sorted(path.relative_to(second) for path in second.rglob("*") if path.is_file())
    assert [path for path in files if (first / path).read_bytes() != (second / path).read_bytes()] == []


def test_the_manifest_knows_each_asset(made: dict[str, bytes]) -> None:
    """By the hash and the size of what it hands over."""
    told = json.loads(made["manifest.js"].decode().removeprefix("rnmsManifest(").removesuffix(");\n"))
    assets = {name: unpacked(made[f"assets/{name}.js"]) for name in told["assets"]}

    assert set(assets) == {*PYODIDE, "packages.zip"}
    for name, known in told["assets"].items():
        assert known == {"sha256": hashlib.sha256(assets[name]).hexdigest(), "bytes": len(assets[name])}
    assert assets["pyodide.mjs"] == b"pyodide.mjs"


def test_only_what_runs_goes_into_the_archive(made: dict[str, bytes]) -> None:
    """No tests and no hints of packages; of rnms all but the page; everything sorted and of one day."""
    with zipfile.ZipFile(io.BytesIO(unpacked(made["assets/packages.zip.js"]))) as archive:
        entries = archive.infolist()
    names = [entry.filename for entry in entries]

    assert names == sorted(names)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {
        "pkg/__init__.py",
        "pkg-1.0.dist-info/METADATA",
        "rnms/app/desk.py",
        "rnms/render/report.css",
    } <= {*names}
    assert [name for name in names if "tests/" in name or name.endswith((".typed", "RECORD", ".js"))] == []
    assert set(names) >= set(own_files())


def test_what_rnms_reads_beside_its_code_goes_with_it() -> None:
    """Every file of the package but those of the page, the licences and what marks types."""
    src = ROOT / "src"
    files = {path.relative_to(src).as_posix() for path in (src / "rnms").rglob("*") if path.is_file()}
    left_out = {name for name in files - set(own_files()) if not name.endswith(".pyc")}

    assert {name for name in left_out if not name.startswith(("rnms/app/page/", "rnms/app/licences/"))} == {
        "rnms/py.typed"
    }


def test_licences_lie_beside(made: dict[str, bytes]) -> None:
    """Of Pyodide with the address of its source, of Python, of rnms, and of each package."""
    readme = made["licences/README.txt"].decode()

    assert "https://example.org/source" in readme
    assert made["licences/rnms.MIT.txt"] == (ROOT / "LICENSE").read_bytes()
    assert b"Mozilla Public License Version 2.0" in made["licences/Pyodide.MPL-2.0.txt"]
    assert b"PYTHON SOFTWARE FOUNDATION LICENSE" in made["licences/Python.txt"]
    assert made["licences/pkg-1.0.LICENSE"] == b"free"


@pytest.mark.parametrize("name", ["pyodide-1.tgz", "pkg-1.0-py3-none-any.whl"])
def test_a_part_that_is_another_is_refused(assets: Path, name: str) -> None:
    """One byte more is enough; it is named, and so is whatever is missing besides."""
    parts = pinned(assets)
    (assets / name).write_bytes((assets / name).read_bytes() + b"\0")
    with pytest.raises(UsageError, match="is not the file pinned") as caught:
        parts.read(assets)
    other = next(path for path in assets.iterdir() if path.name != name)
    other.unlink()
    with pytest.raises(UsageError) as both:
        parts.read(assets)

    assert name in str(caught.value)
    assert name in str(both.value)
    assert other.name in str(both.value)


def test_a_folder_of_something_else_is_left_alone(assets: Path, tmp_path: Path) -> None:
    """Nothing is written among other files."""
    parts = pinned(assets)
    (tmp_path / "мои").mkdir()
    (tmp_path / "мои" / "письмо.txt").touch()
    with pytest.raises(FolderTakenError, match=r"письмо\.txt"):
        write_app(tmp_path / "мои", parts.read(assets), parts)

    assert [path.name for path in (tmp_path / "мои").iterdir()] == ["письмо.txt"]


def test_a_folder_whose_writer_was_killed_is_written_again(assets: Path, tmp_path: Path) -> None:
    """What it left is nobody's file."""
    parts = pinned(assets)
    (tmp_path / "папка" / "assets").mkdir(parents=True)
    for folder in ("папка", "папка/assets"):
        (tmp_path / folder / ".rnms-0123456789abcdef").touch()

    names = write_app(tmp_path / "папка", parts.read(assets), parts)

    written = {path.relative_to(tmp_path / "папка").as_posix() for path in (tmp_path / "папка").rglob("*.*")}
    assert {name for name in written if not is_left_over(PurePosixPath(name).name)} == {*names}


def test_every_part_is_pinned() -> None:
    """Each has a version and a hash, and pip is told both."""
    parts = Parts.pinned()
    lines = parts.requirements().splitlines()

    assert len(parts.sha512) == 128
    assert parts.version in parts.file
    assert parts.version in parts.source
    assert len(lines) == len(parts.wheels) > 5
    assert all(re.fullmatch(r"[a-z-]+==[0-9.]+ --hash=sha256:[0-9a-f]{64}", line) for line in lines)


def test_the_command_writes_a_folder(
    assets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``rnms app --write … --assets …``; a part that is missing is told in one line, with code 2."""
    parts = pinned(assets)
    monkeypatch.setattr(Parts, "pinned", classmethod(lambda _: parts))
    folder = tmp_path / "папка с пробелом"

    assert main(["--lang", "ru", "app", "--write", str(folder), "--assets", str(assets)]) == 0
    assert f"откройте в браузере {folder}/index.html" in capsys.readouterr().err
    assert (folder / "index.html").is_file()
    (assets / parts.file).unlink()
    assert main(["--lang", "ru", "app", "--write", str(folder), "--assets", str(assets)]) == 2
    assert "нет файла pyodide-1.tgz" in capsys.readouterr().err


def test_without_npm_the_way_out_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The parts can be given as a folder."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="--assets"):
        fetch(Parts.pinned(), tmp_path)


def test_what_could_not_be_fetched_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In the last words of the program that failed."""
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\necho 'no network' >&2\nexit 1\n", encoding="utf-8")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(UsageError, match="npm did not fetch what is needed: no network"):
        fetch(Parts.pinned(), tmp_path)


# The page.


def test_the_page_loads_nothing_from_elsewhere() -> None:
    """Its policy forbids it, and nothing asks for it; no script and no handler stands in the page itself."""
    page = (PAGE / "index.html").read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    rules = dict(rule.strip().partition(" ")[::2] for rule in policy[1].split(";"))

    assert rules["default-src"] == rules["connect-src"] == rules["form-action"] == "'none'"
    assert "unsafe-inline" not in rules["script-src"]
    assert "http" not in policy[1]
    assert re.findall(r"<script(?! src=\"[a-z]+\.js\"></script>)|\son[a-z]+=", page) == []
    assert re.findall(r'(?:src|href)="(?!data:,)[^"]*[/:]', page) == []


def test_nothing_is_kept_in_the_browser() -> None:
    """No storage, no cookie, no worker that outlives the page; and markup is never made of texts."""
    scripts = "".join((PAGE / name).read_text(encoding="utf-8") for name in ("app.js", "worker.js"))
    storage = r"localStorage|sessionStorage|indexedDB|\.cookie|serviceWorker|caches\."
    forbidden = rf"{storage}|innerHTML|insertAdjacentHTML|eval\("

    assert re.findall(forbidden, scripts) == []


def test_the_page_says_the_same_in_both_languages() -> None:
    """Each text of the page and of its scripts has its twin, with the same facts."""
    page = (PAGE / "index.html").read_text(encoding="utf-8")
    texts = (PAGE / "texts.js").read_text(encoding="utf-8")
    russian, _, english = texts.partition("\n  en: {")
    told = [dict(re.findall(r'"([a-z0-9._-]+)": "((?:[^"\\]|\\.)*)"', part)) for part in (russian, english)]
    of_page = set(re.findall(r'data-text="([^"]+)"', page))
    facts = [{key: set(re.findall(r"\{\w+\}", text)) for key, text in part.items()} for part in told]

    assert set(told[1]) == set(told[0]) | of_page
    assert {key: facts[1][key] for key in facts[0]} == facts[0]


def test_every_text_that_is_said_is_there() -> None:
    """No key of a script is without its text."""
    script = (PAGE / "app.js").read_text(encoding="utf-8")
    texts = (PAGE / "texts.js").read_text(encoding="utf-8").partition("\n  en: {")[2]
    known = set(re.findall(r'"([a-z0-9._-]+)": "', texts))
    said = set(re.findall(r'\b(?:say|tell|saver|cell|headed)\("([a-z0-9._-]+)"', script))

    assert said - known == set()
    assert len(said) > 30
