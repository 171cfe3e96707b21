"""The same counts written by hand: with pandas, with polars, in plain Python.

As a good analyst writes them for these very definitions (``rnms/indicators/vocabulary``) and for data that
are known to be whole: no unknown facts, no doubled ids, no references to nobody. Common parts are computed
once. Each gives, by indicator and by municipality (an empty name is the region), the numbers behind the
value.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from typing import Any

import attrs
import pandas as pd
import polars as pl

from rnms.model import (
    CommunityKind,
    ContestKind,
    Employment,
    OrganizationKind,
    PoolLevel,
    ProgrammeKind,
    Provider,
    RegionalSystem,
    Role,
    TeamKind,
)
from rnms.model.schema import about
from rnms.model.system import record_classes

Counts = dict[str, dict[str, tuple[int, ...]]]
Whole = Any
"""A system of which no field that is read is absent; the types of the model allow for absence."""

# Khabarovsk counts by academic years, Ugra by calendar years and cumulatively since 2021.
FIRST, DAY = dt.date(2022, 9, 1), dt.date(2023, 8, 31)
SINCE, YEAR_END = dt.date(2021, 1, 1), dt.date(2023, 12, 31)
THREE_YEARS_AGO, BORN_AFTER = dt.date(2020, 12, 31), dt.date(1988, 12, 31)
THREE_KINDS = (CommunityKind.LEADERS, CommunityKind.YOUNG, CommunityKind.NETWORK)


# Plain Python over the loaded model.


def with_python(system: Whole) -> Counts:
    """By dictionaries and sets over the records themselves."""
    kinds = {one.id: one.kind for one in system.organizations}
    homes = {one.id: one.municipality for one in system.organizations}

    def at_work(day: dt.date) -> list[Employment]:
        return [
            post
            for post in system.employments
            if _stands(post, day)
            and (kinds[post.organization] is not OrganizationKind.HIGHER or post.role is not Role.PEDAGOGICAL)
        ]

    def share(posts: Iterable[Employment], passing: Container[str]) -> dict[str, tuple[int, ...]]:
        pairs = {(homes[post.organization] or "-", post.person) for post in posts}
        people = {person for _, person in pairs}
        sizes = Counter(place for place, _ in pairs)
        passed = Counter(place for place, person in pairs if person in passing)
        by_place = {place: (passed[place], size) for place, size in sizes.items() if place != "-"}
        return {"": (sum(person in passing for person in people), len(people)), **by_place}

    staff = at_work(DAY)
    school_teachers = [
        post
        for post in staff
        if post.role is Role.PEDAGOGICAL and kinds[post.organization] is OrganizationKind.GENERAL
    ]
    teachers = [post for post in at_work(YEAR_END) if post.role is Role.PEDAGOGICAL]
    teaching = {post.person for post in teachers}
    young = {
        one.id
        for one in system.persons
        if one.birth_date > BORN_AFTER and THREE_YEARS_AGO < one.career_start <= YEAR_END
    }
    return {
        "1": share(staff, _diagnosed(system)),
        "2": share(staff, _with_route(system)),
        "4.load": _joined(share(school_teachers, ()), _pool(system)),
        **_municipal(system),
        "6.2.1": share(teachers, _completed(system)),
        "6.2.2": _teams(system, homes),
        "6.3.1": _loads(system, teaching),
        "6.3.2": share([post for post in teachers if post.person in young], _supported(system)),
    }


def _stands(record: Any, day: dt.date) -> bool:
    return record.start <= day and (record.end is None or record.end >= day)


def _diagnosed(system: Whole) -> set[str]:
    return {
        one.person
        for one in system.diagnostics
        if one.provider is Provider.CNPPM and FIRST <= one.date <= DAY
    }


def _with_route(system: Whole) -> set[str]:
    diagnostics = {one.id: one for one in system.diagnostics}
    found = set()
    for route in system.routes:
        if route.diagnostic is not None and FIRST <= route.start <= DAY:
            diagnostic = diagnostics[route.diagnostic]
            if (
                diagnostic.provider is Provider.CNPPM
                and diagnostic.person == route.person
                and diagnostic.date <= route.start
            ):
                found.add(route.person)
    return found


def _pool(system: Whole) -> dict[str, int]:
    pools: defaultdict[str, set[str]] = defaultdict(set)
    for one in system.methodists:
        if _stands(one, DAY):
            pools[""].add(one.person)
            pools[one.municipality or "-"].add(one.person)
    return {place: len(people) for place, people in pools.items()}


def _joined(counted: dict[str, tuple[int, ...]], sizes: dict[str, int]) -> dict[str, tuple[int, ...]]:
    places = dict.fromkeys([*counted, *sizes])
    return {place: (counted.get(place, (0, 0))[1], sizes.get(place, 0)) for place in places if place != "-"}


def _municipal(system: Whole) -> Counts:
    places = [one.id for one in system.municipalities]
    working = {
        "3": {m.municipality for m in system.models if m.functioning and _stands(m, DAY)},
        "5": {a.municipality for a in system.associations if a.functioning and _stands(a, DAY)},
        "6": {
            c.municipality
            for c in system.communities
            if c.functioning and c.kind in THREE_KINDS and _stands(c, DAY)
        },
        "7": {
            e.municipality
            for e in system.contest_entries
            if e.kind in {ContestKind.KRAI, ContestKind.REGIONAL_STAGE} and FIRST <= e.date <= DAY
        },
    }
    return {
        code: {
            "": (sum(place in found for place in places), len(places)),
            **{place: (int(place in found), 1) for place in places},
        }
        for code, found in working.items()
    }


def _completed(system: Whole) -> set[str]:
    programmes = {one.id: one for one in system.programmes}
    diagnostics = {one.id: one for one in system.diagnostics}
    routes = {one.id: one for one in system.routes}
    items = {(one.route, one.programme) for one in system.route_items}
    found = set()
    for one in system.enrolments:
        if one.end is None or not max(SINCE, one.start) <= one.end <= YEAR_END:
            continue
        programme = programmes[one.programme]
        if programme.register_start is None or programme.register_start > one.end:
            continue
        if programme.register_end is not None and programme.register_end < one.start:
            continue
        if one.diagnostic is not None:
            diagnostic = diagnostics[one.diagnostic]
            if diagnostic.person == one.person and diagnostic.date <= (one.selected_on or one.start):
                found.add(one.person)
        if one.route is not None:
            route = routes[one.route]
            if route.diagnostic is None or (one.route, one.programme) not in items:
                continue
            diagnostic = diagnostics[route.diagnostic]
            if (
                route.person == diagnostic.person == one.person
                and diagnostic.date <= route.start <= one.start
                and (one.selected_on is None or diagnostic.date <= one.selected_on)
            ):
                found.add(one.person)
    return found


def _teams(system: Whole, homes: dict[str, str | None]) -> dict[str, tuple[int, ...]]:
    advanced = {one.id for one in system.programmes if one.kind is ProgrammeKind.ADVANCED_TRAINING}
    trained = {
        one.team
        for one in system.team_trainings
        if one.programme in advanced and SINCE <= one.start <= YEAR_END
    }
    sizes: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    for team in system.teams:
        if team.kind is TeamKind.MANAGEMENT and _stands(team, YEAR_END):
            places = ("", homes[team.organization] or "-")
            sizes.update(places)
            passed.update(places if team.id in trained else ())
    return {place: (passed[place], size) for place, size in sizes.items() if place != "-"}


def _loads(system: Whole, teaching: Container[str]) -> dict[str, tuple[int, ...]]:
    regional = [one for one in system.methodists if one.level is PoolLevel.REGIONAL]
    holders = {one.id: one.person for one in regional}
    loads: dict[str, set[str]] = {one.person: set() for one in regional if _stands(one, YEAR_END)}
    for one in system.assignments:
        holder = holders.get(one.methodist)
        if holder in loads and one.person in teaching and _stands(one, YEAR_END):
            loads[holder].add(one.person)
    numbers = [len(people) for people in loads.values()]
    return {"": (sum(numbers), max(numbers), len(numbers))}


def _supported(system: Whole) -> set[str]:
    began = {one.id: one.career_start for one in system.persons}
    return {
        one.person
        for one in system.supports
        if one.start <= YEAR_END
        and (one.end is None or (one.end > THREE_YEARS_AGO and one.end >= max(SINCE, began[one.person])))
    }


# Frames.


def columns(system: RegionalSystem) -> dict[str, dict[str, list[Any]]]:
    """The collections as columns of plain values; enumerations as their words."""
    return {
        name: {
            field.name: [getattr(value := getattr(one, field.name), "value", value) for one in records]
            for field in attrs.fields(kind)
        }
        for name, kind in record_classes().items()
        if (records := getattr(system, name)) is not None
    }


_DATES = frozenset(
    (
        "start",
        "end",
        "date",
        "birth_date",
        "career_start",
        "specialty_start",
        "selected_on",
        "register_start",
        "register_end",
    )
)


_WORDS = frozenset(("kind", "role", "provider", "level"))


def pandas_frames(system: RegionalSystem) -> dict[str, pd.DataFrame]:
    """Frames for pandas: dates as dates, the rest as pandas makes it."""
    return {
        name: pd.DataFrame(
            {key: pd.to_datetime(values) if key in _DATES else values for key, values in table.items()}
        )
        for name, table in columns(system).items()
    }


def numbered(frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The same frames as somebody prepares them who counts often: numbers for ids, categories for words."""
    numbers = {
        name: pd.Series(range(len(frame)), index=frame["id"])
        for name, frame in frames.items()
        if "id" in frame and name != "municipalities"
    }
    found = {}
    for name, frame in frames.items():
        known = attrs.fields_dict(record_classes()[name])
        leads = {key: name if key == "id" else about(known[key]).refers_to for key in frame}
        keys = {key: frame[key].map(numbers[into]) for key, into in leads.items() if into in numbers}
        words = {key: frame[key].astype("category") for key in frame if key in _WORDS and key not in keys}
        found[name] = frame.assign(**keys, **words)
    return found


