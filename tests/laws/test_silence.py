"""No silence: every open verdict says what decides it, by name, and what is named is what decides.

``RNMS_THOROUGH=1 pytest tests/laws/test_silence.py`` looks much longer.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import rnms
from kit.consistency import OPEN, inside
from kit.effort import draws, examples
from kit.strategies import figures_of
from kit.tabled import KINDS, tabled
from kit.worlds import (
    SCARCITIES,
    UNKNOWN_FACTS,
    Asked,
    Kind,
    Pick,
    a_measure,
    asked_of_records,
    constants_read,
    kinds,
    replaced,
    system,
    thrown,
    values,
)
from rnms import (
    Bounds,
    Figure,
    Municipality,
    Period,
    RegionalSystem,
    Report,
    Tables,
    Unreported,
    Verdict,
    regions,
)
from rnms.engine.engine import Engine
from rnms.engine.mask_reasons import of_records
from rnms.engine.records import RecordsEngine
from rnms.indicators import Share
from rnms.indicators.tally import LoadTally, Reason, Tally
from rnms.indicators.vocabulary import diagnostics, people
from rnms.logic import THE_REGION, Population, Term
from rnms.logic.plan import reads
from rnms.logic.predicates import Compare, Op, Path, all_of, exists
from rnms.logic.question import Question
from rnms.logic.walks import is_term, walk
from rnms.logic.window import Window
from rnms.model import (
    Adoption,
    AdoptionKind,
    Association,
    Attestation,
    Diagnostic,
    Employment,
    MethodicalModel,
    MonitoringRound,
    Organization,
    OrganizationKind,
    Person,
    Provider,
    Role,
    Route,
    Team,
    TeamKind,
)
from rnms.model.schema import Absence
from rnms.model.system import record_classes
from rnms.render import words as _words
from rnms.render.words import reason
from rnms.results.judgement import Judgement
from rnms.tables.engine.engine import FramesEngine

YEAR = Period.of(2023)
seeds = st.integers(0, 10**9)
STAFF = Question(of=people.STAFF, term=diagnostics.DIAGNOSED)


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


# What is said of each kind of silence: a row a clause.

PLACES = [Municipality(id=f"m{at}", name=f"Район {at}") for at in (1, 2, 3)]
SCHOOL = Organization(id="school", kind=OrganizationKind.GENERAL, municipality="m1", low_results_years=())


def _world(*records: Any, region: str = "khabarovsk", **more: Any) -> RegionalSystem:
    """A system of which everything was collected: what is not named does not exist."""
    kept = {
        name: [one for one in (*PLACES, SCHOOL, *records) if type(one) is kind]
        for name, kind in record_classes().items()
    }
    return RegionalSystem(region=region, **{**kept, **more})


def _teacher(key: str, start: dt.date | None = dt.date(2010, 9, 1)) -> list[Any]:
    return [
        Person(id=key, birth_date=dt.date(1975, 1, 1), career_start=dt.date(2000, 9, 1)),
        Employment(person=key, organization="school", role=Role.PEDAGOGICAL, start=start),
        Diagnostic(id=f"d-{key}", person=key, date=dt.date(2023, 2, 1), provider=Provider.CNPPM),
    ]


REST = [record for at in range(4) for record in _teacher(f"r{at}")[:2]]
"""Staff whom nobody diagnosed."""
UNHIRED = [*_teacher("a", None), *_teacher("b", None), *REST]
BACKWARDS = [
    *REST,
    *_teacher("a")[::2],
    Employment(
        person="a",
        organization="school",
        role=Role.PEDAGOGICAL,
        start=dt.date(2023, 1, 1),
        end=dt.date(2022, 1, 1),
    ),
]


def _told(*rows: dict[str, Any], period: str = "2022/2023") -> RegionalSystem:
    figures = [Figure(period=period, **row) for row in rows]
    return RegionalSystem(region="khabarovsk", municipalities=PLACES, figures=figures)


def _of_all(key: str, count: int, *, but: Sequence[str] = ()) -> list[dict[str, Any]]:
    return [{"key": key, "count": count, "municipality": one.id} for one in PLACES if one.id not in but]


STAFF_TITLE = "педагогические работники и управленческие кадры"
ARRIVED = [*_of_all("staff", 100), *_of_all("staff.diagnosed", 10)]
MODELS = [MethodicalModel(municipality=f"m{at}", functioning=True) for at in (1, 2)]

SILENT: dict[str, tuple[RegionalSystem, str, tuple[str, ...]]] = {
    "a register without hire dates": (
        _world(*UNHIRED), "1", ("у 2 человек не указано: начало (запись о работе)",)
    ),
    "one of them alone": (_world(*UNHIRED[3:]), "1", ("у 1 человека не указано: начало (запись о работе)",)),
    "an end before the start": (
        _world(*BACKWARDS), "1", ("у 1 человека указано с ошибкой: начало (запись о работе)",)
    ),
    "records of a municipality did not come": (
        _world(*MODELS, unreported=[Unreported(entity="models", municipality="m3")]),
        "3",
        ("не сообщено: модель — Район 3",),
    ),
    "and one that came leaves a fact open": (
        _world(
            *MODELS[:1],
            MethodicalModel(municipality="m2"),
            unreported=[Unreported(entity="models", municipality="m3")],
        ),
        "3",
        ("у 1 МСО не указано: функционирует (модель)", "не сообщено: модель — Район 3"),
    ),
    "staff of a municipality did not come": (
        _world(
            *_teacher("a"),
            unreported=[Unreported(entity="employments", municipality="m2", period="2022/2023")],
        ),
        "1",
        (
            "не сообщено: запись о работе — Район 2, 2022/2023",
            f"нужна численность — {STAFF_TITLE}: Район 2",
        ),
    ),
    "all forms arrived": (
        _told(*ARRIVED),
        "1",
        ("можно работать и в двух, и вне них", "нужны числа по региону"),
    ),
    "a headcount is lacking": (
        _told(*ARRIVED[:2], *_of_all("staff.diagnosed", 10)),
        "1",
        (f"нужна численность — {STAFF_TITLE}: Район 3",),
    ),
    "a municipality asked not all": (
        _told(
            *ARRIVED[:-1], {"key": "staff.diagnosed", "count": 3, "among": 50, "municipality": "m3"}
        ),
        "1",
        (f"ответы не обо всех или неточны — {STAFF_TITLE}: прошли диагностику", "Район 3"),
    ),
    "figures of a municipality exclude each other": (
        _told(*ARRIVED, {"key": "staff.diagnosed", "count": 30, "municipality": "m3"}),
        "1",
        ("данные противоречат друг другу", "Район 3"),
    ),
    "more asked than there are": (
        rnms.from_figures(
            {"municipalities": 19, "municipalities.with_model": {"count": 15, "among": 25}},
            region="khabarovsk",
            period="2022/2023",
        ),
        "3",
        ("данные противоречат друг другу: муниципальные системы образования",),
    ),
    "a reason was given": (
        _told(
            {"key": "municipalities.with_model", "holds": True, "municipality": "m1"},
            {"key": "municipalities.with_model", "missing": "собираем", "municipality": "m2"},
        ),
        "3",
        ("сказано «собираем»: Район 2", "не отчитались: Район 3"),
    ),
    "nobody but the silent decides": (
        _told({"key": "municipalities.with_model", "holds": True, "municipality": "m1"}),
        "3",
        ("решат неотчитавшиеся: Район 2, Район 3",),
    ),
    "a share was rounded": (
        _told({"key": "staff", "count": 1000}, {"key": "staff.diagnosed", "share": "10%"}),
        "1",
        (f"известно лишь, что от 95 до 104: {STAFF_TITLE}: прошли диагностику",),
    ),
    "the region asked not all": (
        _told({"key": "staff", "count": 100}, {"key": "staff.diagnosed", "count": 9, "among": 80}),
        "1",
        ("лишь о 80 опрошенных",),
    ),
    "another year was told": (
        _told({"key": "staff.diagnosed", "count": 9}, period="2021/2022"), "1", ("есть за 2021/2022",)
    ),
    "nothing was told": (
        RegionalSystem(region="khabarovsk"), "1", (f"не сообщено: {STAFF_TITLE}: прошли диагностику",)
    ),
    "records are too few": (
        attrs.evolve(_world(*REST), diagnostics=None),
        "1",
        ("записей мало, не собрано: диагностика",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", SILENT)
def test_what_decides_is_named(what: str) -> None:
    """The field or collection, the municipalities, how many hang on it, and what would settle it."""
    data, code, said = SILENT[what]
    result = rnms.evaluate(data, period=2023, only=code)[code]

    assert result.verdict in OPEN
    assert [one for one in said if one not in _plain(result.reason)] == [], _plain(result.reason)


def test_who_answered_is_not_said_to_decide_alone() -> None:
    """«Решат неотчитавшиеся» stands only where they alone do."""
    data, code, _ = SILENT["a reason was given"]

    assert "решат неотчитавшиеся" not in rnms.evaluate(data, period=2023, only=code)[code].reason


def test_whoever_is_decided_hangs_on_nothing() -> None:
    """Two routes name an organisation that is not there; one of them began too late whatever it is."""
    begun = [dt.date(2022, 9, 1), dt.date(2023, 9, 1)]
    routes = [
        Route(id=f"r{at}", person="r0", organization="gone", start=start) for at, start in enumerate(begun)
    ]
    team = Team(id="t", kind=TeamKind.MANAGEMENT, organization="school")
    of_teams = exists("teams", (("organization", "organization"),))
    question = Question(
        of=Population(key="routes", title="маршруты", entity="routes"),
        term=Term(
            key="t", title="t", where=all_of(Compare(Path("start"), Op.LT, dt.date(2023, 1, 1)), of_teams)
        ),
    )
    reasons = RecordsEngine(_world(*REST, *routes, team)).reasons(question, Period.of(2023))

    assert [(reason.code, *reason.about[:3]) for reason in reasons] == [
        ("faulty-field", "routes", "organization", "1")
    ]


def test_a_headcount_that_was_given_is_not_asked_for() -> None:
    """Of municipalities that sent no posts those are named that did not say either how many there are."""
    gaps = [Unreported(entity="employments", municipality=one.id) for one in PLACES[1:]]

    def wanted(*given: str) -> list[tuple[str, ...]]:
        figures = [Figure(key="staff", period="2022/2023", count=7, municipality=place) for place in given]
        result = rnms.evaluate(_world(*REST, unreported=gaps, figures=figures), period=2023, only="1")["1"]
        return [one.about[2:] for one in result.judgement.reasons if one.code == "headcount-of"]

    assert wanted() == [("Район 2", "Район 3")]
    assert wanted("m2") == [("Район 3",)]
    assert wanted("m2", "m3") == []


def test_a_duty_that_nobody_attests_says_so() -> None:
    """A yes or no of the region that no record tells is named in the words of the order."""
    finding = rnms.evaluate(_world(region="ugra"), period=2023).requirement("S-UGR-02")

    assert finding.verdict is Verdict.UNDETERMINED
    assert "в записях не сказано: регион: ЦНППМ — подразделение института" in _plain(
        reason(finding.judgement)
    )


def test_why_a_duty_is_open_stands_in_the_table() -> None:
    """The table of duties has a column of its own for it."""
    shown = rnms.evaluate(_world(region="ugra"), period=2023).to_markdown()

    assert "в записях не сказано: регион: ЦНППМ — подразделение института" in shown


# Of a word of several conditions those are named that decide.

ROADMAP = Adoption(kind=AdoptionKind.ROADMAP, start=dt.date(2023, 1, 1))
CRITERIA = Adoption(kind=AdoptionKind.MONITORING_CRITERIA, start=dt.date(2023, 1, 1))
MARCH = MonitoringRound(id="march", start=dt.date(2023, 3, 1), end=dt.date(2023, 3, 20))
APPROVED = Attestation(subject="region", duty="passport_approved", state=True)

DECIDED: dict[str, tuple[RegionalSystem, str, str]] = {
    "one of two statements": (
        _world(APPROVED, region="amur"),
        "S-AMU-01",
        "в записях не сказано: регион: паспорт ДПО направлен на согласование Федеральному оператору",
    ),
    "a statement beside a document": (
        _world(ROADMAP, region="ugra"),
        "S-UGR-16",
        "в записях не сказано: регион: ответственный за дорожную карту назначен",
    ),
    "one document of several": (
        _world(ROADMAP, region="amur"), "S-AMU-12", "неверно, что критерии мониторинга действуют"
    ),
    "two documents of four": (
        _world(ROADMAP, CRITERIA, region="kirov"),
        "S-KIR-01",
        "неверно, что Положение о системе действует; неверно, что Положение о методическом активе действует",
    ),
    "one level of three": (
        _world(
            Association(municipality="m1", functioning=True, plan=True),
            Association(level="okrug", functioning=True, plan=True),
            region="kirov",
        ),
        "S-KIR-04",
        "неверно, что на областном уровне есть методическое объединение с планом",
    ),
    "the second half-year": (
        _world(CRITERIA, MARCH, region="ugra"),
        "6.1.2",
        "неверно, что мониторинг проведён во втором полугодии",
    ),
    "what was carried out": (
        _world(ROADMAP, region="ugra"), "6.1.1", "неверно, что комплекс мер («дорожная карта») реализуется"
    ),
    "the rounds of a rule": (
        _world(CRITERIA, MARCH, region="ugra"),
        "S-UGR-15",
        "не сделано в срок: 7.3 (последний день: 31.12.2023)",
    ),
    "a meeting": (
        _world(region="kirov"), "S-KIR-03", "не сделано в срок: 1.2.2 (последний день: 30.06.2023)"
    ),
    "every part of an indicator": (
        _told({"key": "region.pool_formed", "holds": False},
              {"key": "school_teachers", "count": 1000}, {"key": "pool", "count": 1}),
        "4",
        (
            "решает часть «банк методического актива сформирован»,"
            " «педагогов общеобразовательных организаций на одного представителя актива»"
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", DECIDED)
def test_only_the_conditions_that_decide_are_named(what: str) -> None:
    data, code, said = DECIDED[what]
    report = rnms.evaluate(data, period=2023)
    judgement = report[code].judgement if code[0].isdigit() else report.requirement(code).judgement

    assert _plain(reason(judgement)) == said


def test_one_place_judged_alone_says_what_it_lacks() -> None:
    report = rnms.evaluate(_told(*ARRIVED[:1], *ARRIVED[3:5]), period=2023, municipality="m3")

    assert report["1"].verdict is Verdict.NO_DATA
    assert "не сообщено" in report["1"].reason
    assert all(_words.reason(finding.judgement) for finding in report.requirements if finding.verdict in OPEN)


def test_what_is_demanded_of_the_region_is_not_said_to_be_demanded_of_nobody() -> None:
    """Khabarovsk 3: the order sets 100 % for the krai (000 l. 72), so one municipality has a value alone."""
    report = rnms.evaluate(_world(*MODELS), period=2023, municipality="m1")
    codes = {finding.code: [one.code for one in finding.judgement.reasons] for finding in report.requirements}

    assert (report["3"].verdict, report["3"].value) == (Verdict.NO_TARGET, Bounds.exact(1))
    assert _plain(report["3"].reason) == (
        "цель — у региона в целом, а не у одного муниципалитета или одной организации"
    )
    assert codes["S-KHB-04"] == codes["S-KHB-06"] == ["target-of-region"]


# S-GEN-02: reading the data decides it.


def test_consistency_is_judged_by_what_was_found() -> None:
    """Without a fault it is kept; a doubled id, or figures that exclude each other, break it."""
    kept = rnms.evaluate(_world(*_teacher("a")), period=2023).requirement("S-GEN-02")
    doubled = rnms.evaluate(_world(*_teacher("a"), *_teacher("a")[:1]), period=2023)
    figures, _, _ = SILENT["figures of a municipality exclude each other"]
    broken = rnms.evaluate(figures, period=2023)

    assert kept.verdict is Verdict.MET
    assert [one.requirement("S-GEN-02").verdict for one in (doubled, broken)] == [Verdict.NOT_MET] * 2
    assert "противоречий в данных: 1" in reason(doubled.requirement("S-GEN-02").judgement)


def test_consistency_of_tables_is_judged_too() -> None:
    records = _world(*_teacher("a"), *_teacher("a")[:1])
    report = rnms.evaluate(tabled(records, KINDS["polars"]), period=2023)

    assert report.requirement("S-GEN-02").verdict is Verdict.NOT_MET


# The law: whatever is open is named, and whatever is named decides.


def is_open(tally: Tally | LoadTally) -> bool:
    """Whether some member may still stand elsewhere."""
    if isinstance(tally, LoadTally):
        spread = [one for one in tally.members if not one.sure or one.least != one.most]
        return bool(spread) or not tally.size().is_exact
    known = tally.size().is_exact and tally.passing().is_exact
    doubtful = (tally.failed_or_passed, tally.out_or_failed, tally.out_or_passed, tally.anything)
    return not known or any(number != 0 for number in doubtful)


ASKED = asked_of_records()
of_every_order = pytest.mark.parametrize("one", ASKED, ids=[one.name for one in ASKED])


def _named(reasons: Sequence[Reason]) -> set[tuple[str, str]]:
    """The fields that reasons name as not given."""
    return {(one.about[0], one.about[1]) for one in reasons if one.code == "unknown-field"}


def _filled(
    data: RegionalSystem, fields: set[tuple[str, str]], choose: Pick, window: Window
) -> RegionalSystem:
    """The same system with some fields given wherever they were not."""
    for entity, field in sorted(fields):
        kind = kinds(entity)[field]
        records = list(getattr(data, entity) or ())
        for at, record in enumerate(records):
            if getattr(record, field) is None and kind.absence is Absence.UNKNOWN:
                options = [one for one in _options(data, kind, window) if _is_in_order(record, field, one)]
                records[at] = attrs.evolve(record, **{field: choose(options)}) if options else record
        data = replaced(data, entity, records)
    return data


def _options(data: RegionalSystem, kind: Kind, window: Window) -> Sequence[Any]:
    if kind.sort == "reference":
        return [record.id for record in getattr(data, kind.into) or ()]
    return values(kind, window)


def _is_in_order(record: Any, field: str, day: Any) -> bool:
    """Whether nothing ends before it starts."""
    other = {"start": getattr(record, "end", None), "end": getattr(record, "start", None)}.get(field)
    return other is None or (day <= other if field == "start" else day >= other)


def _check(data: RegionalSystem, question: Question, period: Period, choose: Pick) -> None:
    """What is open has a reason; what no reason names changes nothing; what they name settles it."""
    window = Window.of(period)
    engine = RecordsEngine(data)
    tally = engine.answer(question, period).tally
    reasons = of_records(engine, question, period)
    assert bool(reasons) or not is_open(tally), (question.key, tally)
    unnamed = {
        (name, kind.name)
        for name in record_classes()
        if name != "municipalities"
        for kind in kinds(name).values()
        if kind.absence is Absence.UNKNOWN
    } - _named(reasons)
    other = _filled(data, unnamed, choose, window)
    # Days by which somebody has two main places at once are those of no world.
    if other.issues == data.issues:
        assert RecordsEngine(other).answer(question, period).tally == tally
    for _ in range(40):
        named = _named(reasons)
        filled = _filled(data, named, choose, window)
        if filled == data:
            break
        data = filled
        reasons = of_records(RecordsEngine(data), question, period)
    left = [one for one in reasons if one.code not in {"unknown-field", "faulty-field", "unsaid"}]
    settled = RecordsEngine(data).answer(question, period).tally
    assert left or reasons or not is_open(settled), (question.key, settled)


@of_every_order
@pytest.mark.parametrize("seed", range(draws(2, thorough=100)))
def test_every_word_of_every_order_says_what_it_lacks(one: Asked, seed: int) -> None:
    """Whatever facts are not known: an open answer names fields, and these settle it."""
    pick = thrown(random.Random(f"{one.name} {seed}"))  # noqa: S311  # nothing is kept secret here
    window = Window.of(one.period)
    for question in one.measure.questions:
        entities = sorted(reads(question) - {"region"})
        data = system(pick, entities, window, UNKNOWN_FACTS, likely=constants_read(question))
        _check(data, question, one.period, pick)


@given(seeds)
@examples(150)
def test_random_words_say_what_they_lack(seed: int) -> None:
    """Random predicates over random records, too."""
    pick = thrown(random.Random(seed))  # noqa: S311  # nothing is kept secret here
    window = Window.of(YEAR)
    measure = a_measure(pick, window)
    [question] = measure.questions
    assume("" not in reads(question))
    data = system(pick, sorted(reads(question) - {"region"}), window, UNKNOWN_FACTS)
    _check(data, question, YEAR, pick)


@given(seeds)
@examples(150)
def test_whatever_is_lacking_an_open_answer_has_a_reason(seed: int) -> None:
    """Doubled ids, references to nobody, silent parts and collections that did not come as well."""
    pick = thrown(random.Random(seed))  # noqa: S311  # nothing is kept secret here
    window = Window.of(YEAR)
    [question] = a_measure(pick, window).questions
    data = system(pick, sorted(reads(question) - {"region"}), window, pick(SCARCITIES))
    engine = Engine(data)
    tally = engine.answer(question, YEAR).tally

    assert engine.reasons(question, YEAR) or not is_open(tally)


@given(seeds)
@examples(10)
def test_tables_say_the_same(seed: int) -> None:
    """Of few members the reasons of tables are those of records."""
    pick = thrown(random.Random(seed))  # noqa: S311  # nothing is kept secret here
    one = pick([one for one in ASKED if isinstance(one.measure, Share)])
    [question] = one.measure.questions
    window = Window.of(one.period)
    data = system(
        pick, sorted(reads(question) - {"region"}), window, UNKNOWN_FACTS, likely=constants_read(question)
    )
    if not is_open(RecordsEngine(data).answer(question, one.period).tally):
        return
    frames = FramesEngine(tabled(data, KINDS["polars"]))
    expected = of_records(RecordsEngine(data), question, one.period)

    assert _named(frames.reasons(question, one.period)) == _named(expected)
    assert bool(expected) == bool(frames.reasons(question, one.period))


def test_of_many_members_tables_count_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where too many are undecided to look at each, the nulls of the columns that are read are named."""
    data, code, _ = SILENT["a register without hire dates"]
    for module in ("engine", "open"):
        monkeypatch.setattr(f"rnms.tables.engine.{module}.FEW", 0)
    result = rnms.evaluate(tabled(data, KINDS["polars"]), period=2023, only=code)[code]

    assert result.verdict is Verdict.UNDETERMINED
    assert _plain(result.reason) == "у 2 записей не указано: начало (запись о работе)"


