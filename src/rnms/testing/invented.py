"""For tests and trials: regions that are invented, as large and as faulty as one likes.

Knows the records of the model and no test framework. The rates are those of no real region; they are chosen
so that every indicator of every order has somebody to count, in each year from 2021 to 2024.
"""

from __future__ import annotations

import datetime as dt
import functools
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

import attrs

from rnms.indicators.definition import Family
from rnms.indicators.vocabulary import shared
from rnms.indicators.vocabulary.methodists import METHODICAL_SUPPORT
from rnms.indicators.vocabulary.teams import QUALITY
from rnms.logic import predicates
from rnms.logic.facts import keywords_in
from rnms.logic.paths import placing_path
from rnms.logic.plan import reads
from rnms.logic.population import Population
from rnms.logic.question import Question
from rnms.logic.walks import children, is_existence, is_fact, op_of, paths_of, sought_by, walk
from rnms.logic.window import Window
from rnms.model.deadlines import ExternallySet, PerPlan, PlanItem
from rnms.model.development import (
    Diagnostic,
    Enrolment,
    Programme,
    ProgrammeForm,
    ProgrammeKind,
    Provider,
    Route,
    RouteDeveloper,
    RouteItem,
    Support,
    TeamTraining,
)
from rnms.model.events import Event, EventKind, ParticipantRole, Participation
from rnms.model.people import (
    Affiliation,
    Assignment,
    Category,
    Employment,
    Methodist,
    Person,
    PoolLevel,
    Role,
    Team,
    TeamKind,
    TeamMember,
)
from rnms.model.period import Period
from rnms.model.returns import Unreported
from rnms.model.roadmap import MeasureReport
from rnms.model.schema import FieldKind, about
from rnms.model.subjects import (
    MUNICIPAL,
    REGIONAL,
    Adoption,
    AdoptionKind,
    Agreement,
    AgreementKind,
    Association,
    Attestation,
    Community,
    CommunityKind,
    ContestEntry,
    ContestKind,
    Meeting,
    MeetingBody,
    MethodicalModel,
    MonitoringRound,
    Municipality,
    Organization,
    OrganizationKind,
    Pair,
    PairBasis,
    Placement,
    Service,
    ServiceKind,
    Site,
    SiteKind,
    Territory,
)
from rnms.model.system import RegionalSystem, field_kinds, record_classes
from rnms.regions.declaration import measures
from rnms.regions.profile import RegionProfile
from rnms.regions.registry import available, get, source
from rnms.testing.witnesses import FAILED, MET, REGION, UNKNOWN, Stage

T = TypeVar("T")

YEARS = range(2021, 2025)
"""The years in which something happens in an invented region."""

_FIRST, _LAST = dt.date(2021, 1, 1), dt.date(2024, 12, 31)
_BEFORE = dt.date(2019, 9, 1)
_LAST_HIRING = dt.date(2024, 9, 2)
_INSTITUTE, _CENTRE = "institute", "centre"

_SURNAMES = ("Вымыслова", "Небылицына", "Придумкина", "Сказкина", "Фантазёрова", "Чудинова")
_NAMES = ("Анна", "Вера", "Дарья", "Елена", "Мария", "Ольга", "Софья")
_COMPETENCES = ("предметные", "методические", "психолого-педагогические", "коммуникативные", "ИТ")
_TOPICS = (QUALITY.text, METHODICAL_SUPPORT.text, "функциональная грамотность", "воспитание", "инклюзия")
_FORMS = ("наставничество", "клуб молодых педагогов", "школа начинающего учителя", "стажировка")
_ROLES = (Role.PEDAGOGICAL,) * 11 + (Role.DEPUTY_HEAD,)
_PROVIDERS = (Provider.CNPPM,) * 7 + (Provider.SELF, Provider.ORGANIZATION, Provider.FEDERAL)
_KINDS = {
    OrganizationKind.GENERAL: 0.45,
    OrganizationKind.PRESCHOOL: 0.40,
    OrganizationKind.SUPPLEMENTARY: 0.07,
    OrganizationKind.VOCATIONAL: 0.04,
    OrganizationKind.METHODICAL_SERVICE: 0.02,
    OrganizationKind.PROFESSIONAL_DEVELOPMENT: 0.01,
    OrganizationKind.HIGHER: 0.01,
}
_BY_HAND = {
    "adoptions", "agreements", "assignments", "associations", "attestations", "communities",
    "contest_entries", "diagnostics", "employments", "enrolments", "events", "measure_reports", "meetings",
    "methodists", "models", "monitoring_rounds", "municipalities", "organizations", "pairs",
    "participations", "persons", "placements", "plan_items", "programmes", "route_developers", "route_items",
    "routes", "services", "sites", "supports", "team_members", "team_trainings", "teams", "territories",
}  # fmt: skip
"""The collections that are invented with regard to each other; any other is filled field by field."""
# A school has about twice the staff of a kindergarten.
_SIZES = {OrganizationKind.GENERAL: 4, OrganizationKind.PRESCHOOL: 2}
_WITNESSES = 10
_STATES = (MET, MET, FAILED, FAILED, UNKNOWN)
"""How many witnesses a word is given, and where they stand."""


