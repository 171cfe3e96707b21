"""The report: frozen values that say what was judged, how, and by which clause."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from rnms._values import frozen
from rnms.errors import FieldError, IndicatorNotFoundError, ReadingNotFoundError, suggestion
from rnms.indicators.tally import distinct
from rnms.issues import Issue
from rnms.model.checked import RARE, TRANSIENT, expect, shown
from rnms.model.law import Act, AwaitedAct, Unknown
from rnms.model.norm import Verdict
from rnms.model.period import Period
from rnms.model.system import RegionalSystem, without_names
from rnms.regions.overlay import SupposedChange
from rnms.results.audit import Audit
from rnms.results.findings import Finding, MonitoringFinding, ScheduleStatus
from rnms.results.judgement import DEFAULT, Judgement
from rnms.results.ledger import LedgerEntry
from rnms.results.readings import ReadingMatrix
from rnms.results.result import Result
from rnms.writing import write_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rnms.compare.changes import Comparison
    from rnms.model.returns import Claim
    from rnms.results.brief import Brief
    from rnms.tables.tables import Tables

LANGUAGES = ("ru", "en")


@frozen(eq=False)
class TablesBehind:
    """The tables that a report judged: they lie in a frame or a database, and do not travel with it.

    Attributes:
        tables: The tables.
    """

    tables: Any

    def __reduce__(self) -> tuple[Any, ...]:
        return _left_behind, ()


def _left_behind() -> None:
    pass


@frozen(kw_only=True)
class Report:
    """The verdicts on a region for a period; shows itself in a terminal and in a notebook.

    >>> import rnms
    >>> report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
    >>> report
    Report('khabarovsk', '2023', 7 results: 5 met, 2 undetermined)
    >>> report.under("respondents")["3"].verdict
    <Verdict.MET: 'met'>

    Attributes:
        region: Key of the region.
        name: Its official name.
        period: The period asked for.
        as_of: The day on which it was judged; ``None`` is the end of each period.
        known_on: The day whose edition of the acts counts; ``None`` is the last that the profile knows.
        readings: The readings taken, by name; none is the default.
        municipality: Id of the municipality judged alone, if one was.
        organization: Id of the organisation judged alone, if one was.
        place: Name of what was judged alone; its id where the data name it by that only.
        results: One for each indicator and period.
        requirements: One for each structural duty.
        roadmap: One for each time that a measure of the roadmap falls due in the period, or lasts into it.
        monitoring: One for each rule of monitoring.
        meetings: One for each meeting that a plan names.
        acts: The acts cited.
        awaited: The acts that set indicators, with their first days, where none was in force on ``known_on``.
        principal: Key of the act by which was judged; empty where none was in force.
        title: What the data say they are.
        ledger: Who was asked what and what became of it, where a ledger was kept: what was collected says who
            sent nothing, who answered with a fault, and who said that there is no number.
        told_in_part: The ids of municipalities that told some number, and of which no indicator has a value.
        issues: The faults of the data.
        unknown: What the sources of the region do not say or have lost.
        published: The audit of what was published, where the report shows one.
        source: Where the region's profile comes from.
        changes: What is supposed against it.
        version: The version of rnms.
        data_digest: The digest of the data as a file of the report tells it; empty while they are at hand.
        data: The system judged, in memory only, and without the names of people where the report is pickled;
            ``None`` of tables, and of a report read from a file.
        behind: The tables judged, in memory only, where it was tables.
    """

    region: str
    name: str
    period: Period
    as_of: dt.date | None = None
    known_on: dt.date | None = None
    readings: tuple[str, ...] = ()
    municipality: str | None = None
    organization: str | None = None
    place: str = attrs.field(default="", metadata=RARE)
    results: tuple[Result, ...] = ()
    requirements: tuple[Finding, ...] = ()
    roadmap: tuple[ScheduleStatus, ...] = ()
    monitoring: tuple[MonitoringFinding, ...] = ()
    meetings: tuple[ScheduleStatus, ...] = ()
    acts: tuple[Act, ...] = ()
    awaited: tuple[AwaitedAct, ...] = attrs.field(default=(), metadata=RARE)
    principal: str = ""
    title: str = ""
    ledger: tuple[LedgerEntry, ...] = attrs.field(default=(), metadata=RARE)
    told_in_part: tuple[str, ...] = attrs.field(default=(), metadata=RARE)
    issues: tuple[Issue, ...] = ()
    unknown: tuple[Unknown, ...] = attrs.field(default=(), metadata=RARE)
    published: Audit | None = attrs.field(default=None, metadata=RARE)
    source: str = ""
    changes: tuple[SupposedChange, ...] = ()
    version: str = ""
    data_digest: str = attrs.field(default="", eq=False, repr=False, metadata=RARE)
    data: RegionalSystem | None = attrs.field(default=None, eq=False, repr=False, metadata=TRANSIENT)
    behind: TablesBehind | None = attrs.field(default=None, eq=False, repr=False, metadata=TRANSIENT)

    def __iter__(self) -> Iterator[Result]:
        return iter(self.results)

    def __len__(self) -> int:
        return len(self.results)

    def __getitem__(self, code: str | int | tuple[str | int, Period | int | str]) -> Result:
        """Find the result of an indicator: ``report["3"]``, ``report[3]``, ``report["3", "2023-Q1"]``.

        Raises:
            IndicatorNotFoundError: If the report has no such indicator.
            FieldError: If it is no code.
            LookupError: If it has several periods, or not the one asked for.
        """
        parts = code if isinstance(code, tuple) else (code,)
        # True is an int, and no code.
        if len(parts) not in {1, 2} or type(parts[0]) not in {str, int}:
            raise FieldError(
                owner="Report", field="code", given=shown(code), wanted="the code of an indicator",
                write="write report['3'], or report['3', '2023-Q1'] where it has several periods",
            )  # fmt: skip
        key, period = str(parts[0]), Period.of(parts[1]) if len(parts) > 1 else None
        of_code = [result for result in self.results if result.code == key]
        if not of_code:
            raise IndicatorNotFoundError(key, self.region, distinct(result.code for result in self.results))
        matches = [result for result in of_code if period is None or result.period == period]
        if len(matches) != 1:
            periods = ", ".join(str(result.period) for result in of_code)
            raise LookupError(f"indicator {key!r} has the periods {periods}; ask report[{key!r}, period]")
        return matches[0]

    def _ipython_key_completions_(self) -> list[str]:
        return [*distinct(result.code for result in self.results)]

    def requirement(self, code: str) -> Finding:
        """Find what is said of a structural duty.

        Raises:
            LookupError: If the region has none of this code.
        """
        for finding in self.requirements:
            if finding.code == code:
                return finding
        codes = [finding.code for finding in self.requirements]
        listing = ", ".join(codes) or "none"
        raise LookupError(
            f"no requirement {code!r} in {self.region}; known: {listing}{suggestion(code, codes)}"
        )

    def under(self, reading: str) -> Report:
        """Make the same report with one reading wherever an indicator has it, the default elsewhere.

        Raises:
            ReadingNotFoundError: If no indicator has it.
        """
        names = distinct(name for result in self.results for name in result.readings)
        if reading not in names:
            raise ReadingNotFoundError(reading, names)
        results = [
            attrs.evolve(result, taken=reading if reading in result.readings else DEFAULT)
            for result in self.results
        ]
        names = () if reading == DEFAULT else tuple(reading.split("+"))
        by_code = {result.code: result.judgement for result in results}
        duties = [_as_judged(duty, by_code) for duty in self.requirements]
        return attrs.evolve(self, results=tuple(results), requirements=tuple(duties), readings=names)

    def compare(self, before: Report, *, data: RegionalSystem | Tables | None = None) -> Comparison:
        """Say what changed since another report, why, and whether that is sure.

        Of one period: whether more is known now, or a fact was corrected, and which. Of two: what another
        definition, the coverage, who came and who left, and those who stayed make of the change.

        >>> import rnms
        >>> system = rnms.example("ugra_invented")
        >>> earlier, later = (rnms.evaluate(system, period=year) for year in (2022, 2023))
        >>> later.compare(earlier)["6.2.1"].certain
        <Sign.ROSE: 'rose'>

        Args:
            before: The earlier report; or one of another region, which is compared by family.
            data: The data of the earlier report, where it was read from a file.
        """
        from rnms.compare.comparison import compare

        return compare(before, self, data=data)

    def by_reading(self) -> ReadingMatrix:
        """Compare what each reading makes of each indicator.

        >>> import rnms
        >>> rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023, only=["3", "6"]).by_reading().readings
        ('default', 'respondents', 'calendar_year', 'all_kinds', 'by_act')
        """
        names = distinct(name for result in self.results for name in result.readings)
        return ReadingMatrix(readings=names, results=self.results)

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel without what people are called: a report never tells it."""
        fields = {field.name: getattr(self, field.name) for field in attrs.fields(type(self))}
        if self.data is not None and (nameless := without_names(self.data)) is not self.data:
            # By this the data are still known, names and all.
            fields |= {"data": nameless, "data_digest": self.digest}
        return object.__new__, (type(self),), fields

    @property
    def act(self) -> Act | None:
        """The act by which was judged; ``None`` where none was known or in force."""
        return next((act for act in self.acts if act.key == self.principal), None)

    @property
    def digest(self) -> str:
        """By what the data can be known again: the SHA-256 of their canonical JSON, in hexadecimal.

        Worked out when it is asked for, once for the same data. Of tables that lie in memory or in files it
        is that of the records that their rows make. Empty of what was judged in a database, which the formats
        say, and of a report whose file does not tell it.

        >>> import rnms
        >>> report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
        >>> len(report.digest), rnms.Report.from_json(report.to_json()).digest == report.digest
        (64, True)
        """
        from rnms.files.digest import digest

        if self.data_digest:
            return self.data_digest
        if self.data is not None:
            return digest(self.data)
        return "" if self.behind is None else str(self.behind.tables.digest)

    @property
    def verdicts(self) -> Mapping[str, Verdict]:
        """The verdict that counts, by code; of several periods the last."""
        return {result.code: result.verdict for result in self.results}

    @property
    def brief(self) -> Brief:
        """What may be signed, what not and why, and whom to ask what: computed when it is asked for.

        >>> import rnms
        >>> report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
        >>> [place.name for place in report.brief.requests[1].ask.to_fail]
        ['Амурский район']
        """
        from rnms.judge.brief import brief_of

        return brief_of(self)

    def audit(
        self,
        claims: Iterable[Claim] | None = None,
        *,
        data: RegionalSystem | Tables | None = None,
        source: str = "",
    ) -> Audit:
        """Audit what was published: under which reading each claim is true, and whether it can be.

        >>> import rnms
        >>> audited = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023).audit()
        >>> audited["5"][0].claim.quote.text, audited["5"][0].readings
        ('В 14 МСО (93 %)', ('respondents+by_act',))

        Args:
            claims: The claims; by default those of the data.
            data: The data, for a report that was read from a file.
            source: What the claims were read from.

        Raises:
            NoRecordsError: If the report was read from a file, and no data are given.
        """
        from rnms.audit.check import audit_of

        return audit_of(self, claims, data=data, source=source)

    def __repr__(self) -> str:
        verdicts = [result.verdict for result in self.results]
        counts = ", ".join(
            f"{verdicts.count(verdict)} {verdict.value}" for verdict in Verdict if verdict in verdicts
        )
        tail = f": {counts}" if counts else ""
        return f"Report({self.region!r}, {str(self.period)!r}, {len(self.results)} results{tail})"

    def __str__(self) -> str:
        return self.to_text()

    def _repr_html_(self) -> str:
        from rnms.render.page import notebook

        return notebook(self)

    def to_html(
        self,
        path: str | Path | None = None,
        *,
        full_page: bool = False,
        expand: bool = False,
        lang: str = "ru",
    ) -> str:
        """Write the whole report as HTML, without scripts or outside requests; into ``path`` too, if given.

        Its colours are CSS variables: ``--rnms-ink``, ``--rnms-paper``, ``--rnms-met`` and the like.

        >>> import rnms
        >>> report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
        >>> report.to_html(full_page=True)[:15]
        '<!doctype html>'

        Args:
            path: Where to write it.
            full_page: A page of its own; by default a fragment that stands in another page.
            expand: Whether the municipalities of each indicator are shown at once, as print needs it.
            lang: ``"ru"`` or ``"en"``; titles of the act stay Russian.
        """
        from rnms.render.page import html

        _look_at_language(lang)
        text = str(html(self, full_page=full_page, expand=expand, lang=lang))
        if path is not None:
            write_file(path, text)
        return text

    def to_text(self, *, lang: str = "ru") -> str:
        """Write the report as a table for a terminal."""
        from rnms.render.render import text

        _look_at_language(lang)
        return text(self, lang=lang)

    def to_markdown(self, *, lang: str = "ru") -> str:
        """Write the report as a table in Markdown."""
        from rnms.render.render import markdown

        _look_at_language(lang)
        return markdown(self, lang=lang)

    def to_docx(
        self,
        path: str | Path | None = None,
        *,
        template: str | Path | bytes | None = None,
        lang: str = "ru",
    ) -> bytes:
        """Write the report as a Word document, the annex to an order; into ``path`` too, if given.

        Landscape, heading rows that repeat, columns numbered, reasons in footnotes, acts cited, lines for
        those who sign, pages numbered. The same report gives the same bytes. People are counted, never named.

        >>> import rnms, tempfile
        >>> report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     written = report.to_docx(f"{folder}/приложение.docx")
        >>> written == report.to_docx()
        True

        Args:
            path: Where to write it.
            template: The region's own blank (``.docx``), or what is in it. Where it has a bookmark or a
                content control named ``rnms``, the tables and notes stand there and the heading and the
                signatures are the blank's own; else the whole annex follows what it holds, on a page across.
            lang: ``"ru"`` or ``"en"``.

        Raises:
            MissingExtraError: If python-docx is not installed.
            DataError: If the template is no Word document.
        """
        from rnms.render.docx import annex

        _look_at_language(lang)
        content = annex(self, template=template, lang=lang)
        if path is not None:
            write_file(path, content)
        return content

    def to_xlsx(self, path: str | Path | None = None, *, who: bool = False, lang: str = "ru") -> bytes:
        """Write the report as a workbook; into ``path`` too, if given.

        The first sheet says what one must know before any table; indicators, municipalities, who did not
        report, duties, sources follow. Numbers are numbers, shares have a percent format, codes are texts,
        and no text is a formula. Every sheet prints on A4 across. The same report gives the same bytes.

        >>> import rnms, tempfile
        >>> report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     written = report.to_xlsx(f"{folder}/отчёт.xlsx")
        >>> written == report.to_xlsx()
        True

        Args:
            path: Where to write it.
            who: Whether a sheet lists by id who fails and of whom it is not known.
            lang: ``"ru"`` or ``"en"``.

        Raises:
            MissingExtraError: If openpyxl is not installed.
        """
        from rnms.render.xlsx import workbook

        _look_at_language(lang)
        content = workbook(self, who=who, lang=lang)
        if path is not None:
            write_file(path, content)
        return content

    def to_csv(self, path: str | Path | None = None, *, lang: str = "ru") -> str:
        """Write the values as CSV for a Russian Excel; into ``path`` too, if given, with a byte order mark.

        A row for each indicator, component, reading that judges otherwise, and municipality; semicolons,
        decimal commas, CRLF. Text that a spreadsheet would compute gets an apostrophe before it.

        >>> import rnms
        >>> report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
        >>> [row.split(";")[6:8] for row in report.to_csv().splitlines() if row.startswith("№ 3;")][:1]
        [['78,947368', '100']]
        """
        from rnms.render.csv import ENCODING, text

        _look_at_language(lang)
        table = text(self, lang=lang)
        if path is not None:
            write_file(path, table.encode(ENCODING))
        return table

    def to_records(self) -> list[dict[str, Any]]:
        """Make flat records for a data frame: indicators, components, readings, duties, municipalities.

        Each has the same keys, and each key one type: a text (empty where there is nothing to say), a bool, a
        float or an int; ``None`` is a number that there is not. ``kind`` is ``"indicator"`` or ``"duty"``,
        whose code stands in ``indicator`` all the same; a row of the whole region has no ``municipality``.
        Values are floats here, shares from 0 to 1: they are for display and plots.

        >>> import rnms
        >>> row, *_ = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023).to_records()
        >>> row["indicator"], row["numerator_low"], row["denominator_low"], row["denominator_high"]
        ('1', 2036, 19299, 19483)
        """
        from rnms.render.records import records

        return records(self)

    def to_arrow(self) -> Any:
        """Make a ``pyarrow.Table`` of the rows of :meth:`to_records`, its types the same for every report.

        >>> import rnms
        >>> table = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023).to_arrow()
        >>> str(table.schema.field("low").type), str(table.schema.field("numerator_low").type)
        ('double', 'int64')

        Raises:
            MissingExtraError: If pyarrow is not installed.
        """
        from rnms.render.records import arrow

        return arrow(self)

    def to_dict(self) -> dict[str, Any]:
        """Write the report as plain JSON values; exact numbers are integers or texts such as ``"15/19"``."""
        from rnms.render.json import to_dict

        return to_dict(self)

    def to_json(self, path: str | Path | None = None) -> str:
        """Write the whole report as JSON text, Cyrillic readable; into ``path`` too, if given."""
        from rnms.files.json import write_json

        return write_json(self.to_dict(), path)

    @classmethod
    def from_json(cls, text: str | bytes, *, source: str = "report") -> Report:
        """Read a report that :meth:`to_json` wrote; it is equal to the one written.

        Args:
            text: What was written.
            source: What faults call it: the name of its file.

        Raises:
            DataError: If the text is no such report; all faults are listed.
            FieldError: If it is no text.
        """
        from rnms.render.json import from_json

        expect(
            text, str | bytes, owner="Report.from_json", field="text", wanted="a text",
            write="write Path('отчёт.json').read_text('utf-8')",
        )  # fmt: skip
        return from_json(text, source)


def _as_judged(duty: Finding, judgement_by_code: Mapping[str, Judgement]) -> Finding:
    """Judge a duty as the indicator that is the same; of a part the default counts under any reading."""
    if duty.same_as not in judgement_by_code:
        return duty
    judgement = judgement_by_code[duty.same_as]
    missing = tuple(place.name for place in judgement.missing)
    return attrs.evolve(duty, judgement=judgement, undecided=missing)


def _look_at_language(lang: object) -> None:
    if lang not in LANGUAGES:
        raise LookupError(f"no language {shown(lang)}; known: {', '.join(LANGUAGES)}")