@pytest.mark.parametrize("kind", ["polars", "duckdb"])
@pytest.mark.parametrize("what", [what for what, (data, _, _) in SILENT.items() if data.persons is not None])
def test_tables_name_what_decides(what: str, kind: str) -> None:
    """The rows of records, as tables of two kinds."""
    data, code, said = SILENT[what]
    result = rnms.evaluate(tabled(data, KINDS[kind]), period=2023, only=code)[code]

    assert result.verdict in OPEN
    assert [one for one in said if one not in _plain(result.reason)] == [], _plain(result.reason)


# Figures.

SOME_KEYS = ("staff", "staff.diagnosed", "municipalities.with_model", "staff.with_route")


@given(choices=st.data())
@examples(200)
def test_open_figures_name_their_keys_and_numbers_of_them_settle_it(choices: st.DataObject) -> None:
    """An open answer names who is silent or which number; exact ones of the region leave nothing open."""
    places = ["m1", "m2", "m3"]
    figures = choices.draw(
        st.lists(
            figures_of(places, keys=st.sampled_from(SOME_KEYS), periods=st.just(YEAR)), min_size=1, max_size=6
        )
    )
    data = RegionalSystem(region="khabarovsk", municipalities=PLACES, figures=figures)
    engine = Engine(data)
    answer = engine.answer(STAFF, YEAR)
    assert isinstance(answer.tally, Tally)
    reasons = engine.reasons(STAFF, YEAR)
    if not is_open(answer.tally):
        return
    assert reasons or answer.silent
    size, passing = answer.tally.size(), answer.tally.passing()
    named = {key for one in reasons for key in one.about}
    open_keys = {key for key, one in (("staff", size), ("staff.diagnosed", passing)) if not one.is_exact}
    assert named & {"staff", "staff.diagnosed"} or answer.silent
    if answer.reported and not engine.issues and open_keys:
        exact = [
            Figure(key="staff", period=YEAR, count=int(size.low)),
            Figure(key="staff.diagnosed", period=YEAR, count=int(passing.low)),
        ]
        settled = Engine(attrs.evolve(data, figures=(*data.figures, *exact)))
        tally = settled.answer(STAFF, YEAR).tally
        assert settled.issues or not is_open(tally)


