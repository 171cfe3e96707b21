"""What is asked of whom: the questions of a form, and the municipalities that get it."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

import attrs

from rnms._values import frozen
from rnms.errors import PlanNotFoundError, UsageError
from rnms.files.converter import plain, structured
from rnms.files.json import parsed, write_json
from rnms.forms.names import folded, safe
from rnms.indicators.loads import SumShare
from rnms.indicators.measures import simple_measures
from rnms.indicators.tally import distinct
from rnms.indicators.vocabulary import events, methodists
from rnms.issues import message
from rnms.logic.population import MUNICIPALITY, REGION, Population
from rnms.logic.predicates import Op
from rnms.logic.question import Question
from rnms.logic.walks import conjuncts, is_existence, is_term
from rnms.model.geography import is_there
from rnms.model.limits import reported_period
from rnms.model.period import Period
from rnms.model.returns import EvidenceKind
from rnms.model.subjects import MUNICIPAL, REGIONAL, Municipality
from rnms.regions.declaration import measures
from rnms.regions.profile import RegionProfile, RequiredFigure
from rnms.regions.registry import profile_of
from rnms.render.sentences import field_words
from rnms.render.words import period as period_words

VERSION = 1
"""Of the layout of forms; a form of another version is refused."""
PLAN_FILE = "plan.json"


@frozen(kw_only=True)
class FormQuestion:
    """A row of a form.

    >>> places = [Municipality(id="m1", name="Лесной район")]
    >>> [question] = plan("khabarovsk", 2023, places, only="3").questions
    >>> question.code, question.yes_no
    ('П3.1', True)

    Attributes:
        code: Names it within the form: «П3.1» is the first question that indicator 3 asks, «Д1» the first
            that a duty does. It begins with a letter, because a spreadsheet makes a date of 3.1.
        key: The key of the figure that answers it.
        period: What it is about.
        title: What is asked, in Russian.
        unit: In what it is counted.
        yes_no: Whether the answer is a yes or no, else a number.
        part_of: Codes of the questions whose answer cannot be smaller.
        evidence: The kinds of document that support it, any one of them.
        duty: Where the act demands it, if a duty asks for it; empty where an indicator does.
        due: The day by which that duty falls due; ``None`` of what must be so always, and of indicators.
    """

    code: str
    key: str
    period: Period
    title: str
    unit: str
    yes_no: bool
    part_of: tuple[str, ...] = ()
    evidence: tuple[EvidenceKind, ...] = ()
    duty: str = ""
    due: dt.date | None = None

    @property
    def takes_share(self) -> bool:
        """Whether a percentage answers it too: some of a population are counted."""
        return self.key.count(".") == 1 and not self.yes_no


@frozen(kw_only=True)
class FormRelation:
    """What answers of a form must be to each other: sums of figures, by the codes of their questions.

    Attributes:
        code: Its number in the act.
        left: The codes of the answers that are added up on one side.
        op: How they stand to the other side: ``Op.EQ``, ``Op.LE`` or ``Op.GE``.
        right: The codes of those on the other side.
        clause: Where the act says so, as it is cited.
    """

    code: str
    left: tuple[str, ...]
    op: Op
    right: tuple[str, ...]
    clause: str

    def __str__(self) -> str:
        return f"{' + '.join(self.left)} {SIGNS[self.op]} {' + '.join(self.right)}"


SIGNS = {Op.EQ: "=", Op.LE: "≤", Op.GE: "≥"}


def _of_different_ids(_: object, __: object, places: tuple[Municipality, ...]) -> None:
    times = Counter(place.id for place in places)
    if doubled := [key for key in times if times[key] > 1]:
        raise UsageError(message("error.one-id", ids=tuple(doubled)))


@frozen(kw_only=True)
class Request:
    """Why a form is asked for, until when, and where it is sent; empty where nothing was said.

    Attributes:
        basis: The act and the clause of it by which the data are asked for; a :class:`~rnms.model.Clause` is
            written as it is cited.
        due: The last day on which the form may come.
        send_to: Whom it is sent to: an office, an address.
        contact: The telephone for questions.
    """

    basis: str = attrs.field(default="", converter=str)
    due: dt.date | None = None
    send_to: str = ""
    contact: str = ""


@frozen(kw_only=True)
class Plan:
    """A round of forms: what is asked of whom.

    >>> places = [Municipality(id="m1", name="Лесной район")]
    >>> plan("khabarovsk", 2023, places, only="3").file_stems()
    {'m1': 'Лесной район'}

    Attributes:
        region: Key of the region.
        name: Its name.
        period: What was asked for; each question names its own.
        municipalities: Who is asked.
        questions: What each of them is asked.
        relations: What the answers must be to each other.
        request: Why it is asked, until when, and where the answers are sent.

    Raises:
        ValueError: If two municipalities have one id.
    """

    region: str
    name: str
    period: Period
    municipalities: tuple[Municipality, ...] = attrs.field(
        converter=tuple[Municipality, ...], validator=_of_different_ids
    )
    questions: tuple[FormQuestion, ...]
    relations: tuple[FormRelation, ...] = ()
    request: Request = Request()

    @property
    def fingerprint(self) -> str:
        """Tells the questions from those of another round."""
        text = json.dumps(plain().unstructure(self.questions), ensure_ascii=False, sort_keys=True)
        # A letter first, or a spreadsheet may take it for a number.
        return f"q{hashlib.sha256(text.encode()).hexdigest()[:16]}"

    def file_stems(self) -> dict[str, str]:
        """Name the file of each municipality, by its id, without ending; no two are alike."""
        stems: dict[str, str] = {}
        used_stems: set[str] = set()
        # What was tried of a name before is used by now, so that the next of that name goes on from there.
        variants_left: dict[str, Iterator[str]] = {}
        for place in self.municipalities:
            stem = safe(place.name)
            variants = variants_left.setdefault(stem, _variants(stem))
            stems[place.id] = next(variant for variant in variants if folded(variant) not in used_stems)
            used_stems.add(folded(stems[place.id]))
        return stems

    def dumps(self) -> str:
        """Write the plan as the text of a file."""
        return write_json({"rnms_forms": VERSION, **plain().unstructure(self)}, None)


def _variants(stem: str) -> Iterator[str]:
    """Number a name from its second bearer on."""
    yield stem
    for number in itertools.count(2):
        yield f"{stem} ({number})"


def saved_plan(folder: str | Path) -> Plan:
    """Read the plan that lies among the forms.

    >>> import tempfile
    >>> from rnms.forms import write
    >>> folder = tempfile.mkdtemp()
    >>> _ = write("khabarovsk", 2023, [Municipality(id="m1", name="Лесной район")], folder, only="3")
    >>> len(saved_plan(folder).questions)
    1

    Raises:
        DataError: If it is spoilt or of another version.
        FileNotFoundError: If there is no such folder.
        PlanNotFoundError: If it has no plan.
    """
    file = Path(folder) / PLAN_FILE
    if file.parent.is_dir() and not file.exists():
        raise PlanNotFoundError(PLAN_FILE)
    return plan_of(file.read_bytes())


def plan_of(data: bytes) -> Plan:
    """Read a plan from its file.

    Raises:
        DataError: If it is spoilt or of another version.
    """
    text = data.decode("utf-8-sig", errors="replace")
    raw, faults = parsed(text, PLAN_FILE, version_key="rnms_forms", version=VERSION)
    return structured(raw, Plan, PLAN_FILE, faults=faults)


def plan(
    profile: RegionProfile | str,
    period: Period | int | str,
    municipalities: Iterable[Municipality],
    *,
    only: str | Iterable[str] | None = None,
    readings: str | Iterable[str] = (),
    duties: bool = False,
) -> Plan:
    """Plan a round of forms: the questions that the region's indicators have for a municipality.

    A municipality is asked about itself and about those who work in it, never about the region or about what
    the region alone knows, and nothing whose answer could change no verdict.

    >>> places = [Municipality(id="m1", name="Лесной район")]
    >>> [question.key for question in plan("khabarovsk", 2023, places, only="3").questions]
    ['municipalities.with_model']

    Args:
        profile: The region, or its key.
        period: The reporting year, or a period.
        municipalities: Who is asked, of those that there are on the last day of the period.
        only: Codes of the indicators to ask for; by default all.
        readings: Names of the readings whose questions are asked too.
        duties: Whether what its duties ask of a municipality is asked too, each with the clause.

    Raises:
        LookupError: If there is no such region, indicator or reading.
        PeriodError: If ``period`` names no period.
        ValueError: If two municipalities have one id, or there is nobody or nothing to ask.
    """
    profile = profile_of(profile)
    asked_period = reported_period(period)
    codes = {indicator.code for indicator in profile.select_indicators(only)}
    asked_readings = set(profile.select_readings(readings))
    asked = _questions(profile, asked_period, codes, asked_readings, with_duties=duties)
    further = tuple(_of_relations(profile, asked_period, asked, is_whole=only is None))
    questions = (*asked, *further)
    asked_of = tuple(place for place in municipalities if is_there(place, asked_period.end))
    if not asked_of:
        raise UsageError(message("error.nobody-asked"))
    if not questions:
        raise UsageError(message("error.nothing-asked", region=profile.key, period=str(asked_period)))
    return Plan(
        region=profile.key,
        name=profile.name,
        period=asked_period,
        municipalities=asked_of,
        questions=questions,
        relations=tuple(_relations(profile, questions)),
    )


def _questions(
    profile: RegionProfile, asked_period: Period, codes: set[str], readings: set[str], *, with_duties: bool
) -> tuple[FormQuestion, ...]:
    order = [indicator.code for indicator in profile.indicators if indicator.code in codes]
    asked_by: dict[tuple[str, Period], tuple[RequiredFigure, list[str]]] = {}
    for need in profile.needs():
        indicators = [code for code in order if code in need.indicators]
        is_wanted = not need.readings or readings & set(need.readings)
        if indicators and is_wanted and not need.is_optional and _is_municipal(need):
            for period in need.periods(asked_period):
                asked_by.setdefault((need.key, period), (need, indicators))
    ranked = sorted(asked_by.items(), key=lambda item: order.index(item[1][1][0]))
    numbers: Counter[str] = Counter()
    pairs: list[tuple[FormQuestion, RequiredFigure]] = []
    for (_, period), (need, indicators) in ranked:
        numbers[indicators[0]] += 1
        code = f"П{indicators[0]}.{numbers[indicators[0]]}"
        evidence = distinct(kind for code in indicators for kind in profile.indicator(code).evidence)
        pairs.append((_question(need, period, code, evidence), need))
    pairs += _of_duties(profile, asked_period, {*asked_by}) if with_duties else ()
    simple = (part for _, measure in measures(profile) for part in simple_measures(measure))
    shares = [part for part in simple if isinstance(part, SumShare)]
    return tuple(_with_wholes(pairs, shares))


def _of_duties(
    profile: RegionProfile, asked_period: Period, of_indicators: AbstractSet[tuple[str, Period]]
) -> Iterator[tuple[FormQuestion, RequiredFigure]]:
    """List what duties ask of a municipality and no indicator does, each with the clause that demands it."""
    keys_and_periods = {*of_indicators}
    for duty in profile.requirements:
        for need in profile.needs_of(duty):
            periods = distinct(need.question.period_of(period) for period in duty.asked(asked_period))
            for period in periods if need.decides and _is_municipal(need) else ():
                if (need.key, period) not in keys_and_periods:
                    keys_and_periods.add((need.key, period))
                    question = _question(
                        need, period, f"Д{len(keys_and_periods) - len(of_indicators)}", duty.evidence
                    )
                    due = None if duty.is_standing else period.end
                    yield attrs.evolve(question, duty=str(duty.clause), due=due), need


def _unit(question: Question) -> str:
    """In what an answer is counted: members, or of a sum what the added field holds."""
    if not question.load or question.term is None:
        return question.of.unit.forms[2]
    where = question.term.where
    while is_term(where):
        where = where.where
    if is_existence(where) and where.adding is not None:
        # Of another record, as the hours of a programme, the last of the path is what is added.
        field = where.adding.field.rpartition(".")[2]
        return field_words(f"{where.entity}.{field}").rpartition(" → ")[2]
    return "число"


def _of_relations(
    profile: RegionProfile, asked_period: Period, asked: Sequence[FormQuestion], *, is_whole: bool
) -> Iterator[FormQuestion]:
    """List the figures of which only a relation speaks: in a form of some indicators, one of theirs."""
    populations = {question.of for question in profile.questions}
    asked_keys = {question.key for question in asked}
    numbers: Counter[str] = Counter()
    for need in profile.needs():
        population = need.question.of
        of_region = population.unit == REGION or _belongs_to_the_region(population)
        if need.relation is None or of_region or not (is_whole or asked_keys & {*need.relation.keys}):
            continue
        for period in need.periods(asked_period):
            numbers[need.relation.code] += 1
            yield FormQuestion(
                code=f"К{need.relation.code}.{numbers[need.relation.code]}",
                key=need.key,
                period=period,
                title=_asked(need.title, period),
                unit=population.unit.forms[2] if population in populations else "число",
                yes_no=False,
            )


def _asked(title: str, period: Period) -> str:
    return f"{title[:1].upper()}{title[1:]}, {period_words(period)}"


def _relations(profile: RegionProfile, questions: Sequence[FormQuestion]) -> Iterator[FormRelation]:
    """List the relations all of whose figures a form asks for, in each period."""
    for relation in profile.relations:
        for period in distinct(question.period for question in questions):
            codes = {question.key: question.code for question in questions if question.period == period}
            if all(key in codes for key in relation.keys):
                yield FormRelation(
                    code=relation.code,
                    left=tuple(codes[key] for key in relation.left),
                    op=relation.op,
                    right=tuple(codes[key] for key in relation.right),
                    clause=str(relation.clause),
                )


def _question(
    need: RequiredFigure, period: Period, code: str, evidence: tuple[EvidenceKind, ...]
) -> FormQuestion:
    population, term = need.question.of, need.question.term
    yes_no = population.unit == MUNICIPALITY and not need.question.load
    title = term.title if yes_no and term is not None else need.title
    return FormQuestion(
        code=code,
        key=need.key,
        period=period,
        title=_asked(title, period),
        unit="да / нет" if yes_no else _unit(need.question),
        yes_no=yes_no,
        evidence=evidence if yes_no or term is not None else (),
    )


def _is_municipal(need: RequiredFigure) -> bool:
    """Tell whether a municipality can answer, and its answer bears on a verdict of the region."""
    population = need.question.of
    if population.unit == REGION or population.union:
        # The sizes of unions are never put together from municipal ones; the parts of a union are.
        return False
    if population.unit == MUNICIPALITY:
        return need.question.term is not None
    if _belongs_to_the_region(population):
        return False
    whole = population.resolved()
    placed = whole.place or (whole.through is not None and whole.through.place)
    return bool(placed) or need.level >= MUNICIPAL


def _belongs_to_the_region(population: Population) -> bool:
    """Tell whether the region alone knows its members: of its pool (001 §2.1), and events of its level."""
    through = None if population.through is None else population.through.where
    within = population.within is not None and _belongs_to_the_region(population.within)
    is_regional = events.at_level(REGIONAL.key) in conjuncts(population.where)
    return methodists.IN_REGIONAL_POOL in {population.where, through} or is_regional or within


def _with_wholes(
    pairs: list[tuple[FormQuestion, RequiredFigure]], shares: Sequence[SumShare]
) -> Iterator[FormQuestion]:
    """Give the questions, each with those whose answer cannot be smaller."""
    for question, need in pairs:
        wholes = set(_keys_of_wholes(need, shares))
        codes = [
            form_question.code
            for form_question, _ in pairs
            if form_question.key in wholes - {question.key} and form_question.period == question.period
        ]
        yield attrs.evolve(question, part_of=tuple(codes))


def _keys_of_wholes(need: RequiredFigure, shares: Sequence[SumShare]) -> Iterator[str]:
    population, term = need.question.of, need.question.term
    if need.question.load:
        # How much is carried is no part of how many carry, but of what more of them carry, or carry besides.
        within = [share.loads for share in shares if share.is_within_whole]
        totals = [(part.keys_asked[0], whole.keys_asked[0]) for part, whole in within]
        yield from (whole for part, whole in totals if part == need.key)
        return
    if term is not None:
        yield population.key
    yield from (base.key for base in population.bases)
