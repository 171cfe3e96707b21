"""The parts that the words of a language consist of: one class for each part of a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rnms._values import frozen
from rnms.indicators.loads import Statistic
from rnms.indicators.requirement import Force
from rnms.indicators.tally import MemberState
from rnms.logic.predicates import Day, Op
from rnms.model.norm import Verdict
from rnms.model.period import PeriodKind
from rnms.model.returns import DeliveryStatus, EvidenceKind, FigureStatus
from rnms.model.roadmap import Progress
from rnms.results.audit import Rounding, Standing

Heads = tuple[str, ...]
"""The headings of a table, from left to right."""

Forms = tuple[str, str, str]
"""A noun after 1, after 2 to 4, and after 5."""


@frozen
class IssueTexts:
    """What a code of an issue stands for.

    Attributes:
        meaning: What is wrong.
        hint: The way out.
    """

    meaning: str
    hint: str


@frozen(kw_only=True)
class NumberTexts:
    """How numbers are written.

    Points are given for one, for a few (two to four), for many and for a part of one; lacking ones too.

    Attributes:
        form: Which form of a noun a number takes: the first, the second or the third.
    """

    form: Callable[[int], int]
    group: str
    point: str
    percent: str
    points: str
    score: tuple[str, str, str, str]
    score_lacking: tuple[str, str, str, str]
    unknown: str
    no: str
    yes: str
    of: str
    either: str


@frozen(kw_only=True)
class VerdictTexts:
    """What verdicts are called, and how far something has come.

    Attributes:
        verdicts: The verdict on a target.
        of_duties: The verdict on a duty, where it is called otherwise.
        not_alone: Of a place alone nothing is demanded.
        target_lost: A target is known to exist, its value is not.
        norm_lost: What stands in place of such a value.
        minimum: A norm, and the norm set elsewhere beside it.
        each: What is demanded of each, by the key of the unit.
        by_minimum: The verdict on the target, that norm, and the verdict on it.
        progress: How far something has come.
        nothing_told: Nobody said anything.
        not_so_far: Of what has no last day: its result is not there.
    """

    verdicts: Mapping[Verdict, str]
    of_duties: Mapping[Verdict, str]
    not_alone: str
    target_lost: str
    norm_lost: str
    minimum: str
    each: Mapping[str, str]
    by_minimum: str
    progress: Mapping[Progress, str]
    nothing_told: str
    not_so_far: str


@frozen(kw_only=True)
class ReasonTexts:
    """Why a verdict is so: a sentence for each code of a reason, and how it names what it speaks of.

    Attributes:
        sentences: A sentence for each code.
        field: A field and its collection.
        quoted: A title in the words of an act, which stands in a sentence as it is.
        title: The same of what records do not say.
        many: How many there are of those that are not named.
        of_members: Of how many members it is said.
        units: The nouns of members by the key of their unit, of one and of many, in the case that the
            sentence asks for.
    """

    sentences: Mapping[str, str]
    field: str
    quoted: str
    title: str
    many: str
    of_members: str
    units: Mapping[str, tuple[str, str]]


@frozen(kw_only=True)
class PeriodTexts:
    """What periods are called.

    Attributes:
        open_years: The years from one on.
        one_day: A period of one day: the ``day`` as data write it, and its ``date`` as people do.
        months: The months, cut short.
        month_names: The months in full.
        in_part: A day that is known in part, by what is known of it: a month, a year, a span.
        only: That no more is known, by the same; ``"any"`` where the days are not written out.
    """

    kinds: Mapping[PeriodKind, str]
    open_years: str
    one_day: str
    ordinals: tuple[str, ...]
    shifts: Mapping[type | PeriodKind, str]
    own: str
    growth: str
    relative_growth: str
    statistics: Mapping[Statistic, str]
    months: tuple[str, ...]
    month_names: tuple[str, ...]
    in_part: Mapping[str, str]
    only: Mapping[str, str]


@frozen(kw_only=True)
class RecordTexts:
    """What collections, their fields and the words of enumerations are called where people read them.

    Attributes:
        no_such: A collection in the case in which it is said that there is none of it.
    """

    collections: Mapping[str, str]
    no_such: Mapping[str, str]
    fields: Mapping[str, str]
    words: Mapping[str, str]


@frozen(kw_only=True)
class PredicateTexts:
    """What predicates say of records, and beside it that this is not so.

    Attributes:
        operators: The comparisons of days.
        lasts: That something has begun by the last day, and had not ended before this one.
        by_cases: A condition, what is asked where it holds, what where it does not.
        stated: What tells that a duty is kept, what that it is not; nothing else tells it.
        but: Who is left out, after those who are counted.
        all_but: The same where nothing else is said of who is counted.
    """

    operators: Mapping[Op, str]
    days: Mapping[Day, str]
    equal: str
    unequal: str
    same: str
    another: str
    given: str
    absent: str
    has: str
    lacks: str
    shares: str
    shares_none: str
    subset: str
    no_subset: str
    adding: str
    known: str
    unknown: str
    known_field: str
    unknown_field: str
    gathered: str
    always: str
    never: str
    not_so: str
    between: str
    lasts: Mapping[Day, str]
    by_cases: str
    stated: str
    but: str
    all_but: str
    year_end: str
    no_year_end: str
    unsaid: str
    exists: str
    exists_none: str
    at_least: str
    counting: str
    than_ours: str
    of_ours: str
    years: Forms
    months: Forms
    in_days: Forms
    the_year: str
    any_keyword: str
    all_records: str


@frozen(kw_only=True)
class ExplanationTexts:
    """What the steps of an explanation say.

    Attributes:
        gaps: Why something was not reported, by the codes that rnms itself gives.
    """

    judged: str
    part: str
    graded: str
    per_unit: str
    scaled: str
    in_all: str
    share: str
    load: str
    gap: str
    at_most: str
    gaps: Mapping[str, str]
    remarks: Mapping[str, str]


@frozen(kw_only=True)
class NoteTexts:
    """What stands above and below the tables."""

    as_of: str
    known_on: str
    awaited: str
    changed: str
    left_out: str
    edition: str
    taken: str
    missing: str
    in_part: str
    one_code: str
    codes: str
    evidence: str
    status: str
    issues: str
    foot: str
    more: str
    none: str
    by_default: str
    report_fields: Mapping[str, str]


@frozen(kw_only=True)
class BriefTexts:
    """What may be signed, what not, and whom to ask.

    Attributes:
        unless: An indicator that some readings judge otherwise.
        only_all: A verdict that all of the silent must prove together, and how many they are.
        can_decide: The municipality whose answer can prove either verdict.
        can_decide_together: The same of several municipalities.
        can_prove: A verdict, and the municipality whose answer can prove it.
        can_prove_together: The same of several municipalities.
        without_sets: Why no fewest municipalities are told, by its code.
        headcount: What is counted, and who is asked.
        decides: The numbers that decide alone, the verdict then, and the value.
    """

    awaited: str
    signable: str
    nothing: str
    unless: str
    refused: str
    requests: str
    only_all: str
    can_decide: str
    can_decide_together: str
    can_prove: str
    can_prove_together: str
    without_sets: Mapping[str, str]
    headcount: str
    region: str
    decides: str
    no_more: str
    no_less: str
    otherwise: str
    unproved: str
    claim: str
    not_judged: str
    unread: str
    more: str


@frozen(kw_only=True)
class LedgerTexts:
    """Who sent what.

    Attributes:
        title: The heading of its table.
        head: The heads of its columns.
        statuses: What became of a question.
        groups: Of how many municipalities the same became, and which they are.
        notes: Which municipalities they are, and the indicators in question.
        cell: Where the first fault of a municipality stands.
        reason: The first reason of a municipality for having no data.
        more: How many more there are.
        unplaced: A municipality that is not known.
    """

    title: str
    head: Heads
    statuses: Mapping[DeliveryStatus, str]
    groups: Mapping[DeliveryStatus, str]
    notes: Mapping[DeliveryStatus, str]
    cell: str
    reason: str
    more: str
    unplaced: str


@frozen(kw_only=True)
class AuditTexts:
    """What became of what was published.

    Attributes:
        title: The heading of the table of claims.
        head: The heads of its columns.
        within: The heading of what a publication says against itself.
        within_head: The heads of its columns.
        standings: How a claim stands.
        roundings: How its share must have been rounded.
        reasons: Why it stands so, and the laws that claims break, by code.
        everything: What a claim speaks of that speaks of all indicators.
        where: The document and the line; the document alone.
        there: What the data say by default, and under the reading that is named.
        decisive: The verdict is another one.
        contradiction: That claims exclude each other.
        remark: That something is worth knowing.
        counts: How many claims there are, and how many stand in which way.
        counted: How many stand in one way.
        by_reading: Of how many that is so under another reading alone.
        not_reproduced: Which claims the data do not bear out.
        all_reproduced: That they bear out all of them.
        consistent: That a publication does not contradict itself.
        inconsistent: How many contradictions and remarks there are.
    """

    title: str
    head: Heads
    within: str
    within_head: Heads
    standings: Mapping[Standing, str]
    roundings: Mapping[Rounding, str]
    reasons: Mapping[str, str]
    everything: str
    where: tuple[str, str]
    there: str
    decisive: str
    contradiction: str
    remark: str
    counts: str
    counted: str
    by_reading: str
    not_reproduced: str
    all_reproduced: str
    consistent: str
    inconsistent: str


@frozen(kw_only=True)
class SectionTexts:
    """The tables of a report.

    Attributes:
        weight: A part of an index with its weight.
        inverted: The same of one of which the index counts those who do not pass.
    """

    indicators: str
    indicators_head: Heads
    duties: str
    duties_head: Heads
    roadmap: str
    monitoring: str
    meetings: str
    scheduled_head: Heads
    people: str
    by: str
    weight: str
    inverted: str


@frozen(kw_only=True)
class SheetTexts:
    """The further tables of a workbook, and the one of a CSV file."""

    titles: Mapping[str, str]
    heads: Mapping[str, Heads]
    csv_head: Heads
    returned: str
    in_part: str
    not_returned: str
    no_limit: str
    states: Mapping[MemberState, str]
    at_most: str
    act: str
    clause: str
    document: str
    status: str
    quote: str
    claim: str
    issue: str
    line: str
    version: str


@frozen(kw_only=True)
class AnnexTexts:
    """The annex to an order.

    Attributes:
        language: The mark by which a word processor checks the spelling.
        annex: What stands above the title: to which order it belongs.
        titles: The lines of the title; the place judged and the period are filled in.
        basis: The act by which was judged.
        day: The day of calculation.
        end_of_period: The same where it is the last day of each period.
        known_on: The day whose edition of the acts counts.
        total: How often each verdict was given.
        digest: The digest of the data.
        no_digest: Why there is none.
        head: The heads of the columns of the indicators.
        duties_head: The heads of those of the duties.
        duty: A duty by its number.
        same_as: A duty that an indicator demands too.
        cited_list: How many names a list has, and its number.
        lists: The heading of the lists.
        lists_head: The heads of their columns.
        acts: The heading of the acts.
        notes: The heading of the notes.
        issues: How many faults the data have, the meaning of each and how often it occurs.
        foot: What calculated.
        units: Words that no line parts from the number before them.
        numbered: Words that no line parts from the number behind them.
        page: What stands before the number of a page, and before how many there are.
        signers: Who signs.
        signed: What stands below the lines that they fill.
    """

    language: str
    annex: str
    titles: tuple[str, str]
    basis: str
    day: str
    end_of_period: str
    known_on: str
    total: str
    digest: str
    no_digest: str
    head: Heads
    duties_head: Heads
    duty: str
    same_as: str
    cited_list: str
    lists: str
    lists_head: Heads
    acts: str
    notes: str
    issues: str
    foot: str
    units: str
    numbered: str
    page: tuple[str, str]
    signers: tuple[str, str]
    signed: tuple[str, str, str]


@frozen(kw_only=True)
class PageTexts:
    """The page, and the output of a notebook.

    Attributes:
        standings: How many pass, how many do not, of how many it is not known.
        standings_of_some: The first two, where nobody knows how many there are.
        force: How strongly a duty is demanded.
        failed: Who does not keep a duty.
        undecided: Of whom it is not known.
    """

    head: Heads
    duties_head: Heads
    readings_head: Heads
    indicators: str
    target: str
    reported: str
    missing: str
    partial: str
    no_return: str
    in_part: str
    standings: str
    standings_of_some: str
    why: str
    source: str
    more: str
    clause: str
    evidence: str
    force: str
    failed: str
    undecided: str
    rest: str
    shortened: str
    acts: str
    none: str


@frozen(kw_only=True)
class PictureTexts:
    """The pictures: of municipalities beside each other, and of several reports.

    Attributes:
        dots: What a dot and a strip mean in the picture of municipalities.
        line: What its line means.
        legend: What each sign of the picture over the years looks like and what it means: a known value, a
            possible one, a target that is a least value, and one that is a greatest.
        over_periods: The heading of the pictures of a report of several periods.
    """

    head: Heads
    table: str
    no_return: str
    years: str
    places: str
    none: str
    dots: str
    line: str
    legend: Mapping[str, tuple[str, str]]
    over_periods: str


@frozen(kw_only=True)
class CalendarTexts:
    """What falls due, apart from any report."""

    head: Heads
    states: Heads
    lines: Heads


@frozen(kw_only=True)
class MatrixTexts:
    """Regions side by side."""

    indicators_head: Heads
    subjects_head: str


@frozen(kw_only=True)
class CardTexts:
    """What a value says of itself in a notebook.

    Attributes:
        system: What is told of a regional system, in order.
        collections_head: Above its collections.
        more_issues: After the faults that are shown.
        indicator: What is told of an indicator, in order.
        targets_head: Above its targets.
        readings_head: Above its readings.
        readings: Above what each reading makes of each indicator.
        profile: What is told of a region, in order.
        profile_head: Above its indicators.
    """

    system: Heads
    collections_head: Heads
    more_issues: str
    indicator: Heads
    targets_head: Heads
    readings_head: Heads
    readings: str
    profile: Heads
    profile_head: Heads


@frozen(kw_only=True)
class WordbookTexts:
    """How the words of the orders are told to authors.

    Attributes:
        topics: What each page of the vocabulary is about; ``"own"`` of a region's own words.
        kinds: What a population and a term are called.
        sorts: What fields hold.
        language_kinds: The kinds of words of the language.
        given: Above what a word is given; and where code explains it, which speaks English.
    """

    topics: Mapping[str, str]
    kinds: tuple[str, str]
    language_kinds: Mapping[str, str]
    example: str
    written_from: str
    given: tuple[str, str]
    unused_in_language: str
    like_it: str
    field_values: str
    sorts: Mapping[str, str]
    in_code: str
    of_records: str
    by_figures: str
    users: str
    unused: str
    fields: str
    values: str
    leads: str
    head: Heads
    fields_head: Heads


@frozen(kw_only=True)
class AttachmentTexts:
    """What is said of a proposal of attachments.

    Attributes:
        title: What it is, of which region and day.
        loads: How many are attached, how many of them anew, and how many leave a methodist.
        cut: Who has only seats that are taken, how many lack, and how many methodists that is.
        where: How many municipalities these people teach in.
        surplus: That there are too few people for what is demanded, and who is too many then.
        anybody: What stands for methodists where there is none.
        proposal: That nobody has decided anything yet.
        lists: The people who are listed, by the name of the list.
        people: A person in the forms that numbers take.
        places: A seat that lacks, likewise.
        methodists: A methodist who lacks, likewise.
        municipalities: A municipality in which, likewise.
        sheets: The titles of tables, by the name of the table.
        heads: The headings of each.
        states: What an attachment is beside those recorded, by a key.
        order: The words of a draft of an annex: what it belongs to, and its title.
    """

    title: str
    loads: str
    cut: str
    where: str
    surplus: str
    anybody: str
    proposal: str
    lists: Mapping[str, str]
    people: Forms
    places: Forms
    methodists: Forms
    municipalities: Forms
    sheets: Mapping[str, str]
    heads: Mapping[str, Heads]
    states: Mapping[str, str]
    order: tuple[str, str]


@frozen(kw_only=True)
class ComparedTexts:
    """What changed between reports, leagues and years; each dictionary by the word of the value.

    Attributes:
        title: The heading of a comparison: the region, and its periods.
        titles: What each table is called, by its key.
        heads: Its columns, likewise.
        certain: Which way a value surely went; the empty word is that it is not sure, a yes or no what it
            became.
        kinds: What two reports of one period are to each other.
        parts: What each cause of a change is called.
        parts_note: That parts of people need not add up at their ends.
        no_part: Why a part cannot be told apart, by the code.
        between: A change of which only the ends are known.
        moved: The municipalities of which something else is said.
        more: How many other municipalities there are.
        facts: What became of a fact.
        records: What the figures and the gaps are called among the collections.
        warnings: What makes reports hard to compare, by the code.
        league: The heading of a league: the indicator and the period.
        legend: What the picture of a change shows.
        league_legend: What the picture of a league shows.
        league_target: What its line means.
        places: From the best to the worst place; and one place.
        nobody: That somebody has no place, for nobody is counted there.
        silent: That a return is missing.
        unlisted: That nobody tells how many municipalities there are.
        unnamed: How many municipalities have no name, and so no row.
        surely: Who is certainly first, last, and beyond the target.
        none: That nobody is.
        years: The heading of a trajectory.
        needed: To which target how many of whom a year are still needed.
        fell: Why a value fell: the year, and the parts.
        rest: How many rows of a picture are left out.
    """

    title: str
    titles: Mapping[str, str]
    heads: Mapping[str, Heads]
    certain: Mapping[str, str]
    kinds: Mapping[str, str]
    parts: Mapping[str, str]
    parts_note: str
    no_part: Mapping[str, str]
    between: str
    moved: str
    more: str
    facts: Mapping[str, str]
    records: Mapping[str, str]
    warnings: Mapping[str, str]
    legend: str
    league: str
    league_legend: str
    league_target: str
    places: tuple[str, str]
    nobody: str
    silent: str
    unlisted: str
    unnamed: str
    surely: Heads
    none: str
    years: str
    needed: str
    fell: str
    rest: str


@frozen(kw_only=True)
class ProposedTexts:
    """Routes that are proposed; each dictionary by the word of the value.

    Attributes:
        title: The heading: the region and the planning day.
        no_event: That a proposal is no record, and what it may be used for.
        amount: How many routes, places and hours there are.
        open: How many deficits stay uncovered, and how many must at least; and that these are as many.
        open_proved: The same where no fewer are possible.
        hours: How many hours are needed at least, and what may be left to gain.
        hours_proved: That no fewer hours are possible.
        promised: Who passes an indicator by it.
        titles: What each table is called, by its key.
        heads: Its columns, likewise.
        whys: Why nothing covers a deficit.
        kept: That a route is continued; and that a new one begins.
        new: The same of a new one.
        no_basis: Why somebody has no route: the reading does not admit the diagnostic.
        no_need: Likewise: nothing is left to cover.
        no_record: What is asked of a record that is not there.
        outside: Likewise: whoever has left.
        order: What stands above the draft of an annex, and its heading with the day.
    """

    title: str
    no_event: str
    amount: str
    open: str
    open_proved: str
    hours: str
    hours_proved: str
    promised: str
    titles: Mapping[str, str]
    heads: Mapping[str, Heads]
    whys: Mapping[str, str]
    kept: str
    new: str
    no_basis: str
    no_need: str
    no_record: str
    outside: str
    order: tuple[str, str]


@frozen(kw_only=True)
class PlanTexts:
    """What can still be done about a verdict; each dictionary by the word of the value.

    Attributes:
        title: The heading: the indicator and the period.
        titles: What each table is called, by its key.
        heads: Its columns, likewise.
        made: The day, and the reading taken.
        before: The value and the verdict if nothing is done.
        after: The same with the steps, and that it was evaluated.
        steps: For how many something is done.
        nothing: That nothing need be done.
        under: How many of the chosen pass under another reading.
        not_least: That it is not proved that no cheaper steps would do.
        robust: That only those were chosen who pass under each.
        why: Why it is not enough, by the code.
        honest: What a plan is not.
        acts: What is done, by the word of the act; in the braces what it is done with.
        about: What an act is done with, where it is no id.
        based: What is done, and the recorded diagnostic or route on which it rests.
        chained: What stands between two acts.
        late: What could not be begun any more.
        nowhere: A member that surely is in no municipality.
        no_place: That the municipality of a member is not known.
        region: The region, where it acts itself.
    """

    title: str
    titles: Mapping[str, str]
    heads: Mapping[str, Heads]
    made: str
    before: str
    after: str
    steps: str
    nothing: str
    under: str
    not_least: str
    robust: str
    why: Mapping[str, str]
    honest: str
    acts: Mapping[str, str]
    about: Mapping[str, str]
    based: str
    chained: str
    late: Mapping[str, str]
    nowhere: str
    no_place: str
    region: str


@frozen(kw_only=True)
class Texts:
    """Every word that reports say in one language.

    A text with places in braces is filled by whoever shows it, and by nobody else. Messages are the sentences
    of issues, by the code of an issue, and after a stroke which of its sentences; issues say what each code
    stands for.
    """

    issues: Mapping[str, IssueTexts]
    messages: Mapping[str, str]
    numbers: NumberTexts
    verdicts: VerdictTexts
    reasons: ReasonTexts
    periods: PeriodTexts
    evidence: Mapping[EvidenceKind, str]
    statuses: Mapping[FigureStatus, str]
    forces: Mapping[Force, str]
    records: RecordTexts
    predicates: PredicateTexts
    explanations: ExplanationTexts
    notes: NoteTexts
    brief: BriefTexts
    ledger: LedgerTexts
    audit: AuditTexts
    sections: SectionTexts
    sheets: SheetTexts
    annex: AnnexTexts
    page: PageTexts
    pictures: PictureTexts
    calendar: CalendarTexts
    matrix: MatrixTexts
    wordbook: WordbookTexts
    cards: CardTexts
    attachments: AttachmentTexts
    compared: ComparedTexts
    proposed: ProposedTexts
    plan: PlanTexts