# Whole reports: every region, from figures, records and tables. Each is read by the fixture of all tests.

KEYS = sorted(regions.available())


def _entities_of(key: str) -> list[str]:
    questions = [
        question
        for measure in (
            *(part.measure for indicator in regions.get(key).indicators for part in indicator.parts()),
            *(duty.measure for duty in regions.get(key).requirements if duty.measure is not None),
        )
        for question in measure.questions
    ]
    return sorted(frozenset().union(*(reads(one) for one in questions)) - {"", "region"})


def _open_of(report: Report) -> list[Judgement]:
    judged = [one for result in report for one in result.judgements]
    judged += [finding.judgement for finding in report.requirements]
    return [part for one in judged for part in inside(one) if part.verdict in OPEN]


def _says_something(judgement: Judgement) -> bool:
    """Whether a reason names a word of the order, a collection, a field, a part or a municipality."""
    said = _plain(_words.reason(judgement))
    return bool(said) and (bool(judgement.missing) or any(one.about for one in judgement.reasons))


@st.composite
def _figures(draw: st.DrawFn, key: str) -> RegionalSystem:
    keys = st.sampled_from([need.key for need in regions.get(key).needs()])
    asked_for = st.sampled_from([YEAR, Period.of("2022/2023")])
    some = figures_of([one.id for one in PLACES], keys=keys, periods=asked_for)
    return RegionalSystem(region=key, municipalities=PLACES, figures=draw(st.lists(some, max_size=8)))


