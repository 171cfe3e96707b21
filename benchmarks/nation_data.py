"""A nation of invented teachers as Arrow tables: fixed seed, some birthdays, first days and diagnostics unknown.

Every table but that of programmes has a column ``region``, the number of one of 89; references stay inside it.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pyarrow as pa

REGIONS = 89
_CHILDHOOD = 20 * 366
_EPOCH = dt.date(1970, 1, 1)


def nation(staff: int, seed: int = 89) -> dict[str, pa.Table]:
    """The collections of a nation: for each million of staff some 2.7 million events.

    The region of a person, a school, a municipality, a methodist or a team is their number modulo 89.

    Args:
        staff: How many people.
        seed: The seed; with the same one the same nation.
    """
    return _Nation(staff, np.random.default_rng(seed)).tables()


class _Nation:
    def __init__(self, staff: int, dice: np.random.Generator) -> None:
        self.dice, self.staff = dice, staff
        self.places = max(REGIONS, staff // 950)
        self.schools = max(REGIONS, staff // 36)

    def tables(self) -> dict[str, pa.Table]:
        staff = self.staff
        births = self.days(staff, "1955-01-01", "2002-01-01", unknown=0.01)
        made = {
            "municipalities": self.table(
                self.places,
                region=self.ours(self.places),
                name=pa.array([f"МО {at}" for at in range(self.places)]),
            ),
            "organizations": self.table(
                self.schools,
                region=self.ours(self.schools),
                kind=self.words(self.schools, ["general", "preschool", "higher"], [0.7, 0.25, 0.05]),
                municipality=self.keys(self.ours(self.schools), self.places),
            ),
            "persons": self.table(
                staff,
                region=self.ours(staff),
                birth_date=births,
                career_start=self.days(staff, "1980-01-01", "2023-12-01", unknown=0.01, grown=births),
            ),
            "programmes": self.table(
                2000,
                kind=self.words(2000, ["advanced_training", "retraining"], [0.9, 0.1]),
                register_start=self.days(2000, "2019-01-01", "2023-01-01", unknown=0.3),
                register_end=self.days(2000, "2023-01-01", "2026-01-01", unknown=0.6),
            ),
            "diagnostics": self.of_people(
                staff // 2,
                date=self.days(staff // 2, "2020-06-01", "2024-06-01", unknown=0.005),
                provider=self.words(
                    staff // 2, ["cnppm", "self", "organization"], [0.6, 0.2, 0.2], unknown=0.01
                ),
            ),
        }
        made["employments"] = self.employments()
        made["routes"] = self.routes(made["diagnostics"])
        made["enrolments"] = self.enrolments(made["diagnostics"], made["routes"])
        made["route_items"] = self.route_items(made["enrolments"], made["routes"])
        return made | self.work()

    def employments(self) -> pa.Table:
        second = self.staff // 20
        person = np.concatenate([np.arange(self.staff), self.dice.integers(0, self.staff, second)])
        number = len(person)
        region = person % REGIONS
        return self.table(
            number,
            id=None,
            region=region,
            person=pa.array(person),
            organization=self.keys(region, self.schools),
            role=self.words(number, ["pedagogical", "head", "deputy_head"], [0.9, 0.05, 0.05]),
            **self.spans(number, "1990-01-01", "2024-03-01", open_ended=0.85, always=0),
        )

    def routes(self, diagnostics: pa.Table) -> pa.Table:
        number = self.staff // 3
        of = self.dice.integers(0, diagnostics.num_rows, number)
        person = diagnostics["person"].to_numpy()[of]
        return self.table(
            number,
            region=person % REGIONS,
            person=pa.array(person),
            diagnostic=pa.array(of, mask=self.dice.random(number) < 0.1),
            start=self.days(number, "2020-09-01", "2024-06-01"),
        )

    def enrolments(self, diagnostics: pa.Table, routes: pa.Table) -> pa.Table:
        number = int(self.staff * 0.7)
        by = self.dice.integers(0, diagnostics.num_rows, number)
        along = self.dice.integers(0, routes.num_rows, number)
        way = self.dice.random(number)
        person = np.where(
            way < 0.4,
            diagnostics["person"].to_numpy()[by],
            np.where(
                way < 0.7, routes["person"].to_numpy()[along], self.dice.integers(0, self.staff, number)
            ),
        )
        start = self.days(number, "2020-06-01", "2024-01-01")
        end = start.cast(pa.int32()).to_numpy() + self.dice.integers(10, 120, number)
        return self.table(
            number,
            region=person % REGIONS,
            person=pa.array(person),
            programme=self.any_of(number, 2000),
            selected_on=pa.array(start.cast(pa.int32()).to_numpy() - 20, mask=way < 0.5)
            .cast(pa.int32())
            .cast(pa.date32()),
            start=start,
            end=pa.array(end, mask=self.dice.random(number) < 0.1).cast(pa.int32()).cast(pa.date32()),
            diagnostic=pa.array(by, mask=way >= 0.4),
            route=pa.array(along, mask=(way < 0.4) | (way >= 0.7)),
        )

    def route_items(self, enrolments: pa.Table, routes: pa.Table) -> pa.Table:
        number = int(self.staff * 0.5)
        at = pa.array(self.dice.integers(0, enrolments.num_rows, number))
        route = enrolments["route"].take(at).fill_null(0).combine_chunks()
        return self.table(
            number,
            id=None,
            region=routes["region"].take(route).combine_chunks(),
            route=route,
            programme=enrolments["programme"].take(at).combine_chunks(),
        )

    def work(self) -> dict[str, pa.Table]:
        staff = self.staff
        supports, methodists, assignments = int(staff * 0.45), max(REGIONS, staff // 60), staff // 4
        teams, trainings, meetings = self.schools, self.schools // 2, self.places
        attached, trained = self.any_region(assignments), self.any_region(trainings)
        return {
            "supports": self.of_people(
                supports, id=None, **self.spans(supports, "2020-06-01", "2024-02-01", open_ended=0.3, always=0)
            ),
            "methodists": self.table(
                methodists, region=self.ours(methodists), person=self.keys(self.ours(methodists), staff),
                level=self.words(methodists, ["regional", "municipal"], [0.4, 0.6]),
                municipality=self.keys(self.ours(methodists), self.places),
                **self.spans(methodists, "2020-01-01", "2024-01-01", open_ended=0.8, always=0),
            ),
            "assignments": self.table(
                assignments, id=None, region=attached, methodist=self.keys(attached, methodists),
                person=self.keys(attached, staff),
                **self.spans(assignments, "2021-01-01", "2024-01-01", open_ended=0.7, always=0),
            ),
            "teams": self.table(
                teams, region=self.ours(teams), organization=self.keys(self.ours(teams), self.schools),
                kind=self.words(teams, ["management", "pedagogical"], [0.6, 0.4]),
                **self.spans(teams, "2019-01-01", "2024-03-01", open_ended=0.8, always=0.2),
            ),
            "team_trainings": self.table(
                trainings, id=None, region=trained, team=self.keys(trained, teams),
                programme=self.any_of(trainings, 2000),
                start=self.days(trainings, "2020-06-01", "2024-06-01"),
            ),
            "associations": self.table(
                meetings, id=None, region=self.ours(meetings),
                municipality=self.keys(self.ours(meetings), self.places),
                functioning=pa.array(self.dice.random(meetings) < 0.8, mask=self.dice.random(meetings) < 0.05),
                **self.spans(meetings, "2019-01-01", "2024-03-01", open_ended=0.8, always=0.2),
            ),
        }  # fmt: skip

    def table(self, number: int, **columns: Any) -> pa.Table:
        made = {"id": pa.array(np.arange(number)), **columns}
        if "region" in made:
            made["region"] = pa.array(np.asarray(made["region"]), pa.int16())
        return pa.table({name: column for name, column in made.items() if column is not None})

    def of_people(self, number: int, **columns: Any) -> pa.Table:
        """A table of records of anybody."""
        region = self.any_region(number)
        return self.table(number, region=region, person=self.keys(region, self.staff), **columns)

    def ours(self, number: int) -> Any:
        return np.arange(number) % REGIONS

    def any_region(self, number: int) -> Any:
        return self.dice.integers(0, REGIONS, number)

    def any_of(self, number: int, into: int) -> pa.Array:
        return pa.array(self.dice.integers(0, into, number))

    def keys(self, region: Any, into: int) -> pa.Array:
        """A key for each region, of what is there."""
        return pa.array(self.dice.integers(0, into // REGIONS, len(region)) * REGIONS + region)

    def words(self, number: int, words: list[str], shares: list[float], unknown: float = 0) -> pa.Array:
        chosen = self.dice.choice(len(words), number, p=shares).astype(np.int32)
        mask = self.dice.random(number) < unknown
        return pa.DictionaryArray.from_arrays(pa.array(chosen, mask=mask), pa.array(words)).cast(pa.string())

    def spans(
        self, number: int, first: str, last: str, open_ended: float, always: float
    ) -> dict[str, pa.Array]:
        """First and last days: some never end, some always were."""
        start = self.days(number, first, last)
        end = start.cast(pa.int32()).to_numpy() + self.dice.integers(30, 1500, number)
        return {
            "start": pa.array(start.cast(pa.int32()).to_numpy(), mask=self.dice.random(number) < always).cast(
                pa.date32()
            ),
            "end": pa.array(end, mask=self.dice.random(number) < open_ended)
            .cast(pa.int32())
            .cast(pa.date32()),
        }

    def days(
        self, number: int, first: str, last: str, unknown: float = 0, grown: pa.Array | None = None
    ) -> pa.Array:
        """Days from the first to the last, of people who are grown by then: nobody works as a child."""
        low, high = ((dt.date.fromisoformat(day) - _EPOCH).days for day in (first, last))
        days = self.dice.integers(low, high, number).astype(np.int32)
        if grown is not None:
            births = grown.cast(pa.int32()).fill_null(low - _CHILDHOOD).to_numpy(zero_copy_only=False)
            days = np.maximum(days, births.astype(np.int32) + _CHILDHOOD)
        mask = self.dice.random(number) < unknown if unknown else None
        return pa.array(days, mask=mask).cast(pa.date32())
