"""The layout of the page: three columns, the bar under the number, below each what stands behind it.

Where the page is narrow, the style makes a block of every row, with its headings.

Every fact is text in a table cell: hosts that do not trust a notebook drop style and pictures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rnms._values import frozen
from rnms.indicators.counts import Scale
from rnms.indicators.tally import distinct
from rnms.model.norm import Verdict
from rnms.render import words
from rnms.render.brief import brief_notes
from rnms.render.html import BR, Raw, breakable, fragment, h, headings, joined, scrolled, stacked
from rnms.render.notes import (
    Note,
    cited,
    differences,
    named_counts,
    notes,
    particulars,
    parts_of,
    reading_title,
    shows_results,
)
from rnms.render.pictures import over_periods
from rnms.render.places import PlaceLines, PlaceShown, places_of
from rnms.render.printed import part_names, typeset
from rnms.render.sections import (
    Mark,
    Section,
    duty_members,
    duty_reason,
    duty_title,
    few,
    result_title,
    sections,
    written,
)
from rnms.render.svg import bar
from rnms.render.texts import TEXTS
from rnms.render.texts.texts import PageTexts
from rnms.results.findings import Finding
from rnms.results.judgement import Judgement
from rnms.results.report import Report
from rnms.results.result import Result


@frozen(kw_only=True)
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
        clauses: Whether clause and documents stand below each indicator, clause and force below each duty.
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

    @property
    def nothing_judged(self) -> str:
        """What stands in place of the counts of verdicts where a report has none."""
        return self.texts.none if shows_results(self.report) else TEXTS[self.lang].audit.title

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
        yield h("p", h("small", typeset(" · ".join(particulars(self.report, self.lang)))))
        counts = [
            h("b", _upright(f"{words.GLYPHS[verdict]} {name} — {number}"), class_=verdict.value)
            for verdict, name, number in named_counts(self.report, self.lang)
        ]
        separated = [part for count in counts for part in (" · ", count)][1:]
        yield h("p", *separated or [h("b", self.nothing_judged)], class_="v")
        for difference in differences(self.report, self.lang):
            yield h("p", difference)
        for note in brief_notes(self.report, self.lang, lines=self.lines):
            yield from self.note(Note(typeset(note.text), tuple(map(typeset, note.items))))

    def note(self, note: Note) -> Iterator[Raw]:
        """Lay out a sentence, and the list that it opens."""
        yield h("p", note.text)
        if note.items:
            yield h("ul", *(h("li", item) for item in note.items))

    def subtitle(self, text: str) -> Raw:
        """Make the heading of a part."""
        return h(f"h{self.top + 1}", text)

    def indicators(self) -> Iterator[Raw]:
        """Lay out the table of indicators, and where it is judged for several periods, pictures of them."""
        if self.report.results:
            bodies = [self.body(result) for result in self.report.results]
            yield self.table(self.texts.indicators, self.texts.head, bodies)
        by_code: dict[str, list[Result]] = {}
        for result in self.report.results:
            by_code.setdefault(result.code, []).append(result)
        several = {code: results for code, results in by_code.items() if len(results) > 1}
        if several and self.pictures:
            yield self.subtitle(TEXTS[self.lang].pictures.over_periods)
            for code, results in several.items():
                yield h("p", h("strong", code), " ", self.titled(results[-1].title))
                yield from over_periods(results, self.report.name, self.lang)

    def table(self, title: str, heads: Sequence[str], bodies: Sequence[str]) -> Raw:
        """Make a table of the whole width; the columns keep their proportions whatever they hold."""
        return scrolled(title, h("table", headings(heads), *bodies, class_="t", style=stacked(heads)))

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
        tail = [BR, h("small", breakable(why))] if why else []
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
        shown = places[: self.rows]
        rest = words.number(len(places) - len(shown), lang=self.lang) if len(shown) < len(places) else ""
        lines = PlaceLines(part=part, lang=self.lang, expand=self.expand, pictures=self.pictures)
        block = lines.block(shown, self.texts.more.format(rest) if rest else "")
        is_open = "open" if self.expand else None
        yield h("details", h("summary", " ".join(sentences)), block, open=is_open)

    def lacking(self, place: PlaceShown) -> str:
        """Find the sentence that names those of whom something is missing for the same cause."""
        if place.became is None:
            return self.texts.missing if place.judgement is None else self.texts.partial
        status = TEXTS[self.lang].ledger.statuses[place.became]
        return f"{status[:1].upper()}{status[1:]}: {{0}}."

    def readings(self, result: Result) -> Raw:
        """Show the judgement that counts and those that come to another verdict, side by side."""
        rows = []
        for judgement in (result.judgement, *result.differing):
            verdict = words.verdict(judgement, lang=self.lang)
            title = h("th", reading_title(judgement, self.lang), scope="row")
            value = h("td", words.value(judgement, lang=self.lang), class_="o")
            rows.append(h("tr", title, self.verdict(verdict, judgement.verdict), value))
        heads = self.texts.readings_head
        return h("table", headings(heads), h("tbody", *rows), class_="k", style=stacked(heads))

    # Below the indicators.

    def below(self) -> Iterator[Raw]:
        """Lay out what follows the indicators: notes, duties, deadlines, faults, acts, who judged."""
        *sentences, foot = notes(self.report, self.lang)
        for note in sentences:
            yield from self.note(note)
        if self.brief:
            yield h("p", self.texts.shortened)
        yield from self.duties()
        for section in sections(self.report, self.lang, most=self.most):
            if section.key != "duties":
                yield self.subtitle(section.title)
                yield self.section(section)
        if self.report.acts:
            yield self.subtitle(self.texts.acts)
            acts = (h("li", " ".join(filter(None, (str(act), act.title)))) for act in self.report.acts)
            yield h("ul", *acts)
        yield h("p", h("small", foot.text))

    def duties(self) -> Iterator[Raw]:
        """Lay out the structural duties: the verdict and why, how many keep it, who does not, the clause."""
        if self.report.requirements:
            title = TEXTS[self.lang].sections.duties
            yield self.subtitle(title)
            yield self.table(title, self.texts.duties_head, list(map(self.duty, self.report.requirements)))

    def duty(self, finding: Finding) -> Raw:
        """Lay out a duty as a row, and what is behind it."""
        judgement = finding.judgement
        # No row of the page has the code of a part.
        title_of_duty = self.titled(duty_title(finding, part_names(self.report)))
        title = h("th", h("strong", finding.code), " ", title_of_duty, scope="row")
        sentence = words.duty_verdict(judgement, lang=self.lang)
        verdict = self.verdict(sentence, finding.verdict, duty_reason(finding, self.lang))
        # Of a yes or no the verdict says all; where nothing is known there is no value.
        is_counted = judgement.value is not None and judgement.scale is not Scale.YES_NO
        value = self.value(judgement) if is_counted else Raw("")
        members = [
            text.format(duty_members(finding, names, self.lang, self.most))
            for text, names in (
                (self.texts.failed, finding.failed),
                (self.texts.undecided, finding.undecided),
            )
            if names
        ]
        force = self.texts.force.format(TEXTS[self.lang].forces[finding.force])
        clause = self.texts.clause.format(cited(self.report, finding.clause))
        groups = (members, [force, clause] if self.clauses else [])
        lines = [h("div", " ".join(sentences)) for sentences in groups if sentences]
        behind = [h("tr", h("td", *lines, colspan=3), class_="d")] if lines else []
        return h("tbody", h("tr", title, verdict, h("td", value)), *behind)

    def section(self, section: Section) -> Raw:
        """Show any other table: in three columns where it has verdicts, else as it is."""
        marks = [index for index, cell in enumerate(section.rows[0]) if isinstance(cell, Mark)]
        if marks:
            return self.judged(section, marks[0])
        return table_of(section, self.lang)

    def judged(self, section: Section, at: int) -> Raw:
        """What, the verdict that stands ``at`` a column, and the rest under their headings."""
        titles = [column.title for column in section.columns]
        bodies = []
        for row in section.rows:
            texts = [written(cell, self.lang) for cell in row]
            mark = row[at]
            state = mark.state if isinstance(mark, Mark) else ""
            rest = [f"{titles[i]}: {text}" for i, text in enumerate(texts) if i not in {0, 1, at} and text]
            lines = [part for text in rest for part in (BR, breakable(text))][1:]
            title = joined(h("strong", texts[0]), " ", self.titled(texts[1]))
            cells = (h("th", title, scope="row"), self.verdict(texts[at], state), h("td", h("small", *lines)))
            bodies.append(h("tbody", h("tr", *cells)))
        return self.table(section.title, (titles[1], titles[at], self.texts.rest), bodies)


def table_of(section: Section, lang: str) -> Raw:
    """Show a table as it is; where the page is narrow, the style makes a block of every row."""
    heads = [column.title for column in section.columns]
    rows = [h("tr", *(h("td", breakable(written(cell, lang))) for cell in row)) for row in section.rows]
    table = h("table", headings(heads), h("tbody", *rows), class_="k", style=stacked(heads))
    return scrolled(section.title, table)


def _upright(verdict: str) -> str:
    """Write the glyph of a verdict as text: some hosts would draw a picture of it."""
    glyph, _, word = verdict.partition(" ")
    return f"{glyph}\ufe0e {word}"
