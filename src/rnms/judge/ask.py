"""The ask: the fewest answers that can decide an open verdict, found by trying the ends of what is open.

A share reaches a norm exactly when its margin, those who pass less the norm times the members, is not
negative. The margin is linear, so what a municipality hides can move it by a number that depends on nothing
else: by 1 for a member that may pass or fail, by the norm for one that is out or fails, by the rest for one
that is out or passes. The smallest set of municipalities that can prove a verdict is thus a prefix of them,
sorted by what they hide. A number of members and a ratio of two have such margins, too. Whether a prefix
proves the verdict is not computed here: its answers are put in, and the verdict is judged as any other is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import attrs

from rnms._values import frozen
from rnms.engine.beside import united
from rnms.engine.passing import told_apart
from rnms.indicators.counts import Scale, ratio_of
from rnms.indicators.tally import Estimate, LoadTally, Number, Tally
from rnms.judge.parts import OPEN
from rnms.judge.verdict import DECIDED, judged
from rnms.logic.population import MUNICIPALITY
from rnms.model.norm import Bounds, Exact, Norm, Verdict
from rnms.model.subjects import Municipality
from rnms.results.brief import Ask, Deciding, Headcount
from rnms.results.judgement import Judgement

Tallies = tuple[Tally, ...]
"""What is known of one municipality, or of the region: a tally for each question of a measure."""
_KINDS = ("passed", "failed", "failed_or_passed", "out_or_failed", "out_or_passed", "anything")
_OPEN_KINDS = _KINDS[2:]
_DOUBTFUL = ("out_or_failed", "out_or_passed", "anything")
_FAR = 2**40
"""More than anybody counts: what is so of as many is so of any greater number."""
_OF_HEADCOUNTS = {"headcount-unknown", "headcount-of"}


def ask(judgement: Judgement) -> Ask:
    """Find whom to ask what, so that an open verdict is decided; nothing where it is decided or not open.

    >>> import rnms
    >>> report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
    >>> found = ask(report["3"].judgement)
    >>> len(found.to_meet), len(found.to_fail)
    (4, 1)
    >>> teachers = ask(report["4"]["load"]).headcounts[0]
    >>> teachers.key, teachers.deciding[0].numbers
    ('school_teachers', Bounds(low=0, high=12300))

    Args:
        judgement: A judgement of one measure: of an indicator, or of a part of one that has several.
    """
    if judgement.verdict not in OPEN:
        return Ask()
    if judgement.target is not None and judgement.target.each is not None:
        return _of_each(judgement)
    value = OpenValue.of(judgement)
    if value is None:
        why = _why_no_sets(judgement) if judgement.missing else ""
        return Ask(without_sets=why, silent=judgement.missing, facts=judgement.reasons)
    headcounts = value.headcounts()
    keys = {headcount.key for headcount in headcounts}
    facts = (
        reason
        for reason in judgement.reasons
        if reason.code not in _OF_HEADCOUNTS or reason.about[0] not in keys
    )
    to_meet, to_fail = value.fewest(Verdict.MET), value.fewest(Verdict.NOT_MET)
    return Ask(
        to_meet=to_meet,
        to_fail=to_fail,
        without_sets=value.why_no_sets() if judgement.missing else "",
        silent=judgement.missing,
        headcounts=headcounts,
        facts=tuple(facts),
    )


def _of_each(judgement: Judgement) -> Ask:
    """Find whom to ask where each must keep the target: one that fails decides, else all must be known."""
    of_each = Ask(silent=judgement.missing, facts=judgement.reasons)
    codes = {reason.code for reason in judgement.reasons}
    open_names = [name for reason in judgement.reasons if reason.code == "each-open" for name in reason.about]
    if not open_names:
        return of_each
    if judgement.target is None or judgement.target.each != MUNICIPALITY:
        return attrs.evolve(of_each, without_sets="each-organization")
    if codes & {"redrawn", "not-by-place"}:
        return attrs.evolve(of_each, without_sets="each-moved")
    named = {one.title: Municipality(id=one.name, name=one.title) for one in judgement.municipalities}
    named |= {place.name.strip() or place.id: place for place in judgement.missing}
    places = tuple(named.get(name, Municipality(id=name, name=name)) for name in open_names)
    return attrs.evolve(of_each, to_meet=None if "each-unlisted" in codes else places, to_fail=places[:1])


def _why_no_sets(judgement: Judgement) -> str:
    """Tell why a value is no plain share, number or ratio of which a set of answers could be worked out."""
    if judgement.compared:
        return "over-periods"
    if judgement.components or len(judgement.tallies) > 2:
        return "index"
    if any(isinstance(tally, LoadTally) for tally in judgement.tallies):
        return "load"
    if any(tally.stated for tally in judgement.tallies if isinstance(tally, Tally)):
        return "stated"
    return "" if judgement.value is None else "reading"


@frozen(kw_only=True)
class OpenValue:
    """A value that is left open, with what each municipality hides of it.

    Attributes:
        tallies: What is known of the region.
        norm: What is demanded.
        scale: How the value is written, which tells a share from a number.
        places: What is known of each municipality, by id; empty where the region leaves other things open.
        is_added: Whether they add up to it; else their members may be the same, and each counts once.
        is_everybody_placed: Whether nobody is outside them, so that their numbers limit that of the region.
        names: The municipalities by id.
        keys: The key and the title of what each tally counts; empty where nobody says.
        bounds: The value as far as it is known.
    """

    tallies: Tallies
    norm: Norm
    scale: Scale
    places: Mapping[str, Tallies]
    is_added: bool
    is_everybody_placed: bool
    names: Mapping[str, Municipality]
    keys: tuple[tuple[str, str], ...]
    bounds: Bounds

    @classmethod
    def of(cls, judgement: Judgement) -> OpenValue | None:
        """Read it from a judgement; ``None`` where its value is no plain share, number or ratio."""
        norm = None if judgement.target is None else judgement.target.norm_of_whole
        tallies = tuple(tally for tally in judgement.tallies if isinstance(tally, Tally))
        is_plain = len(tallies) == len(judgement.tallies) in {1, 2} and not judgement.components
        bounds = judgement.value
        if norm is None or not is_plain or judgement.compared or bounds is None:
            return None
        # Under a reading that decides what the silent count as, an answer changes more than what is open.
        if estimate(tallies, judgement.scale).bounds != bounds or any(tally.stated for tally in tallies):
            return None
        places = _places(judgement, len(tallies))
        columns = [*zip(*places.values(), strict=True)]
        is_added = bool(columns) and all(map(_are_all_open, tallies, map(_added, columns)))
        told = judgement.unanswered
        is_everybody_placed = all(one.is_everybody_placed for one in told)
        is_joined = is_everybody_placed and all(map(_are_all_open, tallies, map(_joined, columns)))
        names = {place: Municipality(id=place, name=place) for place in places}
        names |= {place.id: place for place in judgement.missing}
        names |= {one.name: Municipality(id=one.name, name=one.title) for one in judgement.municipalities}
        return cls(
            tallies=tallies,
            norm=norm,
            scale=judgement.scale,
            places=places if is_added or is_joined else {},
            is_added=is_added,
            is_everybody_placed=is_everybody_placed,
            names=names,
            keys=tuple((one.key, one.title) for one in told),
            bounds=bounds,
        )

    @property
    def ends(self) -> tuple[Exact, ...]:
        """The ends of the norm: one, or two."""
        return tuple(end for end in (self.norm.low, self.norm.high) if end is not None)

    def verdict(self, tallies: Tallies) -> Verdict:
        """Judge what would be known then."""
        return judged(
            estimate(tallies, self.scale),
            self.norm,
            reported=True,
            has_targets=True,
            running=False,
            accrues=False,
        )

    # Whom to ask.

    def fewest(self, wanted: Verdict) -> tuple[Municipality, ...] | None:
        """List the fewest municipalities whose answers can prove a verdict.

        ``None`` where none can, or where nobody may be there by whom to divide: then their number is asked.
        """
        if self._may_divide_by_nobody or not self.is_added or not all(map(_is_limited, self.tallies)):
            return None
        if len(self.ends) == 1:
            return self.fewest_by_end(wanted)
        if wanted is Verdict.NOT_MET:
            # Whatever is beyond one of the ends breaks the norm.
            proving = [attrs.evolve(self, norm=norm).fewest_by_end(wanted) for norm in self._halves()]
            return min(filter(None, proving), key=len, default=None)
        return self._fewest_between() if self._has_one_size else None

    def why_no_sets(self) -> str:
        """Tell as a code why no set is told; nothing where a number comes first, or no answers can decide."""
        if self._may_divide_by_nobody:
            return "perhaps-nobody"
        if not all(map(_is_limited, self.tallies)):
            return ""
        if not self.is_added:
            return "not-by-place"
        return "two-ends" if len(self.ends) > 1 and not self._has_one_size else ""

    @property
    def _may_divide_by_nobody(self) -> bool:
        return len(self.tallies) == 2 and self.tallies[1].surely_in == 0

    @property
    def _may_be_of_nobody(self) -> bool:
        """Tell whether it is a share of whom nobody is surely counted, so that it may have no value."""
        is_share = len(self.tallies) == 1 and self.scale is not Scale.NUMBER
        return is_share and self.tallies[0].surely_in == 0

    @property
    def _has_one_size(self) -> bool:
        """Tell whether an answer moves the value by steps that are alike: of a number, or of one whole."""
        if len(self.tallies) == 2:
            return False
        return self.scale is Scale.NUMBER or self.tallies[0].size().is_exact

    def _halves(self) -> tuple[Norm, Norm]:
        """Split a norm with two ends in those of one end."""
        low = attrs.evolve(self.norm, high=None, high_open=False)
        high = attrs.evolve(self.norm, low=None, low_open=False)
        return low, high

    def _fewest_between(self) -> tuple[Municipality, ...] | None:
        """List the fewest whose answers can hold a value between both ends.

        What is left open is least where those were asked who hide most; and of all their answers those serve
        that reach the lower end and go no further.
        """
        by_weight = self._by_weight()
        low_end = attrs.evolve(self, norm=self._halves()[0])
        for number in range(1, len(by_weight) + 1):
            asked = [self.places[key] for key in by_weight[:number]]
            open_number = sum(self._open_number(place) for place in asked)

            def answered(passing: int, asked: Sequence[Tallies] = asked) -> Tallies:
                known, rest = self.tallies, passing
                for place in asked:
                    here = min(rest, self._open_number(place))
                    rest -= here
                    known = tuple(map(_replaced, known, place, self._with(place, here)))
                return known

            def is_below(passing: int, answered: Callable[[int], Tallies] = answered) -> bool:
                return low_end.verdict(answered(passing)) is not Verdict.MET

            if is_below(open_number):
                continue
            passing = 0
            if is_below(0):
                passing = _last(is_below, 0, open_number) + 1
            if self.verdict(answered(passing)) is Verdict.MET:
                return tuple(self.names[key] for key in by_weight[:number])
        return None

    def _open_number(self, place: Tallies) -> int:
        [tally] = place
        return _number_open(tally) if self.scale is Scale.NUMBER else tally.failed_or_passed

    def _with(self, place: Tallies, passing: int) -> Tallies:
        """Suppose an answer by which so many of those who are open count, and the others do not."""
        [tally] = place
        if self.scale is Scale.NUMBER:
            return (Tally(passed=tally.surely_in + passing),)
        either = tally.failed_or_passed
        return (Tally(passed=tally.passed + passing, failed=tally.failed + either - passing),)

    def _by_weight(self) -> list[str]:
        """List those that hide anything, who can move the margin most first."""
        hiding = {key: self._hidden(place) for key, place in self.places.items()}
        # Whoever tells that there is anybody decides something, even if the margin stays where it is.
        deciding = (
            key
            for key, place in self.places.items()
            if hiding[key] or (self._may_be_of_nobody and _number_open(place[0]))
        )
        return sorted(deciding, key=lambda key: -hiding[key])

    def fewest_by_end(self, wanted: Verdict) -> tuple[Municipality, ...] | None:
        """List the fewest that can prove a verdict on a norm with one end."""
        upwards = (self.norm.low is not None) is (wanted is Verdict.MET)
        by_weight = self._by_weight()
        tallies = self.tallies
        for number, key in enumerate(by_weight):
            # Where there may be nobody, one of those asked must tell of somebody: perhaps a later one.
            for last in by_weight[number:] if self._may_be_of_nobody else (key,):
                if self.verdict(self._once_answered(tallies, last, upwards=upwards)) is wanted:
                    return tuple(self.names[place] for place in (*by_weight[:number], last))
            tallies = self._once_answered(tallies, key, upwards=upwards)
        return None

    def _once_answered(self, tallies: Tallies, key: str, *, upwards: bool) -> Tallies:
        place = self.places[key]
        return tuple(map(_replaced, tallies, place, self._answered(place, upwards=upwards)))

    def _hidden(self, place: Tallies) -> Fraction:
        """By how much an answer can move the margin."""
        if len(self.ends) > 1:
            return Fraction(self._open_number(place))
        [end] = map(Fraction, self.ends)
        if len(place) == 2:
            return _number_open(place[0]) + end * _number_open(place[1])
        [tally] = place
        if self.scale is Scale.NUMBER:
            return Fraction(_number_open(tally))
        certain = tally.failed_or_passed + (tally.anything or 0)
        return certain + end * (tally.out_or_failed or 0) + (1 - end) * (tally.out_or_passed or 0)

    def _answered(self, place: Tallies, *, upwards: bool) -> Tallies:
        """Suppose the answer that makes the value as great, or as small, as it can be."""
        if len(place) == 2:
            return _counted(place[0], all_in=upwards), _counted(place[1], all_in=not upwards)
        [tally] = place
        if self.scale is Scale.NUMBER:
            return (_counted(tally, all_in=upwards),)
        either = tally.failed_or_passed + (tally.anything or 0)
        passing, failing = tally.out_or_passed or 0, tally.out_or_failed or 0
        # Who moves the margin by nothing is in, so that there is somebody.
        [end] = self.ends
        if upwards:
            failed = tally.failed + (0 if end else failing)
            return (Tally(passed=tally.passed + either + passing, failed=failed),)
        passed = tally.passed + (0 if end < 1 else passing)
        return (Tally(passed=passed, failed=tally.failed + either + failing),)

    # What number to ask for.

    def headcounts(self) -> tuple[Headcount, ...]:
        """List the numbers to ask for before anything else, those first that can decide alone."""
        is_ratio = len(self.tallies) == 2
        found = [
            self._headcount(index)
            for index, tally in enumerate(self.tallies)
            if index < len(self.keys) and (not _is_limited(tally) or (is_ratio and not tally.size().is_exact))
        ]
        return tuple(sorted(found, key=lambda headcount: not headcount.deciding))

    def _headcount(self, index: int) -> Headcount:
        key, title = self.keys[index]
        whole = self.tallies[index]
        unlimited = [place for place, known in self.places.items() if not _is_limited(known[index])]
        if not self.is_everybody_placed or (not self.is_added and len(unlimited) > 1):
            # Others may be outside; and how many are the same in several hangs on how many each of them has.
            unlimited = []
        least = whole.surely_in
        if unlimited:
            least = sum(self.places[place][index].surely_in for place in unlimited)

        def with_number(number: int) -> Tallies:
            """Suppose that the region, or those of whom no number is known, have as many."""
            if unlimited and not self.is_added:
                known = {place: tallies[index] for place, tallies in self.places.items()}
                [place] = unlimited
                known[place] = _told(known[place], number - least, is_whole=True)
                tally = _joined([*known.values()])
            else:
                tally = _told(whole, number - least, is_whole=not unlimited)
            return (*self.tallies[:index], tally, *self.tallies[index + 1 :])

        high = whole.size().high
        most = None if unlimited or high is None else int(high)
        return Headcount(
            key=key,
            title=title,
            places=tuple(self.names[place] for place in unlimited),
            deciding=tuple(self._deciding(with_number, least, most)),
        )

    def _deciding(
        self, with_number: Callable[[int], Tallies], least: int, most: Number
    ) -> Sequence[Deciding]:
        """List the numbers that decide alone: from the least on, and down from the greatest.

        What is left open grows or moves one way with the number, so that either end tells all; not of a norm
        with both ends.
        """
        if len(self.ends) != 1:
            return ()
        far = least + _FAR if most is None else most

        def verdict(number: int) -> Verdict:
            return self.verdict(with_number(number))

        found: list[Deciding] = []
        at_least, at_most = verdict(least), verdict(far)
        if at_least in DECIDED and at_least is not at_most:
            last = _last(lambda number: verdict(number) is at_least, least, far)
            found.append(self._said(at_least, with_number, least, last, is_far=False))
        if at_most in DECIDED:
            first = least
            if at_least is not at_most:
                first = _last(lambda number: verdict(number) is not at_most, least, far) + 1
            found.append(self._said(at_most, with_number, first, far, is_far=most is None))
        return found

    def _said(
        self, verdict: Verdict, with_number: Callable[[int], Tallies], first: int, last: int, *, is_far: bool
    ) -> Deciding:
        """Say within which bounds the value is where the number lies between two."""
        ends = [estimate(with_number(number), self.scale).bounds or self.bounds for number in (first, last)]
        highs = [end.high for end in ends if end.high is not None]
        low, high = min(end.low for end in ends), max(highs) if len(highs) == len(ends) else None
        if is_far:
            # A number without end brings the value as near to its own ends as one likes.
            low = self.bounds.low if low < ends[0].low else low
            high = self.bounds.high if high != ends[0].high else high
        return Deciding(
            verdict=verdict, numbers=Bounds(first, None if is_far else last), value=Bounds(low, high)
        )


def estimate(tallies: Tallies, scale: Scale) -> Estimate:
    """Work out a value from its tallies: a ratio of two; of one a number, or a share.

    >>> estimate((Tally(passed=15, failed_or_passed=4),), Scale.PERCENT).bounds.low
    Fraction(15, 19)
    """
    if len(tallies) == 2:
        return ratio_of(tallies[0].size(), tallies[1].size(), scale)
    [tally] = tallies
    if scale is Scale.NUMBER:
        return Estimate(bounds=tally.size(), nonempty=True, empty=False)
    return Estimate(bounds=tally.share(), nonempty=tally.surely_in > 0, empty=tally.surely_empty)


def _places(judgement: Judgement, questions: int) -> dict[str, Tallies]:
    """Find what is known of each municipality; nothing where of one that is not a tally for each question."""
    told = {one.name: one.tallies for one in judgement.municipalities}
    silent = [dict(zip(one.places, one.tallies, strict=True)) for one in judgement.unanswered]
    for place in {place: None for of_question in silent for place in of_question}:
        own = told.get(place) or (None,) * len(silent)
        known = [of_question.get(place, mine) for of_question, mine in zip(silent, own, strict=True)]
        told[place] = tuple(tally for tally in known if tally is not None)
    places = {
        key: tuple(tally for tally in tallies if isinstance(tally, Tally)) for key, tallies in told.items()
    }
    return places if all(len(tallies) == questions for tallies in places.values()) else {}


def _added(tallies: Sequence[Tally]) -> Tally:
    """Add up municipalities that share no member."""
    return united(tallies, disjoint=True, with_term=True)


def _joined(tallies: Sequence[Tally]) -> Tally:
    """Join municipalities that may share members, as people do who work in two: each counts once."""
    sizes, passing = [tally.size() for tally in tallies], [tally.passing() for tally in tallies]
    failing = [Bounds(tally.failed, _most_failing(tally)) for tally in tallies]
    most = _union(failing).high
    return told_apart(
        _union(sizes), _union(passing), int(_union(failing).low), None if most is None else int(most)
    )


def _union(numbers: Sequence[Bounds]) -> Bounds:
    """Bound how many there are of several groups that may be the same."""
    highs = [number.high for number in numbers if number.high is not None]
    return Bounds(max(number.low for number in numbers), sum(highs) if len(highs) == len(numbers) else None)


def _most_failing(tally: Tally) -> Number:
    doubtful = (tally.out_or_failed, tally.anything)
    return (
        None
        if None in doubtful
        else tally.failed + tally.failed_or_passed + sum(map(int, filter(None, doubtful)))
    )


def _are_all_open(whole: Tally, places: Tally) -> bool:
    """Tell whether municipalities leave open what the region does, and are certain of no more than it is."""
    is_open_alike = all(getattr(whole, kind) == getattr(places, kind) for kind in _OPEN_KINDS)
    return is_open_alike and whole.passed >= places.passed and whole.failed >= places.failed


def _is_limited(tally: Tally) -> bool:
    return all(getattr(tally, kind) is not None for kind in _DOUBTFUL)


def _number_open(tally: Tally) -> int:
    return sum(getattr(tally, kind) or 0 for kind in _DOUBTFUL)


def _counted(tally: Tally, *, all_in: bool) -> Tally:
    """Suppose that all who may be members are, or that none of them is."""
    return Tally(passed=tally.surely_in + (_number_open(tally) if all_in else 0))


def _replaced(whole: Tally, place: Tally, answered: Tally) -> Tally:
    """Put what a municipality would answer in place of what is known of it."""
    return Tally(
        **{kind: getattr(whole, kind) - getattr(place, kind) + getattr(answered, kind) for kind in _KINDS}
    )


def _told(tally: Tally, more: int, *, is_whole: bool) -> Tally:
    """Suppose that so many more are members than surely are: all of them, or those of unknown number.

    What they do is what those do of whom there may be any number; it is open where these are of two kinds.
    """
    unlimited = [kind for kind in _DOUBTFUL if getattr(tally, kind) is None]
    open_kinds = [kind for kind in _DOUBTFUL if getattr(tally, kind) != 0] if is_whole else unlimited
    becomes = {"out_or_failed": "failed", "out_or_passed": "passed"}
    kind = becomes.get(open_kinds[0], "failed_or_passed") if len(open_kinds) == 1 else "failed_or_passed"
    rest = dict.fromkeys(_DOUBTFUL if is_whole else unlimited, 0)
    return attrs.evolve(tally, **{**rest, kind: getattr(tally, kind) + more})


def _last(holds: Callable[[int], bool], first: int, beyond: int) -> int:
    """Find the last number of which something holds that holds of the first and not beyond."""
    while beyond - first > 1:
        middle = (first + beyond) // 2
        first, beyond = (middle, beyond) if holds(middle) else (first, middle)
    return first
