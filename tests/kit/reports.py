"""Reports that the tests of every format show, names that mean harm, and a reader of pages."""

from __future__ import annotations

import functools
import re
from html.parser import HTMLParser

import attrs
from hypothesis import strategies as st

import rnms
from rnms import Figure, Report, testing
from rnms.model import Quote
from rnms.render.sections import audit_lines

SILENT = ["Амурский район", "Аяно-Майский район", "Хабаровский район", "Советско-Гаванский район"]
HOSTILE = '<script>alert(1)</script> & "О\'Нил" | *а* _б_ [в](г) `д` ~~е~~ &lt; \\ \n# ж\r\n- з'
FLAT = " ".join(HOSTILE.split())

any_text = st.text(st.characters(exclude_categories=()), max_size=20) | st.sampled_from(
    [HOSTILE, "</td></tr>", "<b>Лесной</b> район", "' onload='x", '"><img src=x>', "]]>", "&lt;", "\x00"]
)
"""Text of any letters, halves of surrogate pairs among them, and some that means harm."""


class Page(HTMLParser):
    """The tags and the text of a page, as a browser reads them."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.rows = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(" ".join([tag, *(name for name, _ in attributes)]))
        self.attributes += [(name, value or "") for name, value in attributes]

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def flat(self) -> str:
        return " ".join(self.text.split())


def bare(page: str) -> str:
    """The page as a host leaves it that trusts no notebook: no style, no picture, no class."""
    return re.sub(
        r"<style>.*?</style>|<svg.*?</svg>| (class|style|role|aria-\w+|tabindex)=\"[^\"]*\"", "", page
    )


def readable_page(page: str) -> str:
    """The page with an element on a line, for a person to read; its style has a file of its own."""
    return re.sub(r"(?<=<style>).*?(?=</style>)", "", page).replace("><", ">\n<")


@functools.cache
def demo() -> Report:
    """The figures that Khabarovsk Krai published."""
    return rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)


def approvable() -> Report:
    """The demo without what changes with every version."""
    return attrs.evolve(demo(), version="VERSION", source="SOURCE", data_digest="DIGEST")


@functools.cache
def by_year() -> tuple[Report, ...]:
    """Invented figures of Ugra, year by year."""
    system = rnms.example("ugra_invented")
    return tuple(rnms.evaluate(system, period=year) for year in (2021, 2022, 2023, 2024))


@functools.cache
def forty() -> Report:
    """An invented region of forty municipalities, of which many returns are missing."""
    system = testing.invented_region(staff=400, municipalities=40, unreported=0.1)
    return rnms.evaluate(system, region="ugra", period=2023)


def demo_text() -> str:
    """What ``rnms demo`` prints: the report, and in three lines what became of what was published."""
    report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
    return "\n".join([str(report), "", *audit_lines(report.audit(), "ru"), ""])


def named(name: str) -> Report:
    """The demo with this name wherever its data hold one."""
    system = rnms.example("khabarovsk_2023")
    place = attrs.evolve((system.municipalities or ())[0], name=name)
    claim = attrs.evolve(system.claims[-1], quote=Quote(document=name, line=1, text=name))
    return rnms.evaluate(
        attrs.evolve(
            system,
            title=name,
            municipalities=(place, *(system.municipalities or ())[1:]),
            claims=[claim],
            figures=(*system.figures, Figure(key=name, period=2023, municipality=name, count=1)),
        ),
        period=2023,
    )
