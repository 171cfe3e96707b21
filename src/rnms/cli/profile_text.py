"""A region in words, as ``rnms regions KEY`` shows it: acts, subjects, indicators, duties, deadlines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from rnms._values import frozen
from rnms.cli.texts import CommandTexts
from rnms.indicators.definition import Component, Direction, Indicator
from rnms.indicators.over_periods import Growth, OverPeriods
from rnms.indicators.requirement import Requirement
from rnms.indicators.schedule import MonitoringRule
from rnms.indicators.tally import distinct
from rnms.indicators.target import Target
from rnms.logic.predicates import Op
from rnms.model.law import Act, Unknown
from rnms.model.roadmap import RoadmapMeasure, Scheduled
from rnms.model.statute import Subject
from rnms.regions.profile import RegionProfile
from rnms.regions.vocabulary import Entry
from rnms.render.periods import measure_sentence
from rnms.render.sentences import field_words, question_sentence
from rnms.render.texts import TEXTS as REPORT_TEXTS
from rnms.render.words import part_sentences, period, target_sentence, target_words

_SIGNS = {Op.EQ: "=", Op.LE: "≤", Op.GE: "≥"}


def profile_lines(profile: RegionProfile, texts: CommandTexts) -> Iterator[str]:
    """Tell what a profile declares, a line each; what the acts say stays Russian in every language."""
    yield from _ProfileText(profile, texts.profile, texts.lang).lines()


@frozen
class _ProfileText:
    """Tells one profile in one language."""

    profile: RegionProfile
    said: Mapping[str, str]
    lang: str

    def lines(self) -> Iterator[str]:
        """Tell everything."""
        profile = self.profile
        yield f"{profile.name} ({profile.key}, {profile.iso})"
        yield profile.system_name
        if profile.parent is not None:
            parent = profile.parent if isinstance(profile.parent, str) else profile.parent.key
            yield self.said["parent"].format(parent=parent)
        yield self._heading("acts")
        for act in profile.acts:
            yield f"  {act}{''.join(self._of_act(act))}"
        for level in profile.levels:
            title = level.title if self.lang == "ru" else level.key
            yield "\n" + self.said["subjects"].format(level=title)
            for subject in profile.subjects_at(level):
                yield from self._subject(subject)
        yield self._heading("indicators")
        for indicator in profile.indicators:
            yield from self._indicator(indicator)
        if profile.requirements:
            yield self._heading("duties")
        for duty in profile.requirements:
            yield from self._duty(duty)
        yield from self._scheduled()
        if profile.methodist_rules:
            yield self._heading("methodist_rules")
        for rule in profile.methodist_rules:
            force = REPORT_TEXTS[self.lang].forces[rule.force]
            yield f"  {rule.code}. {rule.term.title} ({force}) — {rule.clause}"
        yield from self._figures()
        yield self._heading("words")
        for vocabulary in profile.words_to_write:
            yield f"  {vocabulary.field}: {field_words(vocabulary.field)}"
            yield from (f"     {self._word(entry)}" for entry in vocabulary.entries)
        yield self._heading("unknown")
        for unknown in profile.unknown:
            yield f"  {unknown.why} ({unknown.clause})"

    def _heading(self, key: str) -> str:
        return f"\n{self.said[key]}"

    def _of_act(self, act: Act) -> Iterator[str]:
        """Find what is told of an act beside its name: other dates, and what it changes."""
        for other_date in act.attested:
            day = f"{other_date.date:%d.%m.%Y}"
            yield self.said["attested"].format(document=other_date.document, day=day)
        yield from (f"; {unknown.why}" for _, unknown in act.unknowns)
        if act.effective not in {act.date, dt.date.max}:
            yield self.said["effective"].format(day=f"{act.effective:%d.%m.%Y}")
        for verb, keys in (("amends", act.amends), ("repeals", act.repeals)):
            if keys:
                yield self.said[verb].format(acts=", ".join(str(self.profile.act(key)) for key in keys))

    def _subject(self, subject: Subject) -> Iterator[str]:
        yield f"  {subject.title} — {subject.clause}"
        if isinstance(subject.functions, Unknown):
            yield f"     {self.said['functions_unknown'].format(why=subject.functions.why)}"
        else:
            yield from (f"     {function.text} — {function.clause}" for function in subject.functions)
        if subject.note:
            yield f"     ({subject.note})"

    def _indicator(self, indicator: Indicator) -> Iterator[str]:
        yield f"  {indicator.code}. {indicator.title} — {indicator.clause}"
        if indicator.direction is Direction.DECREASE:
            yield f"     {self.said['decrease']}"
        for part in indicator.parts():
            name = f"{part.title}: " if len(indicator.parts()) > 1 else ""
            yield from (f"     {line}" for line in self._part(part, name))
        if indicator.evidence:
            kinds = ", ".join(REPORT_TEXTS[self.lang].evidence[kind] for kind in indicator.evidence)
            yield f"     {self.said['evidence'].format(kinds=kinds)}"
        for reading in indicator.readings:
            sentence = self.said["reading"].format(name=reading.name, title=reading.title, why=reading.why)
            yield f"     {sentence}"
        yield from self._origin(indicator.code)

    def _part(self, part: Component, name: str) -> Iterator[str]:
        """Tell of a part how it is counted, and what is demanded."""
        questions = [question for question in part.measure.questions if question.change is None]
        for question in distinct(question_sentence(question, lang=self.lang) for question in questions):
            yield self.said["counted"].format(rule=question)
        if isinstance(part.measure, Growth | OverPeriods):
            yield measure_sentence(part.measure, lang=self.lang)
        else:
            yield from part_sentences(part.measure, lang=self.lang)
        for band in part.bands:
            words = target_words(band.norm, part.measure.scale, lang=self.lang)
            yield f"{band.label}: {words} — {band.clause}"
        for target in part.targets:
            norm = target_sentence(target, part.measure.scale, lang=self.lang)
            span = period(target.period, lang=self.lang)
            yield f"{name}{span}: {norm} — {target.clause}{''.join(self._beside(target))}"
        if not part.targets:
            yield f"{name}{self.said['no_targets']}"

    def _beside(self, target: Target) -> Iterator[str]:
        """Find what is told beside a norm: why it is not known, and what else it must respect."""
        if isinstance(target.norm, Unknown):
            yield f" ({target.norm.why})"
        if target.minimum is not None:
            yield self.said["minimum"].format(clause=target.minimum.clause)

    def _origin(self, code: str) -> Iterator[str]:
        """Find where a part comes from, if another profile declares it."""
        origin = self.profile.origin_of(code)
        if origin.profile != self.profile.key or origin.amended_by:
            amended = "".join(self.said["amended"].format(clause=clause) for clause in origin.amended_by)
            yield f"     {self.said['origin'].format(profile=origin.profile, clause=origin.clause)}{amended}"

    def _duty(self, duty: Requirement) -> Iterator[str]:
        same = self.said["same_as"].format(code=duty.same_as) if duty.same_as else ""
        if duty.falls_due:
            same = self.said["falls_due"].format(codes=", ".join(duty.falls_due))
        yield f"  {duty.code}. {duty.title}{same}"
        yield f"     {REPORT_TEXTS[self.lang].forces[duty.force]} — {duty.clause}"

    def _scheduled(self) -> Iterator[str]:
        """Tell what must be done by which day, and how often the system is monitored."""
        yield self._heading("roadmap")
        for measure in self.profile.roadmap:
            yield from self._measure(measure)
        if not self.profile.roadmap:
            yield self.said["silent"]
        yield self._heading("monitoring")
        for rule in self.profile.monitoring:
            yield from self._rule(rule)
        if not self.profile.monitoring:
            yield self.said["silent"]

    def _measure(self, measure: RoadmapMeasure) -> Iterator[str]:
        yield f"  {measure.code}. {measure.title} — {measure.clause}"
        facts = (
            ("deadline", "deadline", _deadline(measure)),
            ("responsible", "who", measure.responsible),
            ("executors", "who", measure.executors),
            ("result", "result", measure.result),
        )
        yield from (f"     {self.said[key].format(**{place: text})}" for key, place, text in facts if text)

    def _rule(self, rule: MonitoringRule) -> Iterator[str]:
        yield f"  {rule.code}. {rule.title} — {rule.clause}"
        facts = [("deadline", "deadline", _deadline(rule)), ("responsible", "who", rule.actor)]
        facts.append(("methods", "methods", "; ".join(rule.methods)))
        if rule.follow_up is not None:
            facts.append(("follow_up", "title", f"{rule.follow_up.title} — {rule.follow_up.clause}"))
        yield from (f"     {self.said[key].format(**{place: text})}" for key, place, text in facts if text)

    def _figures(self) -> Iterator[str]:
        """Tell which figures data must hold, and what they are to each other."""
        yield self._heading("needs")
        needs = [need for need in self.profile.needs() if not need.readings and not need.is_optional]
        # What is asked for another period, too, has one key.
        titles = {need.key: need.title for need in needs}
        for key, title in titles.items():
            indicators = distinct(code for need in needs if need.key == key for code in need.indicators)
            yield f"  {key}: {title} [{', '.join(indicators)}]"
        if self.profile.relations:
            yield self._heading("relations")
        for relation in self.profile.relations:
            sides = (" + ".join(relation.left), _SIGNS[relation.op], " + ".join(relation.right))
            title = relation.title or self.said["relation"]
            yield f"  {relation.code}. {title}: {' '.join(sides)} — {relation.clause}"

    def _word(self, entry: Entry) -> str:
        """Give a word, what it means, how else it may be written, and where the act has it."""
        title = f" — {entry.title}" if entry.title else ""
        forms = self.said["forms"].format(forms="; ".join(entry.other_forms)) if entry.other_forms else ""
        clauses = f" ({'; '.join(map(str, entry.clauses))})" if entry.clauses else ""
        return f"{entry.text}{title}{forms}{clauses}"


def _deadline(task: Scheduled) -> str:
    """Find what an act prints as a deadline, and why it tells no day where its words were lost."""
    lost = f" ({task.deadline.why})" if isinstance(task.deadline, Unknown) else ""
    return f"{task.deadline_text}{lost}"
