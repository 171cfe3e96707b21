"""The layout of the page: three columns, the bar under the number, below each what stands behind it.

Every fact is text in a table cell: hosts that do not trust a notebook drop style and pictures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from rnms.indicators.tally import distinct
from rnms.model.norm import Verdict
from rnms.model.returns import DeliveryStatus
from rnms.render import words
from rnms.render.brief import brief_notes
from rnms.render.html import BR, Raw, fragment, h, joined
from rnms.render.ledger import status_words
from rnms.render.notes import (
    Note,
    cited,
    differences,
    named_counts,
    notes,
    particulars,
    parts_of,
    reading_title,
)
from rnms.render.sections import Mark, Section, few, result_title, sections, written
from rnms.render.svg import bar
from rnms.render.texts import TEXTS
from rnms.render.texts.texts import PageTexts
from rnms.results.judgement import Judgement
from rnms.results.report import Report
from rnms.results.result import Result


@attrs.frozen
class PlaceShown:
    """What a municipality reported of a part.

    Attributes:
        name: Its name.
        judgement: What it reported; ``None`` where that is nothing.
        is_missing: Whether a return of it is missing.
        became: What became of that return, as far as a ledger says.
    """

    name: str
    judgement: Judgement | None
    is_missing: bool
    became: DeliveryStatus | None = None


def places_of(part: Judgement) -> list[PlaceShown]:
    """List the municipalities by name: what each reported, and whether a return of it is missing."""
    silent, became = {place.id: place.name for place in part.missing}, part.became
    reported = [
        PlaceShown(judgement.title, judgement, judgement.name in silent, became.get(judgement.name))
        for judgement in part.municipalities
    ]
    names = {judgement.name for judgement in part.municipalities}
    rest = (PlaceShown(name, None, True, became.get(key)) for key, name in silent.items() if key not in names)
    return [*reported, *rest]


@attrs.frozen(kw_only=True)
class Layout:
    """Writes one report in one language, so large and so open as was asked.

    Attributes:
        report: The report.
        lang: Its language.
        top: The level of its first heading.
        expand: Whether details are open.
        rows: How many municipalities an indicator shows; ``None`` is all.
        most: How many names a cell holds; ``None`` is all.
        brief: Whether readings that differ and the names of the silent stand only above and below the table.
        pictures: Whether values have bars.
        clauses: Whether clause and documents stand below each indicator.
        lines: How many lines each list of the brief has; ``None`` is all.
        letters: How many letters of a title are shown; ``None`` is all.
    """

    report: Report
    lang: str
    top: int = 3
    expand: bool = False
    rows: int | None = None
    most: int | None = None
    brief: bool = False
    pictures: bool = True
    clauses: bool = True
    lines: int | None = None
    letters: int | None = None

    @property
    def texts(self) -> PageTexts:
        """The words of a page in the language of the report."""
        return TEXTS[self.lang].page

    def heads(self, titles: Sequence[str]) -> Raw:
        """Make the heading row of a table."""
        return h("thead", h("tr", *(h("th", title, scope="col") for title in titles)))

    def titled(self, title: str) -> Raw:
        """Make a title of the act, which is Russian in whatever report."""
        if self.letters is not None and len(title) > self.letters:
            title = f"{title[: self.letters]}…"
        return Raw(h("span", title, lang="ru")) if self.lang != "ru" else joined(title)

    def fragment(self) -> Raw:
        """Lay out the whole report."""
        return fragment(*self.head(), *self.indicators(), *self.below(), lang=self.lang)

    def head(self) -> Iterator[Raw]:
        """Lay out the name, the particulars and how many verdicts there are of each kind."""
        yield h(f"h{self.top}", self.report.name)
        yield h("p", h("small", " · ".join(particulars(self.report, self.lang))))
        lines = [
            f"{words.GLYPHS[verdict]} {name} — {number}"
            for verdict, name, number in named_counts(self.report, self.lang)
        ]
        yield h("p", h("strong", " · ".join(lines) or self.texts.none))
        for difference in differences(self.report, self.lang):
            yield h("p", difference)
        for note in brief_notes(self.report, self.lang, lines=self.lines):
            yield from self.note(note)

    def note(self, note: Note) -> Iterator[Raw]:
        """Lay out a sentence, and the list that it opens."""
        yield h("p", note.text)
        if note.items:
            yield h("ul", *(h("li", item) for item in note.items))

    def subtitle(self, text: str) -> Raw:
        """Make the heading of a part."""
        return h(f"h{self.top + 1}", text)

    def indicators(self) -> Iterator[Raw]:
        """Lay out the table of indicators."""
        if self.report.results:
            bodies = [self.body(result) for result in self.report.results]
            yield self.table(self.texts.indicators, self.texts.head, bodies)

    def table(self, title: str, heads: Sequence[str], bodies: Sequence[str]) -> Raw:
        """Make a table of the whole width; the columns keep their proportions whatever they hold."""
        widths = ("44%", "24%", "32%")
        cells = [
            h("th", head, scope="col", style=f"width:{width}")
            for head, width in zip(heads, widths, strict=True)
        ]
        table = h("table", h("thead", h("tr", *cells)), *bodies, class_="t")
        return h("div", table, class_="w", role="region", aria_label=title, tabindex=0)

    def body(self, result: Result) -> Raw:
        """Lay out an indicator: its row, those of its components, and what is behind it."""
        title = self.titled(result_title(self.report, result, self.lang))
        rows = [self.row(joined(h("strong", result.code), " ", title), result.judgement)]
        rows += [
            self.row(self.titled(words.part_title(part, lang=self.lang)), part, class_="c")
            for part in result.components
        ]
        behind = h("tr", h("td", *self.behind(result), colspan=3), class_="d")
        return h("tbody", *rows, behind)

    def row(self, title: Raw, judgement: Judgement, class_: str | None = None) -> Raw:
        """Lay out one judgement as a row."""
        why = words.reason(judgement, lang=self.lang, brief=True)
        verdict = self.verdict(words.verdict(judgement, lang=self.lang), judgement.verdict, why)
        return h("tr", h("th", title, scope="row"), verdict, h("td", self.value(judgement)), class_=class_)

    def verdict(self, said: str, verdict: Verdict | str, why: str = "") -> Raw:
        """Lay out a verdict and why it is so."""
        state = verdict.value if isinstance(verdict, Verdict) else verdict
        tail = [BR, h("small", why)] if why else []
        return h("td", h("b", _upright(said)), *tail, class_=f"s {state}")

    def value(self, judgement: Judgement) -> Raw:
        """Lay out a value, the target and what was counted."""
        value = words.value(judgement, lang=self.lang)
        facts = [self.texts.target.format(words.norm(judgement, lang=self.lang))] if judgement.target else []
        facts += filter(None, [words.counted(judgement, lang=self.lang)])
        lines = [part for fact in facts for part in (" · ", h("span", fact, class_="o"))][1:]
        kids = [h("strong", value)] if value else []
        kids += [BR, h("small", *lines)] if lines else []
        norm = judgement.target.norm_of_whole if judgement.target else None
        description = ", ".join([value, *facts])
        picture = [bar(judgement.value, norm, judgement.scale, description)] if self.pictures else []
        return joined(*kids, *picture)

    # What stands behind a result: who reported, readings, clause, documents.

    def behind(self, result: Result) -> Iterator[Raw]:
        """Lay out what an indicator rests on: places, readings, clauses."""
        yield from distinct(text for part in parts_of(result) for text in self.places(part))
        if result.contested and not self.brief:
            yield self.readings(result)
        if not self.clauses:
            return
        sentences = [self.texts.clause.format(cited(self.report, result.clause))]
        if result.evidence:
            sentences.append(
                self.texts.evidence.format(
                    "; ".join(document.ref.rstrip(".") for document in result.evidence)
                )
            )
        yield h("div", " ".join(sentences))

    def places(self, part: Judgement) -> Iterator[Raw]:
        """Lay out how the municipalities stand."""
        places = places_of(part)
        if not places:
            return
        lacking: dict[str, list[str]] = {}
        for place in places:
            if place.is_missing:
                lacking.setdefault(self.lacking(place), []).append(place.name)
        sentences = []
        if part.municipalities:
            numbers = (len(places) - sum(place.is_missing for place in places), len(places))
            sentences.append(
                self.texts.reported.format(*(words.number(count, lang=self.lang) for count in numbers))
            )
        for sentence, silent in sorted(lacking.items(), key=lambda entry: entry[0] == self.texts.partial):
            names = words.number(len(silent), lang=self.lang) if self.brief else few(silent, self.most)
            sentences.append(sentence.format(names))
        if not part.municipalities or self.rows == 0:
            yield h("div", " ".join(sentences))
            return
        is_open = "open" if self.expand else None
        yield h("details", h("summary", " ".join(sentences)), self.by_place(places), open=is_open)

    def lacking(self, place: PlaceShown) -> str:
        """Find the sentence that names those of whom something is missing for the same cause."""
        if place.became is None:
            return self.texts.missing if place.judgement is None else self.texts.partial
        status = TEXTS[self.lang].ledger.statuses[place.became]
        return f"{status[:1].upper()}{status[1:]}: {{0}}."

    def by_place(self, found: Sequence[PlaceShown]) -> Raw:
        """Lay out a row for each municipality, as far as there is room."""
        rows = [self.place(place) for place in found[: self.rows]]
        if len(found) > len(rows):
            rest = self.texts.more.format(words.number(len(found) - len(rows), lang=self.lang))
            rows.append(h("tr", h("td", rest, colspan=4)))
        return h("table", self.heads(self.texts.places_head), h("tbody", *rows))

    def place(self, place: PlaceShown) -> Raw:
        """Lay out what one municipality reported."""
        judgement, cells = place.judgement, [h("th", place.name, scope="row")]
        if judgement is None:
            no_return = status_words(place.became, self.texts.no_return, lang=self.lang)
            return h("tr", *cells, h("td", no_return, colspan=3))
        value = words.value(judgement, lang=self.lang)
        if judgement.target is not None:
            value = f"{value} · {words.verdict(judgement, lang=self.lang)}"
        words_of_value = [value, words.counted(judgement, lang=self.lang)]
        in_part = status_words(place.became, self.texts.in_part, lang=self.lang)
        sources = [*([in_part] if place.is_missing else []), *judgement.sources]
        return h("tr", *cells, *(h("td", text) for text in (*words_of_value, "; ".join(sources))))

    def readings(self, result: Result) -> Raw:
        """Show the judgement that counts and those that come to another verdict, side by side."""
        rows = []
        for judgement in (result.judgement, *result.differing):
            verdict = words.verdict(judgement, lang=self.lang)
            title = h("th", reading_title(judgement, self.lang), scope="row")
            value = h("td", words.value(judgement, lang=self.lang), class_="o")
            rows.append(h("tr", title, self.verdict(verdict, judgement.verdict), value))
        return h("table", self.heads(self.texts.readings_head), h("tbody", *rows))

    # Below the indicators.

    def below(self) -> Iterator[Raw]:
        """Lay out what follows the indicators: notes, duties, deadlines, faults."""
        for note in notes(self.report, self.lang):
            yield from self.note(note)
        if self.brief:
            yield h("p", self.texts.shortened)
        for section in sections(self.report, self.lang, most=self.most):
            yield self.subtitle(section.title)
            yield self.section(section)
        if self.report.acts:
            yield self.subtitle(self.texts.acts)
            acts = (h("li", " ".join(filter(None, (str(act), act.title)))) for act in self.report.acts)
            yield h("ul", *acts)

    def section(self, section: Section) -> Raw:
        """Show any other table: in three columns where it has verdicts, else as it is."""
        marks = [index for index, cell in enumerate(section.rows[0]) if isinstance(cell, Mark)]
        if marks:
            return self.judged(section, marks[0])
        rows = [h("tr", *(h("td", written(cell, self.lang)) for cell in row)) for row in section.rows]
        head = [h("th", column.title, scope="col") for column in section.columns]
        table = h("table", h("thead", h("tr", *head)), h("tbody", *rows))
        return h("div", table, class_="w", role="region", aria_label=section.title, tabindex=0)

    def judged(self, section: Section, at: int) -> Raw:
        """What, the verdict that stands ``at`` a column, and the rest under their headings."""
        titles = [column.title for column in section.columns]
        bodies = []
        for row in section.rows:
            texts = [written(cell, self.lang) for cell in row]
            mark = row[at]
            state = mark.state if isinstance(mark, Mark) else ""
            rest = [f"{titles[i]}: {text}" for i, text in enumerate(texts) if i not in {0, 1, at} and text]
            lines = [part for text in rest for part in (BR, text)][1:]
            title = joined(h("strong", texts[0]), " ", self.titled(texts[1]))
            cells = (h("th", title, scope="row"), self.verdict(texts[at], state), h("td", h("small", *lines)))
            bodies.append(h("tbody", h("tr", *cells)))
        return self.table(section.title, (titles[1], titles[at], self.texts.rest), bodies)


def _upright(verdict: str) -> str:
    """Write the glyph of a verdict as text: some hosts would draw a picture of it."""
    glyph, _, word = verdict.partition(" ")
    return f"{glyph}\ufe0e {word}"
