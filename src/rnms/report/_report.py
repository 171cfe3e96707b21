"""The report: frozen values that say what was judged, how, and by which clause."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from rnms.errors import IndicatorNotFoundError, ReadingNotFoundError
from rnms.indicators import Band, Force, Loads, Reason, Scale, Tally, Target, distinct
from rnms.io import TRANSIENT, Tables
from rnms.model import (
    Act,
    Bounds,
    Claim,
    Clause,
    Evidence,
    EvidenceKind,
    Issue,
    Level,
    Municipality,
    Period,
    Quote,
    RegionalSystem,
    Verdict,
)
from rnms.regions import Change
from rnms.report._explain import Explanation, explain, explain_number, slices
from rnms.report._origin import STATES, NoRecordsError, Origin
from rnms.report._schedule import Fulfilment
from rnms.report._shortfall import shortfall

DEFAULT = "default"
"""The name of the judgement that no reading changed."""


@attrs.frozen(kw_only=True)
class Judgement:
    """One judgement: of an indicator under one reading, of a component, or of a municipality.

    >>> import rnms
    >>> report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
    >>> report["3"].readings["respondents"]
    Judgement('respondents', MET, value=Bounds(low=Fraction(1, 1), high=Fraction(1, 1)))

    Attributes:
        name: The reading (``"default"`` for none), the component, or the municipality's id.
        title: The same for readers, in Russian.
        period: The period that was judged.
        verdict: What the data say.
        value: The value as far as the facts allow; ``None`` where there is none, or only in components.
        scale: How the value is written.
        target: What the act demands, with its clause; ``None`` where it demands nothing.
        bands: The named ranges in which the value may lie, where the act names any.
        reasons: Why it is so, as codes; :func:`rnms.report.reason` puts them in words.
        tallies: The counts behind the value, in the order in which the measure asks.
        missing: The municipalities whose return is missing.
        components: The judgements of its parts; those of an index have no targets.
        municipalities: The judgements of the municipalities that reported.
        sources: Where a municipality's figures stand: cells, and the documents that support them.
    """

    name: str
    title: str
    period: Period
    verdict: Verdict
    value: Bounds | None = None
    scale: Scale = Scale.NUMBER
    target: Target | None = None
    bands: tuple[Band, ...] = ()
    reasons: tuple[Reason, ...] = ()
    tallies: tuple[Tally | Loads, ...] = ()
    missing: tuple[Municipality, ...] = ()
    components: tuple[Judgement, ...] = ()
    municipalities: tuple[Judgement, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def shortfall(self) -> Bounds | None:
        """How many more members must pass for the target to be reached: at best and at worst."""
        if self.target is None or self.components:
            return None
        return shortfall(self.tallies, self.target.norm, self.scale)

    @property
    def is_informed(self) -> bool:
        """Whether anything is known that bears on the verdict."""
        if self.components:
            return any(component.is_informed for component in self.components)
        open_value = self.verdict is Verdict.UNDETERMINED and self.value == Bounds(0, None)
        return self.verdict is not Verdict.NO_DATA and not open_value

    def __getitem__(self, name: str) -> Judgement:
        """A component by its name."""
        for component in self.components:
            if component.name == name:
                return component
        known = ", ".join(component.name for component in self.components) or "none"
        raise LookupError(f"no component {name!r}; known: {known}")

    def __repr__(self) -> str:
        return f"Judgement({self.name!r}, {self.verdict.name}, value={self.value})"


@attrs.frozen(kw_only=True)
class Standing:
    """A member and where it stands.

    >>> import rnms
    >>> from rnms import testing
    >>> result = rnms.evaluate(testing.invented_region(staff=100, seed=1), period=2023)["6.2.1"]
    >>> result.who("failed")[0].reasons
    ('no_such_programme',)

    Attributes:
        id: Its id.
        state: ``"passed"``, ``"failed"`` or ``"unknown"``.
    """

    id: str
    state: str
    _explain: Callable[[str], Explanation] = attrs.field(eq=False, repr=False, alias="explain")

    @property
    def reasons(self) -> tuple[str, ...]:
        """The codes of what fails or is not known: what would close the gap."""
        return self._explain(self.id).reasons


@attrs.frozen(kw_only=True)
class Result:
    """What is said of one indicator: under the reading taken, and under every other.

    >>> import rnms
    >>> rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)["3"]
    Result('3', UNDETERMINED, value=Bounds(low=Fraction(15, 19), high=Fraction(1, 1)))

    Attributes:
        code: The indicator's code.
        title: Its exact title.
        level: The level whose result it is.
        clause: Where the act sets it.
        judgements: Under the default, then under each reading alone; and under several, where taken.
        taken: The name of the judgement that counts here.
        evidence: The documents named for the figures used.
        evidence_lacking: The kinds of document of which one should have been named and none was.
        claims: What published reports say of it.
        quotes: What the sources print about the figures used.
        region: Key of the region.
        as_of: The day of judgement.
        origin: The data behind it, in memory only; a report read from a file is given them anew.
    """

    code: str
    title: str
    level: Level
    clause: Clause
    judgements: tuple[Judgement, ...]
    taken: str = DEFAULT
    evidence: tuple[Evidence, ...] = ()
    evidence_lacking: tuple[EvidenceKind, ...] = ()
    claims: tuple[Claim, ...] = ()
    quotes: tuple[Quote, ...] = ()
    region: str = ""
    as_of: dt.date = dt.date.max
    origin: Origin | None = attrs.field(default=None, eq=False, repr=False, metadata={TRANSIENT: True})

    def __attrs_post_init__(self) -> None:
        if self.taken not in self.readings:
            known = ", ".join(self.readings) or "none"
            raise ValueError(f"indicator {self.code} has no judgement {self.taken!r}; known: {known}")

    @property
    def judgement(self) -> Judgement:
        """The judgement that counts: by default the one without any reading."""
        return self.readings[self.taken]

    @property
    def readings(self) -> Mapping[str, Judgement]:
        """Every judgement by the name of its reading; ``"default"`` among them."""
        return {judgement.name: judgement for judgement in self.judgements}

    @property
    def period(self) -> Period:
        """The period judged."""
        return self.judgement.period

    @property
    def verdict(self) -> Verdict:
        """The verdict that counts."""
        return self.judgement.verdict

    @property
    def value(self) -> Bounds | None:
        """The value that counts; ``None`` where there is none, or only in components."""
        return self.judgement.value

    @property
    def target(self) -> Target | None:
        """What the act demands."""
        return self.judgement.target

    @property
    def edition(self) -> Act | None:
        """The act by which the target stands: of several, the last; ``None`` without a target."""
        return None if self.target is None else self.target.clause.act

    @property
    def bands(self) -> tuple[Band, ...]:
        """The named ranges in which the value may lie, where the act names any."""
        return self.judgement.bands

    @property
    def missing(self) -> tuple[Municipality, ...]:
        """The municipalities whose return is missing."""
        return self.judgement.missing

    @property
    def components(self) -> tuple[Judgement, ...]:
        """The parts, each judged for itself."""
        return self.judgement.components

    @property
    def reason(self) -> str:
        """Why it is so, in Russian words."""
        from rnms.report._words import reason

        return reason(self.judgement)

    @property
    def contested(self) -> bool:
        """Whether readings that have data come to different verdicts."""
        return len({judgement.verdict for judgement in self.judgements if judgement.is_informed}) > 1

    @property
    def disputed(self) -> tuple[Claim, ...]:
        """The published claims that the data do not bear out."""
        return tuple(claim for claim in self.claims if claim.verdict is not self.verdict)

    @property
    def shortfall(self) -> Bounds | None:
        """How many more must pass for the target to be reached: at best and at worst.

        In members, exact; 0 where it is reached. ``None`` where nothing is short by members.
        """
        return self.judgement.shortfall

    def who(
        self, state: str, *, component: str | None = None, data: RegionalSystem | Tables | None = None
    ) -> tuple[Standing, ...]:
        """Who ``"passed"``, ``"failed"``, or is ``"unknown"``: ids, each with what would close the gap.

        Args:
            state: One of the three.
            component: The part that is meant, where several are shares.
            data: The data, for a report that was read from a file.

        Raises:
            NoRecordsError: If members were not judged one by one.
            LookupError: If the state is none of the three.
        """
        if state not in STATES:
            raise LookupError(f"no state {state!r}; known: {', '.join(STATES)}")
        origin = self._asked(data)
        question = origin.question(self.taken, component)
        return tuple(
            Standing(
                id=member, state=state, explain=functools.partial(explain, origin, question, self.period)
            )
            for member in origin.standing(question, self.period, state)
        )

    def explain(
        self,
        member: str | None = None,
        *,
        component: str | None = None,
        data: RegionalSystem | Tables | None = None,
    ) -> Explanation:
        """Say how the number came; or term by term why a member passes, fails or is not decided.

        Args:
            member: The id of a person, team, school, …; without one the number itself is explained.
            component: The part that is meant, where several are shares.
            data: The data, for a report that was read from a file.

        Raises:
            NoRecordsError: If members were not judged one by one, or there is no such member.
        """
        origin = self._asked(data)
        if member is None:
            return explain_number(origin, self.judgement, self.title)
        return explain(origin, origin.question(self.taken, component), self.period, member)

    def by(self, place: str, *, data: RegionalSystem | Tables | None = None) -> Mapping[str, Judgement]:
        """The value of each ``"municipality"`` or ``"organization"``, by id; people are never summed.

        Raises:
            LookupError: If there are no such slices.
        """
        if place == "municipality":
            return {one.name: one for one in self.judgement.municipalities}
        if place != "organization":
            raise LookupError(f"no slices by {place!r}; known: municipality, organization")
        return slices(self._asked(data), self.judgement)

    def _asked(self, data: RegionalSystem | Tables | None) -> Origin:
        if data is not None:
            return Origin.of(data, self.region, self.code, self.as_of)
        if self.origin is None:
            raise NoRecordsError("this report was read from a file; give the data again: data=…")
        return self.origin

    def __getitem__(self, name: str) -> Judgement:
        """A component by its name: ``report["4"]["load"]``."""
        return self.judgement[name]

    def __repr__(self) -> str:
        return f"Result({self.code!r}, {self.verdict.name}, value={self.value})"


@attrs.frozen(kw_only=True)
class Finding:
    """What is said of a structural duty.

    >>> import rnms
    >>> report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
    >>> report.requirements[3].code, report.requirements[3].failed[0]
    ('S-KHB-04', 'Амурский район')

    Attributes:
        code: The requirement's code.
        title: What must be in place.
        force: How strongly the act demands it.
        clause: Where it does.
        judgement: What the data say.
        same_as: Code of the indicator that demands the same.
        failed: Who does not keep it: municipalities and organisations by name, people by id.
        undecided: Of whom it is not known.
        members: The collection of those named; empty where its indicator says it.
    """

    code: str
    title: str
    force: Force
    clause: Clause
    judgement: Judgement
    same_as: str = ""
    failed: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    members: str = ""

    @property
    def verdict(self) -> Verdict:
        """What the data say: kept, not kept, not decided."""
        return self.judgement.verdict

    @property
    def is_violation(self) -> bool:
        """Whether a duty is surely not kept."""
        return self.verdict is Verdict.NOT_MET and self.force is Force.DUTY

    @property
    def is_warning(self) -> bool:
        """Whether something that the act only implies, or practice knows, is surely not in place."""
        return self.verdict is Verdict.NOT_MET and self.force is not Force.DUTY

    def __repr__(self) -> str:
        return f"Finding({self.code!r}, {self.force.name}, {self.verdict.name})"


@attrs.frozen(kw_only=True)
class MonitoringFinding:
    """Whether a region monitored its system as often as it shall, and whether what must follow did.

    >>> import rnms
    >>> report = rnms.evaluate(rnms.RegionalSystem(region="ugra", monitoring_rounds=[]), period=2023)
    >>> report.monitoring[0].verdict
    <Verdict.NOT_MET: 'not_met'>

    Attributes:
        code: Number of the rule.
        title: What it demands.
        clause: Where the act does.
        verdict: Whether every round that fell due was held in its time.
        rounds: One for each time that a round falls due.
        follow_up: What followed the rounds; ``None`` where the act demands nothing.
    """

    code: str
    title: str
    clause: Clause
    verdict: Verdict
    rounds: tuple[Fulfilment, ...]
    follow_up: Finding | None = None

    def __repr__(self) -> str:
        return f"MonitoringFinding({self.code!r}, {self.verdict.name})"


@attrs.frozen(kw_only=True)
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
        results: One for each indicator and period.
        requirements: One for each structural duty.
        roadmap: One for each time that a measure of the roadmap falls due in the period, or lasts into it.
        monitoring: One for each rule of monitoring.
        meetings: One for each meeting that a plan names.
        acts: The acts cited.
        title: What the data say they are.
        issues: The faults of the data.
        source: Where the region's profile comes from.
        changes: What is supposed against it.
        version: The version of rnms.
    """

    region: str
    name: str
    period: Period
    as_of: dt.date | None = None
    known_on: dt.date | None = None
    readings: tuple[str, ...] = ()
    municipality: str | None = None
    organization: str | None = None
    results: tuple[Result, ...] = ()
    requirements: tuple[Finding, ...] = ()
    roadmap: tuple[Fulfilment, ...] = ()
    monitoring: tuple[MonitoringFinding, ...] = ()
    meetings: tuple[Fulfilment, ...] = ()
    acts: tuple[Act, ...] = ()
    title: str = ""
    issues: tuple[Issue, ...] = ()
    source: str = ""
    changes: tuple[Change, ...] = ()
    version: str = ""

    def __iter__(self) -> Iterator[Result]:
        return iter(self.results)

    def __len__(self) -> int:
        return len(self.results)

    def __getitem__(self, code: str | tuple[str, Period | int | str]) -> Result:
        """The result of an indicator: ``report["3"]``, or ``report["3", "2023-Q1"]`` where it has several.

        Raises:
            IndicatorNotFoundError: If the report has no such indicator.
            LookupError: If it has several periods, or not the one asked for.
        """
        key, period = (code, None) if isinstance(code, str) else (code[0], Period.of(code[1]))
        of_code = [result for result in self.results if result.code == key]
        if not of_code:
            raise IndicatorNotFoundError(key, self.region, distinct(result.code for result in self.results))
        found = [result for result in of_code if period is None or result.period == period]
        if len(found) != 1:
            periods = ", ".join(str(result.period) for result in of_code)
            raise LookupError(f"indicator {key!r} has the periods {periods}; ask report[{key!r}, period]")
        return found[0]

    def requirement(self, code: str) -> Finding:
        """What is said of a structural duty.

        Raises:
            LookupError: If the region has none of this code.
        """
        for finding in self.requirements:
            if finding.code == code:
                return finding
        known = ", ".join(finding.code for finding in self.requirements) or "none"
        raise LookupError(f"no requirement {code!r} in {self.region}; known: {known}")

    def under(self, reading: str) -> Report:
        """The same report with one reading taken wherever an indicator has it, the default elsewhere.

        Raises:
            ReadingNotFoundError: If no indicator has it.
        """
        known = distinct(name for result in self.results for name in result.readings)
        if reading not in known:
            raise ReadingNotFoundError(reading, known)
        results = [
            attrs.evolve(result, taken=reading if reading in result.readings else DEFAULT)
            for result in self.results
        ]
        taken = () if reading == DEFAULT else tuple(reading.split("+"))
        return attrs.evolve(self, results=tuple(results), readings=taken)

    @property
    def verdicts(self) -> Mapping[str, Verdict]:
        """The verdict that counts, by code; of several periods the last."""
        return {result.code: result.verdict for result in self.results}

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
        from rnms.report._page import notebook

        return notebook(self)

    def to_html(
        self,
        path: str | Path | None = None,
        *,
        full_page: bool = False,
        expand: bool = False,
        lang: str = "ru",
    ) -> str:
        """The whole report as HTML, without scripts or outside requests; also written to ``path``.

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
        from rnms.report._page import html

        text = str(html(self, full_page=full_page, expand=expand, lang=lang))
        if path is not None:
            Path(path).write_text(text, encoding="utf-8", newline="\n")
        return text

    def to_text(self, *, lang: str = "ru") -> str:
        """The report as a table for a terminal."""
        from rnms.report._render import text

        return text(self, lang=lang)

    def to_markdown(self, *, lang: str = "ru") -> str:
        """The report as a table in Markdown."""
        from rnms.report._render import markdown

        return markdown(self, lang=lang)

    def to_docx(self, path: str | Path, *, template: str | Path | None = None, lang: str = "ru") -> None:
        """Write the report as a Word document: the annex to an order.

        Landscape, heading rows that repeat, columns numbered, acts cited. The same report gives the same
        bytes. People are counted, never named.

        >>> import rnms, tempfile
        >>> report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     report.to_docx(f"{folder}/приложение.docx")

        Args:
            path: Where to write it.
            template: The region's own blank (``.docx``): the annex follows what it holds, in its styles, on
                a page across.
            lang: ``"ru"`` or ``"en"``.

        Raises:
            MissingExtraError: If python-docx is not installed.
            DataError: If the template is no Word document.
        """
        from rnms.report._docx import annex

        Path(path).write_bytes(annex(self, template=template, lang=lang))

    def to_xlsx(self, path: str | Path, *, who: bool = False, lang: str = "ru") -> None:
        """Write the report as a workbook: indicators, municipalities, who did not report, duties, sources.

        Numbers are numbers, shares have a percent format, codes are texts, and no text is a formula. The
        same report gives the same bytes.

        >>> import rnms, tempfile
        >>> report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     report.to_xlsx(f"{folder}/отчёт.xlsx")

        Args:
            path: Where to write it.
            who: Whether a sheet lists by id who fails and of whom it is not known.
            lang: ``"ru"`` or ``"en"``.

        Raises:
            MissingExtraError: If openpyxl is not installed.
        """
        from rnms.report._xlsx import workbook

        Path(path).write_bytes(workbook(self, who=who, lang=lang))

    def to_csv(self, path: str | Path | None = None, *, lang: str = "ru") -> str:
        """The values as CSV for a Russian Excel; also written to ``path``, as UTF-8 with a byte order mark.

        A row for each indicator, component, reading that judges otherwise, and municipality; semicolons,
        decimal commas, CRLF. Text that a spreadsheet would compute gets an apostrophe before it.

        >>> import rnms
        >>> report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
        >>> report.to_csv().splitlines()[3].split(";")[6:8]
        ['78,947368', '100']
        """
        from rnms.report._csv import ENCODING, text

        said = text(self, lang=lang)
        if path is not None:
            Path(path).write_bytes(said.encode(ENCODING))
        return said

    def to_records(self) -> list[dict[str, Any]]:
        """One flat record for each indicator and component under each reading, for a data frame.

        Values are floats here, shares from 0 to 1: they are for display and plots.
        """
        from rnms.report._records import records

        return records(self)

    def to_dict(self) -> dict[str, Any]:
        """The whole report as plain JSON values; exact numbers are integers or texts such as ``"15/19"``."""
        from rnms.report._json import to_dict

        return to_dict(self)

    def to_json(self, path: str | Path | None = None) -> str:
        """The whole report as JSON text, Cyrillic readable; also written to ``path`` when given."""
        from rnms.io import write_json

        return write_json(self.to_dict(), path)

    @classmethod
    def from_json(cls, text: str) -> Report:
        """Read a report that :meth:`to_json` wrote; it is equal to the one written.

        Raises:
            DataError: If the text is no such report; all faults are listed.
        """
        from rnms.report._json import from_json

        return from_json(text)
