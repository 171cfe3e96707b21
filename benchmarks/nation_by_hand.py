"""One indicator of each shape written by hand: with polars, in DuckDB's SQL, with pandas.

As a good analyst writes them for these definitions (``rnms/indicators/vocabulary``) and who knows which facts of
the nation may be unknown: days of birth, first days of work, days and providers of diagnostics, whether an
association works. Polars is lazy and collects both of its counts at once; SQL is one query of CTEs; pandas merges.

* share: of the staff, whoever was diagnosed by the centre this year; day and provider may be unknown.
* chain: of the teachers, whoever completed a programme of the register since 2021 that was chosen by a diagnostic of
  theirs, directly or along a route that rests on one and lists the programme; the day of the diagnostic may be unknown.
* cohort: of the teachers under 35 in their first three years, whoever was supported this year while they were so;
  the days of birth and of first work may be unknown, and with them who belongs.
* team: of the management teams that stand, which took part in an advanced training since 2021.
* load: how many teachers each regional methodist has: the sum, the most, the number of methodists.
* municipal: which municipalities have an association that stands and works, which may be unknown.

Each gives, for the region (an empty name) and by municipality, how many are surely in and pass, fail or are open, and
how many perhaps are in and fail, pass or are open; a person is counted once in the region and once in each
municipality. None looks for other faults (doubled ids, references to nobody, parts not reported): the nation has none,
which the engine finds out when tables are checked, before what is timed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import duckdb
import pandas as pd
import polars as pl

Found = dict[str, tuple[int, ...]]
START, END, SINCE = dt.date(2023, 1, 1), dt.date(2023, 12, 31), dt.date(2021, 1, 1)
BORN_AFTER, THREE_YEARS_AGO = dt.date(1988, 12, 31), dt.date(2020, 12, 31)
NAMES = ("passed", "failed", "open", "out_failed", "out_passed", "out_open")

# polars.

c = pl.col


def _standing() -> pl.Expr:
    return (c("start").is_null() | (c("start") <= END)) & (c("end").is_null() | (c("end") >= END))


def _kinds(sure: Any, certain: Any, possible: Any) -> list[pl.Expr]:
    """Sums of the six kinds."""
    open_, fails = possible & ~certain, ~possible
    return [
        (where & which).sum().alias(name)
        for name, (where, which) in zip(
            NAMES,
            [(sure, certain), (sure, fails), (sure, open_), (~sure, fails), (~sure, certain), (~sure, open_)],
            strict=True,
        )
    ]


def _three(certain: Any, possible: Any) -> list[pl.Expr]:
    """Sums where everybody surely is in."""
    return [
        certain.sum().alias("passed"),
        (~possible).sum().alias("failed"),
        (possible & ~certain).sum().alias("open"),
    ]


def _found(region: pl.DataFrame, places: pl.DataFrame) -> Found:
    rows = {"": region.row(0), **{str(row[0]): row[1:] for row in places.iter_rows()}}
    return {place: (*row, *(0,) * (6 - len(row))) for place, row in rows.items()}


def _of_people(posts: pl.LazyFrame, flags: list[pl.LazyFrame], sums: list[pl.Expr]) -> Found:
    """Of distinct people, in the region and in each municipality; a frame of flags for each person."""
    pairs = posts.select("municipality", "person").unique()
    people = pairs.select("person").unique()
    for frame in flags:
        pairs, people = (one.join(frame, on="person", how="left") for one in (pairs, people))
    return _found(*pl.collect_all([people.select(sums), pairs.group_by("municipality").agg(sums)]))


def _posts(f: Mapping[str, pl.LazyFrame]) -> pl.LazyFrame:
    schools = f["organizations"].select("id", "kind", "municipality")
    return (
        f["employments"]
        .filter((c("start") <= END) & (c("end").is_null() | (c("end") >= END)))
        .join(schools, left_on="organization", right_on="id")
    )


def _teachers(f: Mapping[str, pl.LazyFrame]) -> pl.LazyFrame:
    return _posts(f).filter((c("kind") != "higher") & (c("role") == "pedagogical"))


def polars_share(f: Mapping[str, pl.LazyFrame]) -> Found:
    staff = _posts(f).filter((c("kind") != "higher") | (c("role") != "pedagogical"))
    day, place = c("date").is_between(START, END), c("provider") == "cnppm"
    passed = (
        f["diagnostics"]
        .filter((day | c("date").is_null()) & (place | c("provider").is_null()))
        .select("person", sure=(day & place).fill_null(value=False))
        .group_by("person")
        .agg(c("sure").max())
    )
    sure, may = c("sure").fill_null(value=False), c("sure").is_not_null()
    return _of_people(staff, [passed], _three(sure, may))


def polars_chain(f: Mapping[str, pl.LazyFrame]) -> Found:
    days = f["diagnostics"].select("id", "person", "date")
    by_route = (
        f["routes"]
        .select("id", "person", "diagnostic", "start")
        .join(days, left_on="diagnostic", right_on="id")
    )
    by_route = by_route.filter(
        (c("person") == c("person_right")) & (c("date").is_null() | (c("date") <= c("start")))
    ).select(c("id"), route_person="person", route_date="date", route_start="start")
    items = f["route_items"].select("route", "programme").unique().with_columns(in_route=pl.lit(value=True))
    enrolled = (
        f["enrolments"]
        .filter((c("end") >= SINCE) & (c("end") <= END) & (c("start") <= c("end")))
        .join(
            f["programmes"].select("id", "register_start", "register_end"), left_on="programme", right_on="id"
        )
        .filter(
            (c("register_start") <= c("end"))
            & (c("register_end").is_null() | (c("start") <= c("register_end")))
        )
        .join(days.rename({"person": "diagnosed"}), left_on="diagnostic", right_on="id", how="left")
        .join(by_route, left_on="route", right_on="id", how="left")
        .join(items, on=["route", "programme"], how="left")
    )

    def chosen(day: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
        known = (day <= c("start")) & (c("selected_on").is_null() | (day <= c("selected_on")))
        return known.fill_null(value=False), day.is_null()

    first, first_open = chosen(c("date"))
    second, second_open = chosen(c("route_date"))
    one = (c("diagnosed") == c("person")).fill_null(value=False)
    other = ((c("route_person") == c("person")) & (c("route_start") <= c("start")) & c("in_route")).fill_null(
        value=False
    )
    certain = (one & first) | (other & second)
    possible = (one & (first | first_open)) | (other & (second | second_open))
    passed = enrolled.filter(possible).select("person", sure=certain).group_by("person").agg(c("sure").max())
    sure, may = c("sure").fill_null(value=False), c("sure").is_not_null()
    return _of_people(_teachers(f), [passed], _three(sure, may))


def polars_cohort(f: Mapping[str, pl.LazyFrame]) -> Found:
    young, begun = (
        c("birth_date") > BORN_AFTER,
        (c("career_start") <= END) & (c("career_start") > THREE_YEARS_AGO),
    )
    people = (
        f["persons"]
        .filter((young | c("birth_date").is_null()) & (begun | c("career_start").is_null()))
        .select(c("id").alias("person"), "career_start", member=(young & begun).fill_null(value=False))
    )
    supported = (
        f["supports"]
        .filter(
            (c("start") <= END) & (c("end").is_null() | ((c("end") >= START) & (c("end") > THREE_YEARS_AGO)))
        )
        .group_by("person")
        .agg(last=c("end").fill_null(dt.date(9999, 1, 1)).max())
    )
    certain = ((c("last") >= END) | (c("last") >= c("career_start"))).fill_null(value=False)
    possible = certain | (c("last").is_not_null() & c("career_start").is_null())
    states = people.join(supported, on="person", how="left").select(
        "person", "member", certain=certain, possible=possible
    )
    pairs = _teachers(f).select("municipality", "person").unique().join(states, on="person")
    sums = _kinds(c("member"), c("certain"), c("possible"))
    return _found(
        *pl.collect_all(
            [pairs.unique(subset="person").select(sums), pairs.group_by("municipality").agg(sums)]
        )
    )


def polars_team(f: Mapping[str, pl.LazyFrame]) -> Found:
    trained = (
        f["team_trainings"]
        .filter(c("start").is_between(SINCE, END))
        .join(
            f["programmes"].filter(c("kind") == "advanced_training"),
            left_on="programme",
            right_on="id",
            how="semi",
        )
        .select("team")
        .unique()
        .with_columns(passed=pl.lit(value=True))
    )
    teams = (
        f["teams"]
        .filter((c("kind") == "management") & _standing())
        .join(f["organizations"].select("id", "municipality"), left_on="organization", right_on="id")
        .join(trained, left_on="id", right_on="team", how="left")
        .with_columns(c("passed").fill_null(value=False))
    )
    sums = [c("passed").sum(), (~c("passed")).sum().alias("failed")]
    return _found(*pl.collect_all([teams.select(sums), teams.group_by("municipality").agg(sums)]))


def polars_load(f: Mapping[str, pl.LazyFrame]) -> Found:
    teachers = _teachers(f).select("person").unique()
    regional = f["methodists"].filter(c("level") == "regional")
    members = regional.filter(_standing()).select("person").unique()
    loads = (
        f["assignments"]
        .filter(_standing())
        .join(teachers, on="person", how="semi")
        .join(regional.select(methodist="id", holder="person"), on="methodist")
        .select("holder", "person")
        .unique()
        .group_by("holder")
        .len()
    )
    carried = members.join(loads, left_on="person", right_on="holder", how="left").select(
        c("len").fill_null(0)
    )
    total = carried.select(
        pl.col("len").sum().alias("sum"), c("len").max().alias("max"), pl.len().alias("number")
    )
    return {"": tuple(total.collect().row(0))}


def polars_municipal(f: Mapping[str, pl.LazyFrame]) -> Found:
    having = (
        f["associations"]
        .filter((c("functioning") | c("functioning").is_null()) & _standing())
        .group_by("municipality")
        .agg(sure=c("functioning").fill_null(value=False).max())
    )
    places = f["municipalities"].join(having, left_on="id", right_on="municipality", how="left")
    sums = _three(c("sure").fill_null(value=False), c("sure").is_not_null())
    return _found(*pl.collect_all([places.select(sums), places.group_by("id").agg(sums)]))


POLARS: dict[str, Callable[[Any], Found]] = {
    "share": polars_share,
    "chain": polars_chain,
    "cohort": polars_cohort,
    "team": polars_team,
    "load": polars_load,
    "municipal": polars_municipal,
}

# DuckDB.

_POSTS = f"""
    SELECT e.person, o.municipality, e.role, o.kind
    FROM employments e JOIN organizations o ON e.organization = o.id
    WHERE e.start <= DATE '{END}' AND (e."end" IS NULL OR e."end" >= DATE '{END}')