def with_pandas(f: dict[str, pd.DataFrame]) -> Counts:  # noqa: PLR0915  # one step after another, as analysts write
    """By masks, merges and groups."""
    first, day, since, year_end, three_years_ago, born_after = map(
        pd.Timestamp, (FIRST, DAY, SINCE, YEAR_END, THREE_YEARS_AGO, BORN_AFTER)
    )
    organizations = f["organizations"][["id", "kind", "municipality"]]

    def among(column: pd.Series, values: pd.Series) -> Any:
        # `Series.isin` takes ten times as long on strings (pandas 3.1).
        return pd.Index(values.unique()).get_indexer(column) >= 0

    def standing(frame: pd.DataFrame, at: pd.Timestamp) -> pd.DataFrame:
        return frame[(frame["start"] <= at) & ((frame["end"] >= at) | frame["end"].isna())]

    def share(posts: pd.DataFrame, passing: pd.Series) -> pd.DataFrame:
        pairs = posts[["municipality", "person"]].drop_duplicates()
        pairs["passed"] = among(pairs["person"], passing)
        people = pairs.drop_duplicates("person")
        by_place = pairs.groupby("municipality")["passed"].agg(["sum", "size"])
        by_place.loc[""] = [people["passed"].sum(), len(people)]
        return by_place

    posts = f["employments"][["person", "organization", "role", "start", "end"]].merge(
        organizations, left_on="organization", right_on="id"
    )
    posts = posts[(posts["kind"] != "higher") | (posts["role"] != "pedagogical")]
    staff, later_staff = standing(posts, day), standing(posts, year_end)
    school_teachers = staff[(staff["role"] == "pedagogical") & (staff["kind"] == "general")]
    teachers = later_staff[later_staff["role"] == "pedagogical"]

    diagnostics = f["diagnostics"][["id", "person", "date", "provider"]]
    diagnosed = diagnostics.loc[
        (diagnostics["provider"] == "cnppm") & diagnostics["date"].between(first, day), "person"
    ]
    routes = f["routes"][["id", "person", "diagnostic", "start"]].merge(
        diagnostics, left_on="diagnostic", right_on="id", suffixes=("", "_d")
    )
    routes = routes[(routes["person"] == routes["person_d"]) & (routes["date"] <= routes["start"])]
    with_route = routes.loc[(routes["provider"] == "cnppm") & routes["start"].between(first, day), "person"]

    programmes = f["programmes"][["id", "kind", "register_start", "register_end"]]
    taken = f["enrolments"]
    taken = taken[taken["end"].between(since, year_end) & (taken["start"] <= taken["end"])]
    taken = taken.merge(programmes, left_on="programme", right_on="id", suffixes=("", "_p"))
    taken = taken[
        (taken["register_start"] <= taken["end"])
        & ((taken["register_end"] >= taken["start"]) | taken["register_end"].isna())
    ]
    by_diagnostic = taken.merge(diagnostics, left_on="diagnostic", right_on="id", suffixes=("", "_d"))
    by_diagnostic = by_diagnostic[
        (by_diagnostic["person"] == by_diagnostic["person_d"])
        & (by_diagnostic["date"] <= by_diagnostic["selected_on"].fillna(by_diagnostic["start"]))
    ]
    by_route = taken.merge(
        routes[["id", "person", "start", "date"]], left_on="route", right_on="id", suffixes=("", "_r")
    )
    by_route = by_route[
        (by_route["person"] == by_route["person_r"])
        & (by_route["start_r"] <= by_route["start"])
        & ((by_route["date"] <= by_route["selected_on"]) | by_route["selected_on"].isna())
    ]
    items = f["route_items"][["route", "programme"]].drop_duplicates()
    by_route = by_route.merge(items, on=["route", "programme"])
    completed = pd.concat([by_diagnostic["person"], by_route["person"]])

    persons = f["persons"][["id", "birth_date", "career_start"]]
    young = persons[
        (persons["birth_date"] > born_after)
        & (persons["career_start"] > three_years_ago)
        & (persons["career_start"] <= year_end)
    ]
    supports = f["supports"].merge(young, left_on="person", right_on="id")
    supported = supports.loc[
        (supports["start"] <= year_end)
        & (
            supports["end"].isna()
            | (
                (supports["end"] > three_years_ago)
                & (supports["end"] >= since)
                & (supports["end"] >= supports["career_start"])
            )
        ),
        "person",
    ]

    pool = standing(f["methodists"], day)
    pool_sizes = pool.groupby("municipality")["person"].nunique()
    pool_sizes.loc[""] = pool["person"].nunique()
    per_member = share(school_teachers, diagnosed)[["size"]].join(pool_sizes, how="outer")

    teams = standing(f["teams"][f["teams"]["kind"] == "management"], year_end).merge(
        organizations, left_on="organization", right_on="id", suffixes=("", "_o")
    )
    trainings = f["team_trainings"][f["team_trainings"]["start"].between(since, year_end)]
    advanced = programmes.loc[programmes["kind"] == "advanced_training", "id"]
    teams["passed"] = among(teams["id"], trainings.loc[among(trainings["programme"], advanced), "team"])
    trained = teams.groupby("municipality")["passed"].agg(["sum", "size"])
    trained.loc[""] = [teams["passed"].sum(), len(teams)]

    regional = f["methodists"][f["methodists"]["level"] == "regional"]
    members = standing(regional, year_end)["person"].drop_duplicates()
    attached = standing(f["assignments"], year_end)[["methodist", "person"]]
    attached = attached[among(attached["person"], teachers["person"])]
    attached = attached.merge(
        regional[["id", "person"]], left_on="methodist", right_on="id", suffixes=("", "_holding")
    )
    attached = attached[["person_holding", "person"]].drop_duplicates()
    loads = attached.groupby("person_holding").size().reindex(members, fill_value=0)

    places = f["municipalities"]["id"]

    def municipal(frame: pd.DataFrame) -> pd.DataFrame:
        found = pd.DataFrame({"sum": among(places, frame["municipality"]).astype(int), "size": 1})
        found.index = pd.Index(places)
        found.loc[""] = [found["sum"].sum(), len(places)]
        return found

    def functioning(name: str) -> pd.DataFrame:
        return standing(f[name][f[name]["functioning"]], day)

    communities = functioning("communities")
    entries = f["contest_entries"]
    return {
        "1": _of_pandas(share(staff, diagnosed)),
        "2": _of_pandas(share(staff, with_route)),
        "3": _of_pandas(municipal(functioning("models"))),
        "4.load": _of_pandas(per_member.fillna(0)),
        "5": _of_pandas(municipal(functioning("associations"))),
        "6": _of_pandas(municipal(communities[communities["kind"].isin([k.value for k in THREE_KINDS])])),
        "7": _of_pandas(municipal(entries[entries["date"].between(first, day)])),
        "6.2.1": _of_pandas(share(teachers, completed)),
        "6.2.2": _of_pandas(trained),
        "6.3.1": {"": (int(loads.sum()), int(loads.max()), len(loads))},
        "6.3.2": _of_pandas(share(teachers[among(teachers["person"], young["id"])], supported)),
    }