def invented_region(
    *,
    staff: int = 1000,
    seed: int = 0,
    region: RegionProfile | str = "ugra",
    municipalities: int = 20,
    unreported: float = 0.0,
    faults: float = 0.0,
) -> RegionalSystem:
    """Invent a regional system with every collection filled; the same arguments give the same one.

    >>> system = invented_region(staff=100, municipalities=3)
    >>> len(system.persons), [place.id for place in system.municipalities]
    (100, ['m1', 'm2', 'm3'])
    >>> system.issues
    ()

    Args:
        staff: How many teachers and managers, those among them who left or came between 2021 and 2024.
        seed: Another seed, another region of the same kind.
        region: Key or profile of the region whose order is to judge it.
        municipalities: How many municipalities.
        unreported: The share of yearly returns, one for each kind of record and municipality, that never
            came. Their records are missing, except those that other records name.
        faults: The share of records at fault: an end before the start, a reference to nobody, a doubled id,
            no birth date.

    Raises:
        RegionNotFoundError: If no region has this key.
        ValueError: If there is nobody or no municipality, or a share is none.
    """
    if staff < 1 or municipalities < 1:
        raise ValueError(f"a region needs staff and municipalities, not {staff} and {municipalities}")
    if not (0 <= unreported <= 1 and 0 <= faults <= 1):
        raise ValueError(f"unreported and faults are shares from 0 to 1, not {unreported} and {faults}")
    profile = region if isinstance(region, RegionProfile) else get(region)
    whole = _Inventor(_Dice.of(f"{seed} whole"), staff, municipalities).system(profile, seed)
    reported = _without_returns(whole, unreported, _Dice.of(f"{seed} returns"))
    reported = _with_gaps(reported, profile, unreported, _Dice.of(f"{seed} gaps"))
    return _with_faults(reported, faults, _Dice.of(f"{seed} faults"))


@attrs.frozen
class _Dice:
    """Chance, the same for the same seed."""

    rng: random.Random

    @classmethod
    def of(cls, seed: str) -> _Dice:
        return cls(random.Random(seed))  # noqa: S311  # nothing here is secret

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def one_of(self, items: Sequence[T]) -> T:
        return items[int(self.rng.random() * len(items))]

    def some_of(self, items: Sequence[T], number: int) -> tuple[T, ...]:
        return tuple(self.rng.sample(items, min(number, len(items))))

    def day(self, first: dt.date, last: dt.date) -> dt.date:
        """Draw a day from the first to the last; the first where they are the wrong way round."""
        days = max(0, (last - first).days)
        return first + dt.timedelta(int(self.rng.random() * (days + 1)))

    def later(self, day: dt.date, least: int, most: int) -> dt.date:
        """Draw a day from ``least`` to ``most`` days later."""
        return day + dt.timedelta(least + int(self.rng.random() * (most - least + 1)))


