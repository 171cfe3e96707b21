"""Questions of several regions judged by one order, counted in one pass over all of them.

What is counted so is what each region alone would count; what cannot be is left to the region's own engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from rnms._values import frozen
from rnms.engine.lexicon import Written, lexicon_of
from rnms.engine.shown import Shown
from rnms.indicators.tally import MemberState
from rnms.logic.paths import REGION, refers_to
from rnms.logic.plan import PopulationPlan, QuestionPlan, question_plan
from rnms.logic.predicates import Predicate
from rnms.logic.question import Question
from rnms.logic.walks import compared_with, is_existence, is_fact, walk
from rnms.logic.window import PLAIN, Lexicon, Window
from rnms.model.roadmap import CompletionSource
from rnms.regions.vocabulary import Vocabulary
from rnms.tables.engine.catalog import Catalog
from rnms.tables.engine.counts import PLACE, Found
from rnms.tables.engine.groups import Counts
from rnms.tables.engine.members import Members
from rnms.tables.engine.traces import Traces
from rnms.tables.integrity import Counts as Faults
from rnms.tables.native import collected
from rnms.tables.types import OF

if TYPE_CHECKING:
    from rnms.tables.nation import Composition
    from rnms.tables.tables import Tables


@frozen
class Counted:
    """A question counted for all regions.

    Attributes:
        group: The questions with which it was counted.
        at: Which of them it is.
        found: What each query found, by region.
    """

    group: Counts
    at: int
    found: Sequence[dict[str, Found]]

    def of(self, region: str) -> Counts:
        """Make the questions with what was found of one region."""
        self.group.read([parts.get(region, {PLACE: ()}) for parts in self.found])
        return self.group


Whole: TypeAlias = "tuple[Catalog, Composition, frozenset[str]]"
"""The tables of several regions as one, how their keys are told apart, and which regions they are."""


class Nation:
    """Several regions that one order judges.

    Args:
        tables: The tables of all.
        column: The column that says of every row which region's it is.
        regions: The values of the regions.
    """

    def __init__(self, tables: Tables, column: str, regions: Sequence[str]) -> None:
        self._tables, self._column, self._regions = tables, column, regions
        self._faults: dict[str, Mapping[str, Faults]] = {}
        self._looked: list[Whole | None] = []
        self._counted: dict[QuestionPlan, Counted | None] = {}
        self._asked: set[tuple[Question, Window]] = set()
        self._standing: dict[tuple[QuestionPlan, MemberState], dict[str, Found]] = {}
        self._members: dict[PopulationPlan, Members] = {}
        self._traces: dict[CompletionSource, Mapping[str, Mapping[Shown, int]]] = {}
        self._words: dict[Sequence[str], Mapping[str | None, Mapping[str, Mapping[str, int]]]] = {}
        self._written: dict[Sequence[Vocabulary], Lexicon] = {}

    @property
    def _whole(self) -> Whole | None:
        """The whole and the regions in it, as it was when questions were last counted."""
        if not self._looked:
            self._looked.append(self._look())
        return self._looked[-1]

    def _look(self) -> Whole | None:
        """Look at the whole as it is now; a region in which two rows share an id is judged alone."""
        regions = list(self._regions)
        while len(regions) > 1:
            made = self._tables.whole(self._column, regions)
            if made is None:
                return None
            catalog = Catalog(made[0])
            faults = made[0].faults_by_region(regions)
            self._faults = {**faults, **self._faults}
            whole = [
                region for region in regions if not any(counts.doubled for counts in faults[region].values())
            ]
            if whole == regions:
                return catalog, made[1], frozenset(regions)
            regions = whole
        return None

    def faults(self, region: str) -> Mapping[str, Faults] | None:
        """List the faults of a region's unchanging tables, if they were counted with the other regions'."""
        if self._tables.can_change or self._whole is None:
            return None
        return self._faults[region]

    def counted(
        self, region: str, plans: Iterable[QuestionPlan], vocabularies: Sequence[Vocabulary]
    ) -> dict[QuestionPlan, Counted]:
        """Answer one region's questions from what is counted for all; leave the rest to the region.

        Args:
            region: The value of the region that asks.
            plans: The plans of its questions.
            vocabularies: The words of the order.
        """
        plans = tuple(plans)
        questions = {(plan.question, attrs.evolve(plan.window, lexicon=PLAIN)) for plan in plans}
        if self._tables.can_change and not questions <= self._asked:
            # What was definite when other questions were counted need not be so now.
            self._looked.clear()
            self._written.clear()
        self._asked |= questions
        shared_plans = self._shared(region, plans, vocabularies)
        new = [plan for plan in shared_plans.values() if plan not in self._counted]
        self._count([plan for plan in new if self._can_share(plan)])
        shared_counts = {
            plan: self._counted.setdefault(shared, None) for plan, shared in shared_plans.items()
        }
        return {plan: group for plan, group in shared_counts.items() if group is not None}

    def standing(
        self, region: str, plan: QuestionPlan, state: MemberState, vocabularies: Sequence[Vocabulary]
    ) -> tuple[tuple[str, str], ...] | None:
        """List a region's members in a state, found for all regions at once; ``None`` where it cannot be."""
        if self._tables.can_change:
            return None
        shared = self._shared(region, [plan], vocabularies).get(plan)
        if shared is None or not self._can_share(shared):
            return None
        members = self._members_of(shared.of)
        if not members.has_ids:
            return None
        if (shared, state) not in self._standing:
            [rows] = collected([members.in_state(shared, state)])
            self._standing[shared, state] = self._by_region(rows, "id")
        contents = self._standing[shared, state].get(region)
        return () if contents is None else members.shown(contents)

    def _members_of(self, plan: PopulationPlan) -> Members:
        """Find the members of a population in all regions."""
        if plan not in self._members:
            self._members[plan] = Members(self._catalog, plan)
        return self._members[plan]

    def written(self, region: str, vocabularies: Sequence[Vocabulary]) -> Written | None:
        """Count the words that a region writes, at once for all; ``None`` where the region looks itself."""
        if self._tables.can_change or self._whole is None or region not in self._whole[2]:
            return None
        words = self._words_by_region(vocabularies)
        own, of_all = words.get(region, {}), words.get(None, {})
        return {field: {**numbers, **own.get(field, {})} for field, numbers in of_all.items()}

    def _words_by_region(
        self, vocabularies: Sequence[Vocabulary]
    ) -> Mapping[str | None, Mapping[str, Mapping[str, int]]]:
        fields = tuple(vocabulary.field for vocabulary in vocabularies)
        if fields not in self._words:
            self._words[fields] = self._catalog.words_by_region(fields)
        return self._words[fields]

    def shown(self, region: str, trace: CompletionSource) -> Mapping[Shown, int] | None:
        """Find what a trace shows in a region, at once for all; ``None`` where the region looks itself."""
        whole = self._whole
        if self._tables.can_change or whole is None or region not in whole[2]:
            return None
        if not self._is_regional(trace.collection):
            return None
        if any(refers_to(trace.collection, name) for name, _ in trace.where):
            # A key is written with its region here, a value that it is compared with is not.
            return None
        if trace not in self._traces:
            self._traces[trace] = Traces(self._catalog, trace).by_region()
        return self._traces[trace].get(region, {})

    def _shared(
        self, region: str, plans: Iterable[QuestionPlan], vocabularies: Sequence[Vocabulary]
    ) -> dict[QuestionPlan, QuestionPlan]:
        """Make of one region's plan that of all, if its misspelt words are misspelt in all of them."""
        if self._whole is None or region not in self._whole[2]:
            return {}
        lexicon = self._lexicon(tuple(vocabularies))
        return {
            plan: question_plan(plan.question, attrs.evolve(plan.window, lexicon=lexicon))
            for plan in plans
            if plan.window.lexicon.nearly == lexicon.nearly
        }

    def _lexicon(self, vocabularies: tuple[Vocabulary, ...]) -> Lexicon:
        if vocabularies not in self._written:
            fields = [vocabulary.field for vocabulary in vocabularies]
            self._written[vocabularies] = lexicon_of(vocabularies, self._catalog.words(fields))
        return self._written[vocabularies]

    def _count(self, plans: Iterable[QuestionPlan]) -> None:
        by_population: dict[PopulationPlan, list[QuestionPlan]] = {}
        for plan in plans:
            by_population.setdefault(plan.of, []).append(plan)
        groups = [Counts(self._catalog, together) for together in by_population.values()]
        contents = iter(collected([frame for group in groups for frame in group.frames]))
        for group in groups:
            by_region = [self._by_region(next(contents)) for _ in group.frames]
            for index, plan in enumerate(group.plans):
                self._counted[plan] = Counted(group, index, by_region)

    def _by_region(self, contents: Found, key: str = PLACE) -> dict[str, Found]:
        """Part by region what a query found, with keys as each region writes them."""
        assert self._whole is not None  # noqa: S101  # asked before
        _, composition, _ = self._whole
        names = [name for name in contents if name != OF]
        columns = [contents[name] for name in names]
        rows: dict[str, list[tuple[Any, ...]]] = {}
        for region, *row in zip(contents[OF], *columns, strict=True):
            rows.setdefault(str(region), []).append(tuple(row))
        contents_by_region = {
            region: dict(zip(names, map(list, zip(*own_rows, strict=True)), strict=True))
            for region, own_rows in rows.items()
        }
        if key in names and (key != PLACE or "municipalities" in composition.keys):
            for own_contents in contents_by_region.values():
                own_contents[key] = [composition.own(value) for value in own_contents[key]]
        return dict(contents_by_region)

    # What can be counted so.

    def _can_share(self, plan: QuestionPlan) -> bool:
        """Tell whether everything that a question compares is of one region."""
        population, catalog = plan.of, self._catalog
        if plan.question.load or population.entity in {"", REGION} or not catalog.has(population.entity):
            return False
        members = [population.entity, *([] if population.through is None else [population.through.entity])]
        if not all(catalog.has(entity) and catalog.is_of_regions(entity) for entity in members):
            return False
        placing = (
            ()
            if population.placing is None or population.through is None
            else ((population.through.entity, population.placing),)
        )
        forms_asked = [
            (population.entity, form)
            for form in (population.own, population.made, plan.passing)
            if form is not None
        ]
        return all(
            self._is_of_one(entity, part)
            for asking, forms in (*forms_asked, *placing)
            for form in (forms.possible, forms.certain)
            for entity, part in walk(asking, form)
        )

    @property
    def _catalog(self) -> Catalog:
        assert self._whole is not None  # noqa: S101  # asked before
        return self._whole[0]

    def _is_of_one(self, entity: str, part: Predicate) -> bool:
        if not is_existence(part):
            compared = compared_with(part) if is_fact(part) else None
            # A key is written with its region here, a value that it is compared with is not.
            return compared is None or not refers_to(entity, compared[0])
        targets = [(refers_to(part.entity, path), refers_to(entity, own)) for path, own in part.on]
        if not all(sought for sought, _ in targets):
            # So is a plain name, which is compared as it is written.
            return False
        if not self._is_regional(part.entity):
            return True
        is_keyed = any(sought == own and self._is_regional(own) for sought, own in targets)
        return self._is_regional(entity) and (is_keyed or not targets)

    def _is_regional(self, entity: str) -> bool:
        return self._catalog.has(entity) and self._catalog.is_of_regions(entity)


@frozen
class NationPart:
    """A region among those that are counted together.

    Attributes:
        nation: All of them.
        region: Its value.
    """

    nation: Nation
    region: str
