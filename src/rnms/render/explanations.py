"""Explanations in words: each step says what was asked, and how it came out."""

from __future__ import annotations

from rnms.indicators.over_periods import Growth, OverPeriods
from rnms.indicators.tally import LoadTally, Tally
from rnms.logic.population import Population
from rnms.model.norm import Bounds
from rnms.render.periods import days_in_part, measure_sentence
from rnms.render.sentences import heading, question_sentence
from rnms.render.texts import TEXTS
from rnms.render.words import grade_sentence, norm, noun_form, part_title, period, reason, value, verdict
from rnms.results.explanation import Candidate, Counted, Explanation, Gap, Graded, PartValue, Remark, Step
from rnms.results.judgement import Judgement

MARKS = {True: "✓", False: "✗", None: "?"}


def explanation_text(explanation: Explanation, *, lang: str = "ru") -> str:
    """Write the member and every step, a line for each."""
    head = [f"{explanation.member}: {explanation.state}"] if explanation.member else []
    return "\n".join([*head, *(step_line(step, lang=lang) for step in explanation.steps)])


def step_line(step: Step, *, lang: str = "ru") -> str:
    """Write a step as deep as it stands, with its answer, and its code where it does not hold."""
    tail = f"  [{step.code}]" if step.code and step.holds is not True else ""
    return f"{'  ' * step.depth}{MARKS[step.holds]} {step_sentence(step, lang=lang)}{tail}"


def step_sentence(step: Step, *, lang: str = "ru") -> str:
    """Say what was asked in a step."""
    texts, collections = TEXTS[lang].explanations, TEXTS[lang].records.collections
    match step.asked:
        case str(title):
            return title
        case Population(title=title):
            return title
        case Counted(question=question, tally=tally, period=other_period):
            of_period = "" if other_period is None else f" [{period(other_period, lang=lang)}]"
            return f"{question_sentence(question, lang=lang)}{of_period} — {_counted(tally, lang)}"
        case PartValue(judgement=judgement):
            statement = texts.part.format(part_title(judgement, lang=lang), value(judgement, lang=lang))
            because = reason(judgement, lang=lang) if judgement.value is None else ""
            return f"{statement}; {because}" if because else statement
        case Graded(grade=grade):
            return grade_sentence(grade, lang=lang)
        case Growth() | OverPeriods() as measure:
            return measure_sentence(measure, lang=lang)
        case Judgement() as judgement:
            return _judged(judgement, lang)
        case Candidate(collection=collection, id=key, dates=dates, title=title):
            days = " – ".join("…" if date is None else str(date) for date in dates)
            name = f"{key} «{title}»" if title else key
            return f"{collections[collection]} {name}{f' ({days})' if dates else ''}"
        case Gap(collection=collection, most=most, why=why):
            because = texts.gaps[why].format(most) if why in texts.gaps else why
            limit = _limit(most, lang)
            return texts.gap.format(collections[collection], limit, f" ({because})" if because else "")
        case Remark(code=code, collection=collection, words=words):
            known = days_in_part(words, lang=lang) if code == "known_in_part" else ""
            listed = ", ".join(words)
            return texts.remarks[code].format(collections.get(collection, collection), listed, known)
    return heading(step.asked, lang=lang)


def _limit(most: int | None, lang: str) -> str:
    """Tell how many records are missing at most."""
    if most is None:
        return ""
    noun = noun_form(most, TEXTS[lang].reasons.units["record"], lang=lang)
    return TEXTS[lang].explanations.at_most.format(most, noun)


def _judged(judgement: Judgement, lang: str) -> str:
    clause = "" if judgement.target is None else f" ({judgement.target.clause})"
    statement = TEXTS[lang].explanations.judged.format(
        value(judgement, lang=lang), norm(judgement, lang=lang), clause, verdict(judgement, lang=lang)
    )
    because = reason(judgement, lang=lang)
    return f"{statement}: {because}" if because else statement


def _counted(tally: Tally | LoadTally, lang: str) -> str:
    texts = TEXTS[lang].explanations
    if isinstance(tally, LoadTally):
        return texts.load.format(
            *(
                "?" if bounds is None else _range(bounds)
                for bounds in (tally.size(), tally.mean(), tally.largest())
            )
        )
    return texts.share.format(_range(tally.passing()), _range(tally.size()))


def _range(bounds: Bounds) -> str:
    """Write a number in full: an explanation rounds nothing."""
    if bounds.is_exact:
        return str(bounds.low)
    return f"{bounds.low}–{'…' if bounds.high is None else bounds.high}"
