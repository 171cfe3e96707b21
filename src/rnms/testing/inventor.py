"""An invented region, collection by collection: people, what they do, what municipalities and the region do.

The rates are those of no real region; they are chosen so that every indicator of every order has somebody to
count, in each year from 2021 to 2024.
"""

from __future__ import annotations

import datetime as dt
import functools
import random
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import attrs

from rnms._values import define
from rnms.indicators.vocabulary.methodists import METHODICAL_SUPPORT
from rnms.indicators.vocabulary.teams import QUALITY
from rnms.logic.window import Window
from rnms.model.deadlines import Elsewhere, PlanItem
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
from rnms.model.roadmap import MeasureReport
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
from rnms.model.system import RegionalSystem, record_classes
from rnms.regions.profile import RegionProfile
from rnms.testing.by_fields import facts_by_fields, records_by_fields
from rnms.testing.dice import FIRST, LAST, YEARS, Dice, T
from rnms.testing.questions import asked_of_records, attested_duties, foreign_questions
from rnms.testing.witnesses import FAILED, MET, REGION, UNKNOWN, Stage

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


@define
class Inventor:
    """Invents the parts of a region in turn, each from those before."""

    dice: Dice
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
        self.events(Dice.of(f"{seed} events"))
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
            dice = Dice.of(f"{seed} word {number}")
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

    def facts(self, dice: Dice, collection: str, number: int) -> dict[str, Any]:
        """Invent the facts of a record from what its fields declare."""
        return facts_by_fields(collection, number, self.made, dice)

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
        birth = LAST - dt.timedelta(int(age * 365.25))
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
        end = self.dice.day(max(start, FIRST), LAST) if self.dice.chance(1 / 12) else None
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

    def events(self, dice: Dice) -> None:
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

    def event(self, dice: Dice, year: int, place: str | None) -> Event:
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
            end=self.dice.day(dt.date(2022, 9, 1), LAST) if leaves else None,
        )
        self.add("methodists", methodist)

    def way(self, person: str, post: Employment) -> None:
        """Invent what a person does in each year at work."""
        for year in YEARS:
            first = max(post.start or FIRST, dt.date(year, 1, 1))
            last = min(post.end or LAST, dt.date(year, 12, 31))
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
            first = max(began, FIRST)
            start = self.dice.day(first, min(first + dt.timedelta(500), LAST) if young else LAST)
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
        start = self.dice.day(FIRST, dt.date(2023, 6, 30))
        end = self.dice.day(start, LAST) if self.dice.chance(1 / 10) else None
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
        end = self.dice.day(FIRST, LAST) if self.dice.chance(1 / 40) else None
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
            self.agreement(AgreementKind.TRIPARTITE, self.dice.day(FIRST, dt.date(2022, 12, 31)), place)
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
            "start": self.dice.day(FIRST, dt.date(2023, 3, 31)),
            "end": self.dice.day(dt.date(2023, 4, 1), LAST) if self.dice.chance(1 / 15) else None,
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
            earlier = Adoption(kind=kind, ref="прежний вымышленный приказ", start=FIRST, end=until)
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
            if isinstance(measure.deadline, Elsewhere):
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
        for collection, duty in attested_duties(profile):
            for subject in dict.fromkeys(subjects.get(collection, ())):
                state = self.dice.chance(0.9)
                attestation = Attestation(subject=subject, duty=duty, state=state, start=_BEFORE)
                self.add("attestations", attestation)