def _of_pandas(frame: pd.DataFrame) -> dict[str, tuple[int, ...]]:
    return {place: (int(one), int(other)) for place, one, other in frame.itertuples()}


def polars_frames(system: RegionalSystem) -> dict[str, pl.DataFrame]:
    """Frames for polars."""
    return {
        name: pl.DataFrame(table, strict=False, infer_schema_length=None).with_columns(
            pl.col(key).cast(pl.Date) for key in table if key in _DATES
        )
        for name, table in columns(system).items()
    }


def with_polars(frames: dict[str, pl.DataFrame]) -> Counts:
    """By one lazy query for each indicator, all collected together, so that common parts run once."""
    f = {name: frame.lazy() for name, frame in frames.items()}
    organizations = f["organizations"].select("id", "kind", "municipality")

    def standing(day: dt.date) -> pl.Expr:
        return (pl.col("start") <= day) & (pl.col("end") >= day).fill_null(value=True)

    def share(posts: pl.LazyFrame, passing: pl.LazyFrame) -> pl.LazyFrame:
        passing = passing.select("person").unique().with_columns(passed=pl.lit(1))
        pairs = posts.select("municipality", "person").unique().join(passing, on="person", how="left")
        people = pairs.unique("person").select(place=pl.lit(""), one=pl.col("passed").count(), other=pl.len())
        return pl.concat([people, by_place(pairs, pl.col("passed").count(), pl.len())])

    def by_place(frame: pl.LazyFrame, one: pl.Expr, other: pl.Expr) -> pl.LazyFrame:
        frame = frame.drop_nulls("municipality").rename({"municipality": "place"})
        return frame.group_by("place").agg(one=one, other=other)

    posts = f["employments"].join(organizations, left_on="organization", right_on="id")
    posts = posts.filter((pl.col("kind") != "higher") | (pl.col("role") != "pedagogical"))
    staff, later_staff = posts.filter(standing(DAY)), posts.filter(standing(YEAR_END))
    school_teachers = staff.filter(pl.col("role") == "pedagogical", pl.col("kind") == "general")
    teachers = later_staff.filter(pl.col("role") == "pedagogical")

    diagnostics = f["diagnostics"].select("id", "person", "date", "provider")
    at_cnppm = pl.col("provider") == "cnppm"
    diagnosed = diagnostics.filter(at_cnppm, pl.col("date").is_between(FIRST, DAY))
    routes = (
        f["routes"]
        .select("id", "person", "diagnostic", "start")
        .join(diagnostics, left_on="diagnostic", right_on="id", suffix="_d")
        .filter(pl.col("person") == pl.col("person_d"), pl.col("date") <= pl.col("start"))
    )
    with_route = routes.filter(at_cnppm, pl.col("start").is_between(FIRST, DAY))

    programmes = f["programmes"].select("id", "kind", "register_start", "register_end")
    taken = (
        f["enrolments"]
        .filter(pl.col("end").is_between(SINCE, YEAR_END), pl.col("start") <= pl.col("end"))
        .join(programmes, left_on="programme", right_on="id")
        .filter(
            pl.col("register_start") <= pl.col("end"),
            (pl.col("register_end") >= pl.col("start")).fill_null(value=True),
        )
    )
    by_diagnostic = taken.join(diagnostics, left_on="diagnostic", right_on="id", suffix="_d").filter(
        pl.col("person") == pl.col("person_d"),
        pl.col("date") <= pl.col("selected_on").fill_null(pl.col("start")),
    )
    by_route = (
        taken.join(
            routes.select("id", "person", "start", "date"), left_on="route", right_on="id", suffix="_r"
        )
        .filter(
            pl.col("person") == pl.col("person_r"),
            pl.col("start_r") <= pl.col("start"),
            (pl.col("date") <= pl.col("selected_on")).fill_null(value=True),
        )
        .join(f["route_items"].select("route", "programme"), on=["route", "programme"], how="semi")
    )
    completed = pl.concat([by_diagnostic.select("person"), by_route.select("person")])

    career_start = pl.col("career_start")
    young = f["persons"].filter(
        pl.col("birth_date") > BORN_AFTER, career_start > THREE_YEARS_AGO, career_start <= YEAR_END
    )
    end = pl.col("end")
    supported = (
        f["supports"]
        .join(young.select("id", "career_start"), left_on="person", right_on="id")
        .filter(
            pl.col("start") <= YEAR_END,
            end.is_null() | ((end > THREE_YEARS_AGO) & (end >= SINCE) & (end >= career_start)),
        )
    )

    pool = f["methodists"].filter(standing(DAY))
    nobody, members = pl.lit(0, pl.UInt32), pl.col("person").n_unique()
    pool_sizes = pl.concat(
        [pool.select(place=pl.lit(""), one=nobody, other=members), by_place(pool, nobody.first(), members)]
    )
    teaching = pl.concat(
        [
            school_teachers.select(place=pl.lit(""), one=members, other=nobody),
            by_place(school_teachers, members, nobody.first()),
        ]
    )
    per_member = pl.concat([teaching, pool_sizes]).group_by("place").sum()

    advanced = programmes.filter(pl.col("kind") == "advanced_training")
    trained = (
        f["team_trainings"]
        .filter(pl.col("start").is_between(SINCE, YEAR_END))
        .join(advanced, left_on="programme", right_on="id", how="semi")
        .select(person="team")
    )
    teams = (
        f["teams"]
        .filter(pl.col("kind") == "management", standing(YEAR_END))
        .join(organizations.drop("kind"), left_on="organization", right_on="id")
        .rename({"id": "person"})
    )

    regional = f["methodists"].filter(pl.col("level") == "regional")
    holders = regional.filter(standing(YEAR_END)).select(holder="person").unique()
    attached = (
        f["assignments"]
        .filter(standing(YEAR_END))
        .join(teachers, on="person", how="semi")
        .join(regional.select(methodist="id", holder="person"), on="methodist")
        .group_by("holder")
        .agg(load=members)
    )
    load = pl.col("load")
    loads = (
        holders.join(attached, on="holder", how="left")
        .with_columns(load.fill_null(0))
        .select(total=load.sum(), largest=load.max(), number=pl.len())
    )

    places = f["municipalities"].select(municipality="id")

    def municipal(frame: pl.LazyFrame) -> pl.LazyFrame:
        return share(places.with_columns(person="municipality"), frame.select(person="municipality"))

    def functioning(name: str) -> pl.LazyFrame:
        return f[name].filter(pl.col("functioning"), standing(DAY))

    asked = {
        "1": share(staff, diagnosed),
        "2": share(staff, with_route),
        "3": municipal(functioning("models")),
        "4.load": per_member,
        "5": municipal(functioning("associations")),
        "6": municipal(
            functioning("communities").filter(pl.col("kind").is_in([k.value for k in THREE_KINDS]))
        ),
        "7": municipal(f["contest_entries"].filter(pl.col("date").is_between(FIRST, DAY))),
        "6.2.1": share(teachers, completed),
        "6.2.2": share(teams, trained),
        "6.3.2": share(teachers.join(young, left_on="person", right_on="id", how="semi"), supported),
        "6.3.1": loads,
    }
    found = dict(zip(asked, pl.collect_all(asked.values()), strict=True))
    loads_found = found.pop("6.3.1")
    counts = {
        code: {place: (one, other) for place, one, other in frame.iter_rows()}
        for code, frame in found.items()
    }
    return {**counts, "6.3.1": {"": loads_found.row(0)}}