@attrs.define
class _Inventor:
    """Invents the parts of a region in turn, each from those before."""

    dice: _Dice
    staff: int
    places: int
    every_word: bool = False
    made: defaultdict[str, list[Any]] = attrs.field(factory=lambda: defaultdict(list))
    posts: defaultdict[str, list[Employment]] = attrs.field(factory=lambda: defaultdict(list))
    diagnosed: dict[str, str] = attrs.field(factory=dict)

    def system(self, profile: RegionProfile, seed: int) -> RegionalSystem:
        """Invent the whole system, collection by collection."""
        self.municipalities()
        self.organizations()
        self.people()
        self.programmes()
        self.methodists()
        for person, posts in self.posts.items():
            self.way(person, posts[0])
        self.assignments()
        self.teams()
        for place in self.made["municipalities"]:
            self.municipal_work(place.id)
        self.management(profile)
        self.attestations(profile)
        # Dice of their own, so that all else falls as it would without events.
        self.events(_Dice.of(f"{seed} events"))
        for name in record_classes():
            if name not in _BY_HAND:
                self.made[name] += records_by_fields(name, self.made, f"{seed} {name}")
        self.fill_words(profile, seed)
        title = f"Вымышленный регион № {seed}: люди, организации и муниципалитеты придуманы"
        return RegionalSystem(
            region=profile.key, title=title, **{name: self.made[name] for name in record_classes()}
        )

    def fill_words(self, profile: RegionProfile, seed: int) -> None:
        """Invent what a region's words ask and no built-in region does; in a trial, whatever they ask."""
        questions = list(asked_of_records(profile) if self.every_word else foreign_questions(profile))
        if self.every_word:
            # Words that speak of the same records take turns in having the last word.
            random.Random(f"{seed} order").shuffle(questions)  # noqa: S311  # nothing here is secret
        for number, question in enumerate(questions):
            dice = _Dice.of(f"{seed} word {number}")
            stage = Stage(
                made=self.made,
                rng=dice.rng,
                invent=functools.partial(self.facts, dice),
                may_remove=self.every_word,
            )
            entity = question.of.resolved().entity
            turns = {"municipalities": self.places, REGION: len(YEARS)}.get(entity, _WITNESSES)
            for turn in range(turns):
                year = YEARS[turn % len(YEARS)] if entity == REGION else dice.one_of(YEARS)
                stage.place = turn
                stage.witness(question, dice.one_of(_STATES), Window.of(Period.of(year)))

    def facts(self, dice: _Dice, collection: str, number: int) -> dict[str, Any]:
        """Invent the facts of a record from what its fields declare."""
        return _facts(collection, number, self.made, dice)

    def add(self, collection: str, record: T) -> T:
        """Record something."""
        self.made[collection].append(record)
        return record

    def next_id(self, collection: str, prefix: str) -> str:
        """Make an id that is still free."""
        return f"{prefix}{len(self.made[collection]) + 1}"

    # Where people work, and who they are.

    def municipalities(self) -> None:
        """Invent a town, and districts around it, in two okrugs."""
        for key in ("t1", "t2"):
            self.add("territories", Territory(id=key, name=f"Вымышленный округ {key}", level="okrug"))
        for number in range(1, self.places + 1):
            name = "город Вымышленск" if number == 1 else f"Вымышленный район № {number}"
            place = Municipality(id=f"m{number}", name=name, territory=f"t{number % 2 + 1}")
            self.add("municipalities", place)

    def organizations(self) -> None:
        """Invent a school in each municipality, one organisation to 25 people, the institute, the centre."""
        kinds = self.dice.rng.choices(list(_KINDS), list(_KINDS.values()), k=self.staff // 25)
        kinds[: self.places] = [OrganizationKind.GENERAL] * self.places
        for number, kind in enumerate(kinds):
            # Every third organisation of the rest stands in the town.
            spread = number if number < self.places or number % 3 else 0
            place = f"m{spread % self.places + 1}"
            organization = self.add("organizations", self.organization(f"o{number + 1}", kind, place))
            if number % 5 == 0:
                self.add("placements", Placement(organization=organization.id, municipality=place))
        for key, kind, name in (
            (_INSTITUTE, OrganizationKind.PROFESSIONAL_DEVELOPMENT, "Вымышленный региональный институт"),
            (_CENTRE, OrganizationKind.CNPPM, "Вымышленный ЦНППМ"),
        ):
            self.add(
                "organizations", Organization(id=key, kind=kind, name=name, low_results_years=(), pupils=0)
            )

    def organization(self, key: str, kind: OrganizationKind, place: str) -> Organization:
        """Invent an organisation; one school of eight is in the list of low results for a year or two."""
        years: tuple[int, ...] = ()
        if kind is OrganizationKind.GENERAL and (key == "o1" or self.dice.chance(1 / 8)):
            year = 2023 if key == "o1" else self.dice.one_of(YEARS)
            years = (year, year + 1) if year < YEARS[-1] else (year,)
        name = f"Вымышленная организация {key}"
        # Drawn from the key: what others draw after it stays as it was.
        pupils = 100 + 37 * (sum(map(ord, key)) % 20)
        return Organization(
            id=key, kind=kind, municipality=place, name=name, low_results_years=years, pupils=pupils
        )

    def people(self) -> None:
        """People and their posts: a head for each organisation, then whoever comes."""
        organizations: list[Organization] = self.made["organizations"]
        sizes = [
            _SIZES.get(organization.kind, 1) if organization.kind else 1 for organization in organizations
        ]
        rest = max(0, self.staff - len(organizations))
        workplaces = [*organizations[: self.staff], *self.dice.rng.choices(organizations, sizes, k=rest)]
        for number, organization in enumerate(workplaces):
            person = self.person(f"p{number + 1}")
            role = Role.HEAD if number < len(organizations) else self.dice.one_of(_ROLES)
            self.employ(person, organization, role)
            self.change(person, self.dice.one_of(organizations))

    def person(self, key: str) -> Person:
        """Invent a person; one in seven is young."""
        rng = self.dice.rng
        age = rng.triangular(21, 30, 23) if self.dice.chance(1 / 7) else rng.triangular(25, 70, 46)
        birth = _LAST - dt.timedelta(int(age * 365.25))
        began = min(birth + dt.timedelta(int(rng.triangular(20.5, 34, 22) * 365.25)), _LAST_HIRING)
        person = Person(
            id=key,
            birth_date=birth,
            career_start=began,
            category=self.dice.one_of(tuple(Category)),
            higher_pedagogical_education=self.dice.chance(0.85),
            specialty_start=self.dice.day(began, _LAST_HIRING),
            name=f"{self.dice.one_of(_SURNAMES)} {self.dice.one_of(_NAMES)}",
        )
        return self.add("persons", person)

    def employ(self, person: Person, organization: Organization, role: Role) -> None:
        """Give a person a first post; one in twelve leaves it between 2021 and 2024."""
        start = self.dice.day(person.career_start or _BEFORE, _LAST_HIRING)
        end = self.dice.day(max(start, _FIRST), _LAST) if self.dice.chance(1 / 12) else None
        self.post(person, organization, role, start, end)

    def change(self, person: Person, organization: Organization) -> None:
        """Half of those who left, and one in fifteen of the others, take another post somewhere."""
        left = self.posts[person.id][0].end
        if self.dice.chance(1 / 2 if left else 1 / 15):
            start = self.dice.later(left or self.posts[person.id][0].start or _BEFORE, 1, 200)
            self.post(person, organization, Role.PEDAGOGICAL, start, None)

    def post(
        self, person: Person, organization: Organization, role: Role, start: dt.date, end: dt.date | None
    ) -> None:
        """Invent a post of a person: the main one unless there still is another."""
        main = all(earlier.end is not None for earlier in self.posts[person.id])
        post = Employment(
            person=person.id, organization=organization.id, role=role, start=start, end=end, main=main
        )
        self.posts[person.id].append(self.add("employments", post))

    # Where they meet.

    def events(self, dice: _Dice) -> None:
        """Invent a few events of the region and of each municipality a year; a third of the people come."""
        holders = [None, *(place.id for place in self.made["municipalities"])]
        by_year: dict[int, list[Event]] = defaultdict(list)
        for year in YEARS:
            for place in holders:
                for _ in range(dice.one_of((1, 2, 3))):
                    by_year[year].append(self.add("events", self.event(dice, year, place)))
        for person in self.made["persons"]:
            for events in by_year.values():
                for event in dice.some_of(events, dice.one_of((0, 0, 0, 0, 1, 2))):
                    part = Participation(
                        event=event.id,
                        person=person.id,
                        acted_as=dice.one_of(tuple(ParticipantRole)),
                        prize=dice.chance(1 / 5),
                    )
                    self.add("participations", part)

    def event(self, dice: _Dice, year: int, place: str | None) -> Event:
        """Invent an event of a municipality, or of the region; some take a week."""
        start = dice.day(dt.date(year, 1, 10), dt.date(year, 12, 20))
        level = REGIONAL if place is None else MUNICIPAL
        key = self.next_id("events", "v")
        return Event(
            id=key,
            title=f"Вымышленное мероприятие {key}",
            kind=dice.one_of(tuple(EventKind)),
            level=level.key,
            municipality=place,
            organization=_INSTITUTE if place is None else None,
            start=start,
            end=start + dt.timedelta(days=4) if dice.chance(1 / 4) else None,
        )

    # What they learn.

    def programmes(self) -> None:
        """Programmes, three of four of the institute and as many in the Federal Register."""
        other_ids = [
            organization.id
            for organization in self.made["organizations"]
            if organization.kind in {OrganizationKind.PROFESSIONAL_DEVELOPMENT, OrganizationKind.VOCATIONAL}
        ]
        for number in range(24 + self.staff // 250):
            start = self.dice.day(_BEFORE, dt.date(2023, 6, 30)) if self.dice.chance(3 / 4) else None
            programme = Programme(
                id=f"g{number + 1}",
                title=f"Вымышленная программа {number + 1}",
                kind=ProgrammeKind.RETRAINING if number % 8 == 5 else ProgrammeKind.ADVANCED_TRAINING,
                form=tuple(ProgrammeForm)[number % len(ProgrammeForm)],
                provider=_INSTITUTE if number % 4 else self.dice.one_of(other_ids),
                register_start=start,
                register_end=self.dice.later(start, 400, 1600) if start and self.dice.chance(1 / 4) else None,
                competences=self.dice.some_of(_COMPETENCES, 2),
                topics=(_TOPICS[number % len(_TOPICS)],),
                hours=(16, 36, 72)[number % 3],
            )
            self.add("programmes", programme)

    def methodists(self) -> None:
        """Invent a regional methodist to 300 people, a municipal one to 100 and in each municipality."""
        for number, person in enumerate(self.dice.some_of(self.made["persons"], 1 + self.staff // 300)):
            self.methodist(person.id, PoolLevel.REGIONAL, None)
            if number % 5 == 0:
                self.methodist(
                    person.id, PoolLevel.MUNICIPAL, self.dice.one_of(self.made["municipalities"]).id
                )
        for number, person in enumerate(
            self.dice.some_of(self.made["persons"], self.places + self.staff // 100)
        ):
            place = self.made["municipalities"][number % self.places].id
            self.methodist(person.id, PoolLevel.MUNICIPAL, place)

    def methodist(self, person: str, level: PoolLevel, place: str | None) -> None:
        """Invent a member of a pool."""
        # The first stays, so that a small region too has one.
        leaves = self.dice.chance(1 / 20) and bool(self.made["methodists"])
        methodist = Methodist(
            id=self.next_id("methodists", "h"),
            person=person,
            level=level,
            municipality=place,
            affiliation=self.dice.one_of(tuple(Affiliation)),
            start=self.dice.day(_BEFORE, dt.date(2022, 8, 31)),
            end=self.dice.day(dt.date(2022, 9, 1), _LAST) if leaves else None,
        )
        self.add("methodists", methodist)

    def way(self, person: str, post: Employment) -> None:
        """Invent what a person does in each year at work."""
        for year in YEARS:
            first = max(post.start or _FIRST, dt.date(year, 1, 1))
            last = min(post.end or _LAST, dt.date(year, 12, 31))
            if first < last and self.dice.chance(0.22):
                self.diagnose(person, self.dice.day(first, last))
            if first < last and self.dice.chance(0.08):
                self.enrol(person, self.dice.day(first, last))
        self.support(person)

    def diagnose(self, person: str, day: dt.date) -> None:
        """Invent a diagnostic; a route follows it, or a programme, or nothing."""
        areas = self.dice.some_of(_COMPETENCES, 3)
        diagnostic = Diagnostic(
            id=self.next_id("diagnostics", "d"),
            person=person,
            date=day,
            provider=self.dice.one_of(_PROVIDERS),
            areas=areas,
            deficits=areas[: self.dice.one_of((0, 1, 1, 2))],
        )
        self.add("diagnostics", diagnostic)
        self.diagnosed[person] = diagnostic.id
        if self.dice.chance(0.7):
            self.route(person, diagnostic, day)
        elif self.dice.chance(0.5):
            self.enrol(person, self.dice.later(day, 1, 120), diagnostic=diagnostic.id)

    def route(self, person: str, diagnostic: Diagnostic, diagnosed_on: dt.date) -> None:
        """Invent a route, one in thirty begun before its diagnostic, and mostly an enrolment by it."""
        early = self.dice.chance(1 / 30)
        start = self.dice.later(diagnosed_on, *((-30, -1) if early else (1, 60)))
        end = self.dice.later(start, 60, 300) if self.dice.chance(0.6) else None
        key = self.next_id("routes", "r")
        where = self.posts[person][0].organization if self.dice.chance(1 / 4) else None
        route = Route(
            id=key, person=person, diagnostic=diagnostic.id, start=start, end=end, organization=where
        )
        self.add("routes", route)
        if self.dice.chance(1 / 3):
            methodist = self.dice.one_of(self.made["methodists"]).id
            self.add("route_developers", RouteDeveloper(route=key, methodist=methodist))
        programme: Programme = self.dice.one_of(self.made["programmes"])
        item = RouteItem(route=key, programme=programme.id, form="формальное", content="программа", hours=36)
        self.add("route_items", item)
        if self.dice.chance(1 / 5):
            self.add("route_items", RouteItem(route=key, form="неформальное", content="семинар", hours=8))
        if self.dice.chance(0.6):
            self.enrol(person, self.dice.later(start, 0, 60), programme=programme.id, route=key)

    def enrol(
        self,
        person: str,
        start: dt.date,
        *,
        programme: str | None = None,
        diagnostic: str | None = None,
        route: str | None = None,
    ) -> None:
        """Invent an enrolment; one in seven is not completed."""
        enrolment = Enrolment(
            id=self.next_id("enrolments", "e"),
            person=person,
            programme=programme or self.dice.one_of(self.made["programmes"]).id,
            selected_on=self.dice.later(start, -20, 0) if self.dice.chance(1 / 2) else None,
            start=start,
            end=None if self.dice.chance(1 / 7) else self.dice.later(start, 5, 90),
            diagnostic=diagnostic,
            route=route,
        )
        self.add("enrolments", enrolment)

    def support(self, person: str) -> None:
        """Invent support: soon, for three of four who began after 2017; for few of the others."""
        began = self.made["persons"][int(person[1:]) - 1].career_start
        young = began >= dt.date(2018, 1, 1)
        if self.dice.chance(3 / 4 if young else 1 / 20):
            first = max(began, _FIRST)
            start = self.dice.day(first, min(first + dt.timedelta(500), _LAST) if young else _LAST)
            end = self.dice.later(start, 30, 700) if self.dice.chance(0.6) else None
            form = self.dice.one_of(_FORMS)
            self.add("supports", Support(person=person, form=form, start=start, end=end))

    def assignments(self) -> None:
        """Three of five people are attached to a methodist, one in 25 of them to another one as well."""
        regional = [
            methodist.id for methodist in self.made["methodists"] if methodist.level is PoolLevel.REGIONAL
        ]
        municipal = [
            methodist.id for methodist in self.made["methodists"] if methodist.level is PoolLevel.MUNICIPAL
        ]
        for person in self.posts:
            if self.dice.chance(3 / 5):
                self.assign(person, self.dice.one_of(regional))
                if self.dice.chance(1 / 25):
                    self.assign(person, self.dice.one_of(municipal))

    def assign(self, person: str, methodist: str) -> None:
        """Invent an attachment."""
        start = self.dice.day(_FIRST, dt.date(2023, 6, 30))
        end = self.dice.day(start, _LAST) if self.dice.chance(1 / 10) else None
        diagnostic = self.diagnosed.get(person)
        assignment = Assignment(
            methodist=methodist, person=person, diagnostic=diagnostic, start=start, end=end
        )
        self.add("assignments", assignment)

    # Teams, municipalities and the region.

    def teams(self) -> None:
        """Invent a management team for each organisation; for some a pedagogical one, a pair, a status."""
        posts_by_organization: defaultdict[str, list[Employment]] = defaultdict(list)
        for post in self.made["employments"]:
            posts_by_organization[post.organization].append(post)
        for organization in self.made["organizations"]:
            posts = posts_by_organization[organization.id]
            managers = [post for post in posts if post.role is not Role.PEDAGOGICAL]
            teachers = [post for post in posts if post.role is Role.PEDAGOGICAL]
            self.team(organization, TeamKind.MANAGEMENT, managers)
            if organization.low_results_years or self.dice.chance(1 / 8):
                self.team(organization, TeamKind.PEDAGOGICAL, teachers[:5])
            if len(teachers) > 1 and self.dice.chance(1 / 3):
                first, second = teachers[0].person, teachers[-1].person
                basis = self.dice.one_of(tuple(PairBasis))
                self.add("pairs", Pair(organization=organization.id, first=first, second=second, basis=basis))
            if organization.id == "o1" or self.dice.chance(1 / 15):
                kind = self.dice.one_of(tuple(SiteKind))
                self.add("sites", Site(organization=organization.id, kind=kind, start=_BEFORE))

    def team(self, organization: Organization, kind: TeamKind, posts: Sequence[Employment]) -> None:
        """Invent a team, its members and its training: schools of the list mostly in the year of the list."""
        end = self.dice.day(_FIRST, _LAST) if self.dice.chance(1 / 40) else None
        key = self.next_id("teams", "t")
        self.add("teams", Team(id=key, organization=organization.id, kind=kind, start=_BEFORE, end=end))
        for post in posts:
            is_head = post.role is Role.HEAD
            member = TeamMember(team=key, person=post.person, is_head=is_head, start=post.start, end=post.end)
            self.add("team_members", member)
        listed = [year for year in organization.low_results_years or () if self.dice.chance(0.9)]
        for year in listed or YEARS:
            if listed or self.dice.chance(0.13):
                self.train(key, self.dice.day(dt.date(year, 1, 1), dt.date(year, 12, 31)))

    def train(self, team: str, start: dt.date) -> None:
        """Invent a programme that a team takes."""
        programme = self.dice.one_of(self.made["programmes"]).id
        end = self.dice.later(start, 5, 60) if self.dice.chance(0.9) else None
        self.add("team_trainings", TeamTraining(team=team, programme=programme, start=start, end=end))

    def municipal_work(self, place: str) -> None:
        """Invent a municipality's service, model, associations, communities, contests and agreement."""
        if place == "m1" or self.dice.chance(0.9):
            form = self.dice.one_of(tuple(ServiceKind))
            self.add("services", Service(municipality=place, kind=form, start=_BEFORE))
        if place == "m1" or self.dice.chance(0.9):
            self.add("models", MethodicalModel(municipality=place, **self.standing_work()))
        for _ in range(self.dice.one_of((0, 1, 2, 3))):
            self.association("municipal", municipality=place)
        if self.dice.chance(0.8):
            self.agreement(AgreementKind.TRIPARTITE, self.dice.day(_FIRST, dt.date(2022, 12, 31)), place)
        for kind in CommunityKind:
            if self.dice.chance(0.5):
                self.add("communities", Community(municipality=place, kind=kind, **self.standing_work()))
        for year in YEARS:
            for contest in ContestKind:
                if self.dice.chance(0.6):
                    self.contest(place, contest, year)

    def association(
        self, level: str, municipality: str | None = None, organization: str | None = None
    ) -> None:
        """Invent a methodical association."""
        association = Association(
            level=level,
            municipality=municipality,
            organization=organization,
            plan=self.dice.chance(0.9),
            **self.standing_work(),
        )
        self.add("associations", association)

    def agreement(self, kind: AgreementKind, day: dt.date, place: str | None = None) -> None:
        """Invent an agreement."""
        key = self.next_id("agreements", "a")
        partner = f"вымышленный партнёр {key}"
        self.add("agreements", Agreement(id=key, date=day, kind=kind, municipality=place, partner=partner))

    def standing_work(self) -> dict[str, Any]:
        """Invent the facts that models, associations and communities have in common."""
        act = f"вымышленный приказ № {self.dice.one_of(range(1, 500))}"
        return {
            "functioning": self.dice.chance(0.93),
            "act": act if self.dice.chance(0.8) else None,
            "start": self.dice.day(_FIRST, dt.date(2023, 3, 31)),
            "end": self.dice.day(dt.date(2023, 4, 1), _LAST) if self.dice.chance(1 / 15) else None,
        }

    def contest(self, place: str, kind: ContestKind, year: int) -> None:
        """Invent a contest in which a teacher of a municipality took part."""
        day = self.dice.day(dt.date(year, 1, 10), dt.date(year, 12, 20))
        person = self.dice.one_of(self.made["persons"]).id
        self.add("contest_entries", ContestEntry(municipality=place, kind=kind, date=day, person=person))

    def management(self, profile: RegionProfile) -> None:
        """Invent what the region adopted, concluded, held and carried out; other associations besides."""
        levels = [level.key for level in profile.levels]
        for level in ("regional", "okrug"):
            self.association(level if level in levels else "regional")
        for organization in self.made["organizations"]:
            if organization.kind is OrganizationKind.GENERAL and self.dice.chance(1 / 5):
                self.association("institutional", organization=organization.id)
        for kind in AdoptionKind:
            until = dt.date(2022, 3, 30)
            earlier = Adoption(kind=kind, ref="прежний вымышленный приказ", start=_FIRST, end=until)
            later = Adoption(kind=kind, ref="вымышленный приказ", act="order", start=dt.date(2022, 3, 31))
            self.made["adoptions"] += [earlier, later]
        for year in YEARS:
            self.yearly_management(year)
            self.measures(profile, year)

    def yearly_management(self, year: int) -> None:
        """Invent a year of the region: monitorings, agreements, meetings."""
        for month in (5, 11):
            round_ = MonitoringRound(
                id=self.next_id("monitoring_rounds", "w"),
                start=dt.date(year, month, 3),
                end=dt.date(year, month, 24),
                analysed=True,
                recommended=self.dice.chance(0.9),
            )
            self.add("monitoring_rounds", round_)
        for month in (2, 6, 10):
            self.agreement(AgreementKind.COOPERATION, dt.date(year, month, 15))
        for month in (2, 5, 6, 8, 12):
            body = MeetingBody.METHODIST_POOL if month == 6 else MeetingBody.REGIONAL_UMO
            self.add("meetings", Meeting(body=body, date=dt.date(year, month, 10)))

    def measures(self, profile: RegionProfile, year: int) -> None:
        """Invent a year of the roadmap: a measure is carried out each month; plans name June."""
        roadmap = profile.roadmap
        codes = [measure.code for measure in roadmap] or [str(month) for month in range(1, 13)]
        for month, code in zip(range(1, 13), codes, strict=False):
            self.add("measure_reports", MeasureReport(measure=code, date=dt.date(year, month, 20)))
        for measure in roadmap:
            if isinstance(measure.deadline, PerPlan | ExternallySet):
                self.add("plan_items", PlanItem(measure=measure.code, end=dt.date(year, 6, 15)))

    def attestations(self, profile: RegionProfile) -> None:
        """Invent attestations of duties that no record shows; nine of ten are kept."""
        kinds = {OrganizationKind.CNPPM, OrganizationKind.METHODICAL_SERVICE}
        services = {
            organization.id for organization in self.made["organizations"] if organization.kind in kinds
        }
        people = [
            employment.person
            for employment in self.made["employments"]
            if employment.organization in services
        ]
        subjects = {
            "region": ["region"],
            "persons": [*people, *(methodist.person for methodist in self.made["methodists"])],
            "municipalities": [municipality.id for municipality in self.made["municipalities"]],
            "organizations": [organization.id for organization in self.made["organizations"]],
        }
        for collection, duty in _attested_duties(profile):
            for subject in dict.fromkeys(subjects.get(collection, ())):
                state = self.dice.chance(0.9)
                attestation = Attestation(subject=subject, duty=duty, state=state, start=_BEFORE)
                self.add("attestations", attestation)


def tried_region(profile: RegionProfile, seed: int, *, staff: int, municipalities: int) -> RegionalSystem:
    """Invent a region in which every word of an order, shared or its own, has witnesses.

    >>> system = tried_region(get("khabarovsk"), 0, staff=6, municipalities=2)
    >>> system.issues
    ()
    """
    inventor = _Inventor(_Dice.of(f"{seed} whole"), staff, municipalities, every_word=True)
    return inventor.system(profile, seed)


def asked_of_records(profile: RegionProfile) -> tuple[Question, ...]:
    """List what a region asks of records, question by question, whatever the period."""
    all_questions = (question for _, measure in measures(profile) for question in measure.questions)
    # Who stands otherwise in another period is asked of no period alone.
    questions = (question.plain for question in all_questions if question.change is None)
    return tuple(dict.fromkeys(question for question in questions if _entity_of(question)))


def foreign_questions(profile: RegionProfile) -> tuple[Question, ...]:
    """List the questions that no built-in region asks of records invented by hand.

    >>> foreign_questions(get("ugra"))
    ()
    """
    native = _native_facts()
    return tuple(question for question in asked_of_records(profile) if not _facts_asked(question) <= native)


@functools.cache
def _native_facts() -> frozenset[tuple[Any, ...]]:
    """Collect every fact that the shared words and the built-in regions ask for."""
    built_in = [get(key) for key in available() if source(key).endswith(f"(rnms.regions.{key}:PROFILE)")]
    questions = [question for profile in built_in for question in asked_of_records(profile)]
    families = [family.measure for family in shared(Family) if family.measure is not None]
    questions += [question for measure in families for question in measure.questions]
    return frozenset(fact for question in questions for fact in _facts_asked(question))


def _facts_asked(question: Question) -> frozenset[tuple[Any, ...]]:
    """List the facts that a question asks for; of days only the fields, for people are of every age."""
    whole = question.of.resolved()
    parts = [*walk(whole.entity, whole.where)]
    if whole.through is not None:
        parts += walk(whole.through.entity, whole.through.where)
    if question.term is not None:
        parts += walk(whole.entity, question.term)
    return frozenset(fact for entity, part in parts for fact in _as_asked(entity, part))


def _as_asked(entity: str, part: predicates.Predicate) -> Iterator[tuple[Any, ...]]:
    if is_existence(part):
        yield entity, part.entity, part.on, part.at_least, part.of
    elif is_fact(part):
        paths, sought = paths_of(part), sought_by(part)
        is_day = isinstance(sought, predicates.Moment | dt.date)
        yield entity, paths, None if is_day else (op_of(part), sought)


def _entity_of(question: Question) -> str:
    of = question.of.resolved()
    return of.entity or next((part.resolved().entity for part in of.union), "")


def _attested_duties(profile: RegionProfile) -> list[tuple[str, str]]:
    """List the duties that an order has attested, each with the collection of its subjects."""
    questions = [
        question for duty in profile.requirements if duty.measure for question in duty.measure.questions
    ]
    return list(
        dict.fromkeys(
            (question.of.resolved().entity if one.on else "region", word.text)
            for question in questions
            for one in _inside(question.term or question.of)
            if is_existence(one) and one.entity == "attestations"
            for part in children(one.where)
            for word in keywords_in(part)
            if word.field == "attestations.duty"
        )
    )


def _inside(word: predicates.Predicate | Population) -> Iterator[predicates.Predicate]:
    """List every predicate inside another, or inside what a population says."""
    predicate = word.resolved().where if isinstance(word, Population) else word
    return (part for _, part in walk("", predicate))


# What nobody invents by hand.


def records_by_fields(collection: str, made: Mapping[str, Sequence[Any]], seed: str) -> list[Any]:
    """Invent records of a collection from what its fields declare, which name records that there are."""
    dice = _Dice.of(seed)
    # What may name another of its own kind, such as a territory above, names none.
    others = {**made, collection: ()}
    return [
        record_classes()[collection](**_facts(collection, number, others, dice))
        for number in range(1, len(made["municipalities"]) + 1)
    ]


def _facts(
    collection: str, number: int, collections: Mapping[str, Sequence[Any]], dice: _Dice
) -> dict[str, Any]:
    kinds = field_kinds(collection)
    facts = {
        name: _fact(kind, f"{collection}{number}", collections, dice)
        for name, kind in kinds.items()
        if kind.sort != "date"
    }
    day = dice.day(_FIRST, dt.date(2022, 12, 31))
    # Nothing ends before it starts, whichever field stands first.
    for name in sorted((name for name in kinds if name not in facts), key=lambda name: "end" in name):
        facts[name] = day = dice.later(day, 0, 90)
    return facts


def _fact(kind: FieldKind, key: str, collections: Mapping[str, Sequence[Any]], dice: _Dice) -> Any:
    if kind.name == "id":
        return key
    if kind.into:
        named = collections.get(kind.into)
        return dice.one_of(named).id if named else None
    if kind.enumeration is not None:
        return dice.one_of(tuple(kind.enumeration))
    values = {
        "bool": dice.chance(0.9),
        "int": dice.one_of(range(1, 100)),
        "text": f"вымышленное: {key}",
        "texts": (f"вымышленное: {key}",),
        "ints": (YEARS[0],),
    }
    return values[kind.sort]


# What never came.

# Those that name others stand before those named.
_RETURNS = (
    "enrolments",
    "assignments",
    "routes",
    "diagnostics",
    "supports",
    "team_trainings",
    "models",
    "associations",
    "communities",
    "contest_entries",
)
_WHY = "вымышленное муниципальное образование не ответило"


def _without_returns(system: RegionalSystem, share: float, dice: _Dice) -> RegionalSystem:
    """Remove a share of the yearly returns from a system, and name them as unreported."""
    if not share:
        return system
    places = [place.id for place in system.municipalities or ()]
    returns = [(entity, place, year) for entity in _RETURNS for place in places for year in YEARS]
    missing = dict.fromkeys(key for key in returns if dice.chance(share))
    kept_records = _kept(system, missing)
    routes = {route.id for route in kept_records["routes"]}
    for entity in ("route_items", "route_developers"):
        kept_records[entity] = [record for record in getattr(system, entity) if record.route in routes]
    said = [
        Unreported(entity=entity, municipality=place, period=year, why=_WHY)
        for entity, place, year in missing
    ]
    return attrs.evolve(system, unreported=said, **kept_records)


def _with_gaps(system: RegionalSystem, profile: RegionProfile, share: float, dice: _Dice) -> RegionalSystem:
    """Name parts of a system as unreported in collections that no built-in region asks for."""
    if not share:
        return system
    asked = dict.fromkeys(name for question in foreign_questions(profile) for name in reads(question))
    entities = [name for name in asked if name in record_classes() and name not in _RETURNS]
    gaps = [
        Unreported(entity=entity, municipality=place.id, period=year, why=_WHY)
        for entity in entities
        if placing_path(entity)
        for place in system.municipalities or ()
        for year in YEARS
        if dice.chance(share)
    ]
    return attrs.evolve(system, unreported=[*system.unreported, *gaps])


def _kept(system: RegionalSystem, missing: Mapping[tuple[str, str, int], None]) -> dict[str, Any]:
    """Keep the records of the returns that came, and those that they name."""
    homes = _homes(system)
    kept_records: dict[str, Any] = {}
    names: set[str | None] = set()
    for entity in _RETURNS:
        kept_records[entity] = [
            record
            for record in getattr(system, entity)
            if (entity, _home(record, homes), _year(record)) not in missing
            or getattr(record, "id", None) in names
        ]
        for name in ("route", "diagnostic"):
            names |= {getattr(record, name, None) for record in kept_records[entity]} - {None}
    return kept_records


def _homes(system: RegionalSystem) -> dict[str, str | None]:
    """Find the municipality that reports on an organisation, a team or a person: that of the first post."""
    homes = {organization.id: organization.municipality for organization in system.organizations or ()}
    homes |= {team.id: homes.get(team.organization) for team in system.teams or ()}
    for post in reversed(system.employments or ()):
        homes[post.person] = homes.get(post.organization)
    return homes


def _home(record: Any, homes: Mapping[str, str | None]) -> str | None:
    for name in ("municipality", "organization", "team", "person"):
        municipality: str | None = getattr(record, name, None)
        if municipality is not None:
            return municipality if name == "municipality" else homes.get(municipality)
    return None


def _year(record: Any) -> int | None:
    day: dt.date | None = record.date if hasattr(record, "date") else record.start
    return None if day is None else day.year


# What is wrong.


def _with_faults(system: RegionalSystem, share: float, dice: _Dice) -> RegionalSystem:
    """Spoil a share of a system's records; municipalities stay as they are."""
    if not share:
        return system
    spoilt: dict[str, Any] = {
        name: [
            spoilt_record
            for record in getattr(system, name)
            for spoilt_record in (_spoilt(record, dice) if dice.chance(share) else [record])
        ]
        for name in record_classes()
        if name != "municipalities" and getattr(system, name) is not None
    }
    return attrs.evolve(system, **spoilt)


def _spoilt(record: Any, dice: _Dice) -> list[Any]:
    """Spoil a record by one fault that it can have, or double it."""
    faults = list(_possible_faults(record))
    return dice.one_of(faults) if faults else [record]


def _possible_faults(record: Any) -> Iterator[list[Any]]:
    fields = attrs.fields_dict(type(record))
    if "id" in fields:
        yield [record, record]
    if "birth_date" in fields:
        yield [attrs.evolve(record, birth_date=None)]
    if "end" in fields and record.start is not None:
        yield [attrs.evolve(record, end=record.start - dt.timedelta(1))]
    for name, field in fields.items():
        if about(field).refers_to and getattr(record, name) is not None:
            yield [attrs.evolve(record, **{name: "nobody"})]