def _records(key: str, seed: int) -> RegionalSystem:
    pick = thrown(random.Random(seed))  # noqa: S311  # nothing is kept secret here
    entities = sorted({pick(_entities_of(key)) for _ in range(5)})
    return attrs.evolve(system(pick, entities, Window.of(YEAR), pick(SCARCITIES)), region=key)


def _silent_ones(data: RegionalSystem | Tables) -> list[Judgement]:
    return [one for one in _open_of(rnms.evaluate(data, period=2023)) if not _says_something(one)]


@pytest.mark.parametrize("key", KEYS)
@given(choices=st.data())
@examples(10)
def test_no_report_of_figures_is_silent(key: str, choices: st.DataObject) -> None:
    """Whatever was reported in whatever region: an open verdict says what decides it."""
    assert _silent_ones(choices.draw(_figures(key))) == []


@pytest.mark.parametrize("key", KEYS)
@given(seeds)
@examples(10)
def test_no_report_of_records_is_silent(key: str, seed: int) -> None:
    """Whatever records there are."""
    assert _silent_ones(_records(key, seed)) == []


@pytest.mark.parametrize("key", KEYS)
@given(seeds)
@examples(10)
def test_no_condition_is_named_that_surely_holds(key: str, seed: int) -> None:
    """Of a yes or no of the region, in any order: what is named as broken or open is not kept for sure,
    nor is a whole named where a part of it is known to break it.
    """
    data = _records(key, seed)
    report = rnms.evaluate(data, period=2023)
    engine = Engine.of_region(data, regions.get(key))
    questions_by_title = {
        term.title: Question(of=THE_REGION, term=term)
        for question in regions.get(key).questions
        if question.of == THE_REGION and question.term is not None
        for _, term in walk("region", question.term)
        if is_term(term)
    }
    judgements = [result.judgement for result in report]
    judgements += [finding.judgement for finding in report.requirements]
    for judgement in judgements:
        for said in judgement.reasons:
            title = said.about[-1] if said.code in {"not-so", "unsaid"} else ""
            named = questions_by_title.get(title.removeprefix(f"{THE_REGION.title}: "))
            if named is not None and named.term is not None:
                tally = engine.answer(named, judgement.period).tally
                assert isinstance(tally, Tally)
                assert not tally.passed, (judgement.name, said)
                inner = [attrs.evolve(named, term=term) for term in named.term.words if said.code == "not-so"]
                answers = [engine.answer(question, judgement.period) for question in inner]
                assert not any(answer.has_failed for answer in answers), (judgement.name, said)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("seed", range(draws(1, thorough=20)))
def test_no_report_of_tables_is_silent(key: str, seed: int) -> None:
    """And of the same as tables, which say the same where they are read member by member."""
    data = _records(key, seed)

    assert _silent_ones(tabled(data, KINDS["polars"], leave=("municipalities",))) == []