"""
_TEACHERS = (
    f"SELECT DISTINCT person, municipality FROM ({_POSTS}) WHERE kind <> 'higher' AND role = 'pedagogical'"
)
_STANDING = f"""(start IS NULL OR start <= DATE '{END}') AND ("end" IS NULL OR "end" >= DATE '{END}')"""
_THREE = """count(*) FILTER (coalesce(sure, false)), count(*) FILTER (sure IS NULL),
    count(*) FILTER (sure IS NOT NULL AND NOT sure)"""


def _people(pairs: str, passed: str) -> str:
    return f"""
    WITH pairs AS MATERIALIZED ({pairs}), passed AS MATERIALIZED ({passed})
    SELECT NULL AS place, {_THREE}
    FROM (SELECT DISTINCT person FROM pairs) LEFT JOIN passed USING (person)
    UNION ALL
    SELECT municipality, {_THREE} FROM pairs LEFT JOIN passed USING (person) GROUP BY municipality
    """


SQL = {
    "share": _people(
        f"SELECT DISTINCT person, municipality FROM ({_POSTS}) WHERE kind <> 'higher' OR role <> 'pedagogical'",
        f"""
        SELECT person, max(coalesce(date BETWEEN DATE '{START}' AND DATE '{END}' AND provider = 'cnppm', false)) AS sure
        FROM diagnostics
        WHERE (date IS NULL OR date BETWEEN DATE '{START}' AND DATE '{END}')
          AND (provider IS NULL OR provider = 'cnppm')
        GROUP BY person
        """,
    ),
    "chain": _people(
        _TEACHERS,
        f"""
        SELECT person, max(certain) AS sure FROM (
            SELECT e.person,
              coalesce(d.person = e.person AND d.date <= e.start AND (e.selected_on IS NULL OR d.date <= e.selected_on), false)
              OR coalesce(r.person = e.person AND r.start <= e.start AND i.route IS NOT NULL AND r.date <= e.start
                 AND (e.selected_on IS NULL OR r.date <= e.selected_on), false) AS certain,
              coalesce(d.person = e.person AND (d.date IS NULL OR (d.date <= e.start
                 AND (e.selected_on IS NULL OR d.date <= e.selected_on))), false)
              OR coalesce(r.person = e.person AND r.start <= e.start AND i.route IS NOT NULL AND (r.date IS NULL OR
                 (e.selected_on IS NULL OR r.date <= e.selected_on)), false) AS possible
            FROM enrolments e JOIN programmes p ON e.programme = p.id
            LEFT JOIN diagnostics d ON e.diagnostic = d.id
            LEFT JOIN (
                SELECT r.id, r.person, r.start, d.date FROM routes r JOIN diagnostics d ON r.diagnostic = d.id
                WHERE r.person = d.person AND (d.date IS NULL OR d.date <= r.start)
            ) r ON e.route = r.id
            LEFT JOIN (SELECT DISTINCT route, programme FROM route_items) i
              ON e.route = i.route AND e.programme = i.programme
            WHERE e."end" BETWEEN DATE '{SINCE}' AND DATE '{END}' AND e.start <= e."end"
              AND p.register_start <= e."end" AND (p.register_end IS NULL OR e.start <= p.register_end)
        ) WHERE possible GROUP BY person
        """,
    ),
    "cohort": f"""
        WITH states AS (
            SELECT p.id AS person, coalesce(p.birth_date > DATE '{BORN_AFTER}' AND p.career_start <= DATE '{END}'
                AND p.career_start > DATE '{THREE_YEARS_AGO}', false) AS member,
                coalesce(s.last >= DATE '{END}' OR s.last >= p.career_start, false) AS certain,
                coalesce(s.last >= DATE '{END}' OR s.last >= p.career_start
                    OR (s.last IS NOT NULL AND p.career_start IS NULL), false) AS possible
            FROM persons p LEFT JOIN (
                SELECT person, max(coalesce("end", DATE '9999-01-01')) AS last FROM supports
                WHERE start <= DATE '{END}' AND ("end" IS NULL OR ("end" >= DATE '{START}' AND "end" > DATE '{THREE_YEARS_AGO}'))
                GROUP BY person
            ) s ON p.id = s.person
            WHERE (p.birth_date IS NULL OR p.birth_date > DATE '{BORN_AFTER}')
              AND (p.career_start IS NULL OR (p.career_start <= DATE '{END}' AND p.career_start > DATE '{THREE_YEARS_AGO}'))
        ), pairs AS MATERIALIZED (
            SELECT municipality, states.* FROM ({_TEACHERS}) JOIN states USING (person)
        ), people AS (SELECT DISTINCT person, member, certain, possible FROM pairs)
        SELECT NULL AS place, KINDS FROM people
        UNION ALL SELECT municipality, KINDS FROM pairs GROUP BY municipality
    """.replace(
        "KINDS",
        ", ".join(
            f"count(*) FILTER ({where} AND {which})"
            for where, which in [
                ("member", "certain"),
                ("member", "NOT possible"),
                ("member", "possible AND NOT certain"),
                ("NOT member", "NOT possible"),
                ("NOT member", "certain"),
                ("NOT member", "possible AND NOT certain"),
            ]
        ),
    ),
    "team": f"""
        WITH standing AS MATERIALIZED (
            SELECT o.municipality, t.id IN (
                SELECT team FROM team_trainings JOIN programmes p ON programme = p.id
                WHERE p.kind = 'advanced_training' AND start BETWEEN DATE '{SINCE}' AND DATE '{END}'
            ) AS passed
            FROM teams t JOIN organizations o ON t.organization = o.id WHERE t.kind = 'management' AND {_STANDING}
        )
        SELECT NULL, count(*) FILTER (passed), count(*) FILTER (NOT passed) FROM standing
        UNION ALL SELECT municipality, count(*) FILTER (passed), count(*) FILTER (NOT passed)
        FROM standing GROUP BY municipality
    """,
    "load": f"""
        WITH loads AS (
            SELECT holder, count(DISTINCT person) AS n
            FROM (
                SELECT methodist, person FROM assignments
                WHERE {_STANDING} AND person IN (SELECT person FROM ({_TEACHERS}))
            ) JOIN (
                SELECT id AS methodist, person AS holder FROM methodists WHERE level = 'regional'
            ) USING (methodist) GROUP BY holder
        )
        SELECT NULL, sum(coalesce(n, 0)), max(coalesce(n, 0)), count(*)
        FROM (SELECT DISTINCT person AS holder FROM methodists WHERE level = 'regional' AND {_STANDING})
        LEFT JOIN loads USING (holder)
    """,
    "municipal": f"""
        WITH places AS MATERIALIZED (
            SELECT m.id, a.sure FROM municipalities m LEFT JOIN (
                SELECT municipality, max(coalesce(functioning, false)) AS sure FROM associations
                WHERE coalesce(functioning, true) AND {_STANDING} GROUP BY municipality
            ) a ON m.id = a.municipality
        )
        SELECT NULL, {_THREE} FROM places UNION ALL SELECT id, {_THREE} FROM places GROUP BY id
    """,
}


def with_sql(connection: duckdb.DuckDBPyConnection, shape: str) -> Found:
    """By DuckDB."""
    rows = connection.sql(SQL[shape]).fetchall()
    width = 0 if shape == "load" else 6
    return {
        "" if row[0] is None else str(row[0]): (*map(int, row[1:]), *(0,) * (width - len(row) + 1))
        for row in rows
    }


# pandas.


def _day(day: dt.date) -> pd.Timestamp:
    return pd.Timestamp(day)


def _stands(frame: pd.DataFrame) -> Any:
    return (frame["start"].isna() | (frame["start"] <= _day(END))) & (
        frame["end"].isna() | (frame["end"] >= _day(END))
    )


def _pandas_posts(f: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    posts = f["employments"]
    posts = posts[(posts["start"] <= _day(END)) & (posts["end"].isna() | (posts["end"] >= _day(END)))]
    return posts[["person", "organization", "role"]].merge(
        f["organizations"][["id", "kind", "municipality"]], left_on="organization", right_on="id"
    )


def _pandas_teachers(f: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    posts = _pandas_posts(f)
    posts = posts[(posts["kind"] != "higher") & (posts["role"] == "pedagogical")]
    return posts[["municipality", "person"]].drop_duplicates()


def _pandas_kinds(
    frame: pd.DataFrame, place: str, member: Any, certain: Any, possible: Any, people: Any
) -> Found:
    flags = pd.DataFrame({
        "place": frame[place],
        "passed": member & certain, "failed": member & ~possible, "open": member & possible & ~certain,
        "out_failed": ~member & ~possible, "out_passed": ~member & certain, "out_open": ~member & possible & ~certain,
    })  # fmt: skip
    by_place = flags.groupby("place").sum()
    found = {
        str(at): tuple(map(int, row)) for at, row in zip(by_place.index, by_place.to_numpy(), strict=True)
    }
    return {"": tuple(map(int, flags[~people].iloc[:, 1:].sum())), **found}


def _pandas_people(pairs: pd.DataFrame, sure: pd.Series) -> Found:
    """Of distinct people; who may pass is in the index, surely where it is true."""
    state = pairs["person"].map(sure)
    member = pd.Series(data=True, index=pairs.index)
    return _pandas_kinds(
        pairs, "municipality", member, state.eq(other=True), state.notna(), pairs.duplicated("person")
    )


def pandas_share(f: Mapping[str, pd.DataFrame]) -> Found:
    posts = _pandas_posts(f)
    posts = posts[(posts["kind"] != "higher") | (posts["role"] != "pedagogical")]
    one = f["diagnostics"]
    day, place = one["date"].between(_day(START), _day(END)), (one["provider"] == "cnppm").fillna(value=False)
    may = (day | one["date"].isna()) & (place | one["provider"].isna())
    sure = (day & place)[may].groupby(one["person"][may]).max()
    return _pandas_people(posts[["municipality", "person"]].drop_duplicates(), sure)


def pandas_chain(f: Mapping[str, pd.DataFrame]) -> Found:
    days = f["diagnostics"][["id", "person", "date"]]
    routes = f["routes"][["id", "person", "diagnostic", "start"]].merge(
        days, left_on="diagnostic", right_on="id", suffixes=("", "_d")
    )
    routes = routes[
        (routes["person"] == routes["person_d"])
        & (routes["date"].isna() | (routes["date"] <= routes["start"]))
    ]
    routes = routes[["id", "person", "date", "start"]].rename(
        columns={"id": "route", "person": "person_r", "date": "date_r", "start": "start_r"}
    )
    one = f["enrolments"]
    one = one[(one["end"] >= _day(SINCE)) & (one["end"] <= _day(END)) & (one["start"] <= one["end"])]
    one = one.merge(
        f["programmes"][["id", "register_start", "register_end"]],
        left_on="programme",
        right_on="id",
        suffixes=("", "_p"),
    )
    one = one[
        (one["register_start"] <= one["end"])
        & (one["register_end"].isna() | (one["start"] <= one["register_end"]))
    ]
    one = one.merge(
        days.rename(columns={"id": "diagnostic", "person": "person_d"}), on="diagnostic", how="left"
    ).merge(routes, on="route", how="left")
    items = f["route_items"][["route", "programme"]].drop_duplicates()
    one = one.merge(items, on=["route", "programme"], how="left", indicator="there")

    def chosen(day: Any) -> Any:
        return (day <= one["start"]) & (one["selected_on"].isna() | (day <= one["selected_on"]))

    first = one["person_d"] == one["person"]
    second = (one["person_r"] == one["person"]) & (one["start_r"] <= one["start"]) & (one["there"] == "both")
    certain = (first & chosen(one["date"])) | (second & chosen(one["date_r"]))
    possible = certain | (first & one["date"].isna()) | (second & one["date_r"].isna())
    return _pandas_people(_pandas_teachers(f), certain[possible].groupby(one["person"][possible]).max())


def pandas_cohort(f: Mapping[str, pd.DataFrame]) -> Found:
    one = f["persons"]
    young = one["birth_date"] > _day(BORN_AFTER)
    begun = (one["career_start"] <= _day(END)) & (one["career_start"] > _day(THREE_YEARS_AGO))
    people = one.loc[
        (young | one["birth_date"].isna()) & (begun | one["career_start"].isna()), ["id", "career_start"]
    ].assign(member=young & begun)
    held = f["supports"]
    then = (held["start"] <= _day(END)) & (
        held["end"].isna() | ((held["end"] >= _day(START)) & (held["end"] > _day(THREE_YEARS_AGO)))
    )
    last = held.loc[then, "end"].fillna(pd.Timestamp("2200-01-01")).groupby(held.loc[then, "person"]).max()
    people["last"] = people["id"].map(last)
    pairs = _pandas_teachers(f).merge(people, left_on="person", right_on="id")
    certain = (pairs["last"] >= _day(END)) | (pairs["last"] >= pairs["career_start"])
    possible = certain | (pairs["last"].notna() & pairs["career_start"].isna())
    return _pandas_kinds(
        pairs, "municipality", pairs["member"], certain, possible, pairs.duplicated("person")
    )


def pandas_team(f: Mapping[str, pd.DataFrame]) -> Found:
    programmes, held, teams = f["programmes"], f["team_trainings"], f["teams"]
    advanced = programmes.loc[programmes["kind"] == "advanced_training", "id"]
    trained = held.loc[
        held["start"].between(_day(SINCE), _day(END)) & held["programme"].isin(advanced), "team"
    ]
    teams = teams[(teams["kind"] == "management") & _stands(teams)].merge(
        f["organizations"][["id", "municipality"]], left_on="organization", right_on="id", suffixes=("", "_o")
    )
    passed = teams["id"].isin(trained)
    member = pd.Series(data=True, index=teams.index)
    return _pandas_kinds(teams, "municipality", member, passed, passed, ~member)


def pandas_load(f: Mapping[str, pd.DataFrame]) -> Found:
    members, held = f["methodists"], f["assignments"]
    regional = members[members["level"] == "regional"]
    members = regional.loc[_stands(regional), "person"].drop_duplicates()
    held = held[_stands(held) & held["person"].isin(_pandas_teachers(f)["person"])]
    held = held.assign(holder=held["methodist"].map(regional.set_index("id")["person"])).dropna(
        subset="holder"
    )
    loads = held[["holder", "person"]].drop_duplicates().groupby("holder").size()
    carried = members.map(loads).fillna(0)
    return {"": (int(carried.sum()), int(carried.max()), len(carried))}


def pandas_municipal(f: Mapping[str, pd.DataFrame]) -> Found:
    held = f["associations"]
    works = held["functioning"].astype("boolean")
    held = held[works.fillna(value=True) & _stands(held)]
    sure = works.fillna(value=False)[held.index].groupby(held["municipality"]).max()
    places = f["municipalities"]
    state = places["id"].map(sure)
    member = pd.Series(data=True, index=places.index)
    return _pandas_kinds(
        places, "id", member, state.eq(other=True).fillna(value=False), state.notna(), ~member
    )


PANDAS: dict[str, Callable[[Any], Found]] = {
    "share": pandas_share,
    "chain": pandas_chain,
    "cohort": pandas_cohort,
    "team": pandas_team,
    "load": pandas_load,
    "municipal": pandas_municipal,
}
