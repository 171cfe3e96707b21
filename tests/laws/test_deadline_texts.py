"""Deadlines as orders word them: which declared deadline a text may mean, and which it contradicts."""

from __future__ import annotations

import datetime as dt

import pytest

from kit.declared import CLAUSE, profile
from rnms.indicators import MonitoringRule
from rnms.model.deadlines import (
    After,
    Annual,
    AnnualDay,
    AnnualDays,
    AnnualWindows,
    Continuous,
    Deadline,
    EveryMonths,
    EveryMonthsByDay,
    EveryYears,
    FirstThen,
    HalfYearly,
    OneOffDay,
    OneOffMonth,
    OneOffQuarter,
    PerPlan,
    WithinYears,
)
from rnms.regions.rules.day_texts import deadlines_are_printed_as_declared


def days(number: int) -> After:
    return After("1", days=number)


def working(number: int) -> After:
    return After("1", days=number, working=True)


def months(number: int) -> After:
    return After("1", months=number)


def by(year: int, month: int, day: int) -> OneOffDay:
    return OneOffDay(year, month, day, inclusive=True)


def before(year: int, month: int, day: int) -> OneOffDay:
    return OneOffDay(year, month, day, inclusive=False)


def yearly_by(month: int, day: int) -> AnnualDay:
    return AnnualDay(month, day, inclusive=True)


def yearly_days(*pairs: tuple[int, int]) -> AnnualDays:
    return AnnualDays(pairs, inclusive=True)


def every(number: int, day: int, month: int | None = None) -> EveryMonthsByDay:
    return EveryMonthsByDay(number, day, month=month or number, inclusive=True)


def since(start: tuple[int, int, int], end: tuple[int, int, int]) -> OneOffDay:
    return OneOffDay(*end, inclusive=True, since=dt.date(*start))


MAY_AND_NOVEMBER = AnnualWindows([(5, 5), (11, 11)])
BY_JUNE = by(2024, 6, 1)
# What a text says, the deadlines that it may mean, and those that it contradicts.
TEXTS: list[tuple[str, list[Deadline], list[Deadline]]] = [
    # So long after an event.
    ("в месячный срок", [months(1)], [months(2), days(10), days(30)]),
    ("в месячный срок со дня утверждения плана", [months(1)], [months(2)]),
    ("в двухмесячный срок", [months(2)], [months(1), days(60)]),
    ("в 3-месячный срок", [months(3)], [months(1)]),
    ("в 3-х месячный срок", [months(3)], [months(1)]),
    ("в течение месяца", [months(1)], [months(2), days(14)]),
    ("в течение одного месяца со дня подписания", [months(1)], [months(2)]),
    ("в течение 1 (одного) месяца", [months(1)], [months(6)]),
    ("не позднее чем через месяц после окончания", [months(1)], [months(2), days(10)]),
    ("не позднее двух месяцев со дня подписания", [months(2)], [months(1)]),
    ("в недельный срок", [days(7)], [days(10), working(5), months(1)]),
    ("в течение недели", [days(7)], [days(10), months(1)]),
    ("в течение одной недели после совещания", [days(7)], [days(14)]),
    ("в двухнедельный срок", [days(14)], [days(7), days(15)]),
    ("в 2-недельный срок", [days(14)], [days(7)]),
    ("в течение двух недель", [days(14)], [days(7), months(2)]),
    ("через 3 недели после проведения", [days(21)], [days(3), days(20)]),
    ("в десятидневный срок", [days(10)], [days(7), days(5), months(1)]),
    ("в 10-дневный срок", [days(10)], [days(7)]),
    ("в 5-ти дневный срок", [days(5)], [days(7)]),
    ("в трёхдневный срок", [days(3)], [days(5)]),
    ("в трехдневный срок", [days(3)], [days(13)]),
    ("в пятнадцатидневный срок", [days(15)], [days(5), days(10)]),
    ("в тридцатидневный срок", [days(30)], [months(1), days(3)]),
    ("в сорокапятидневный срок", [days(45)], [days(5), days(40)]),
    ("в течение трёх рабочих дней", [working(3)], [days(3), working(5)]),
    ("в течение пяти календарных дней", [days(5)], [working(5)]),
    ("в течение 3 (трех) рабочих дней", [working(3)], [working(13)]),
    ("в течение двадцати пяти дней", [days(25)], [days(20), days(5)]),
    ("в течение шестидесяти дней", [days(60)], [days(6), days(10)]),
    ("в течение девяноста календарных дней", [days(90)], [days(9)]),
    ("не позднее 5 рабочих дней со дня получения запроса", [working(5)], [working(3), days(5)]),
    ("не позднее чем через 10 дней после окончания мероприятия", [days(10)], [days(5)]),
    ("в срок не более 15 дней", [days(15)], [days(5)]),
    ("в течение суток", [days(1)], [days(2)]),
    ("в течение трех суток", [days(3)], [days(1)]),
    ("на следующий день после утверждения", [days(1)], [days(2)]),
    ("не позднее следующего рабочего дня", [working(1)], [days(1), working(2)]),
    ("в течение полугода", [months(6)], [months(3)]),
    ("в полугодовой срок", [months(6)], [months(3)]),
    ("в течение квартала после утверждения", [months(3)], [months(1)]),
    ("в годичный срок", [months(12)], [months(6), months(1)]),
    ("в течение года после утверждения", [months(12)], [months(6)]),
    ("в течение двух лет со дня назначения", [months(24)], [months(12)]),
    ("в течение 10 дней, но не позднее месяца", [days(10), months(1)], [days(5)]),
    ("в течение 2024 года, через 10 дней после утверждения", [days(10)], [days(24)]),
    # How often.
    ("раз в полгода", [HalfYearly(), EveryMonths(6)], [EveryMonths(3), Annual()]),
    ("один раз в полгода", [HalfYearly(), every(6, 15)], [EveryMonths(4), EveryYears(2, 2024)]),
    ("не реже одного раза в шесть месяцев", [HalfYearly()], [EveryMonths(1), EveryMonths(3)]),
    ("не реже 1 раза в 3 месяца", [EveryMonths(3)], [EveryMonths(1), HalfYearly()]),
    (
        "ежеквартально",
        [EveryMonths(3), every(3, 10, 4)],
        [HalfYearly(), Annual(), EveryMonths(1), yearly_by(10, 1)],
    ),
    ("поквартально", [EveryMonths(3)], [HalfYearly(), EveryMonths(1)]),
    ("в каждом квартале", [EveryMonths(3)], [HalfYearly()]),
    ("в последний день каждого квартала", [EveryMonths(3), every(3, 31)], [HalfYearly()]),
    ("ежемесячно", [EveryMonths(1), every(1, 5)], [EveryMonths(3), Annual(), HalfYearly()]),
    ("каждые два года", [EveryYears(2, 2024)], [EveryYears(3, 2023), Annual()]),
    ("каждые 3 года", [EveryYears(3, 2023)], [EveryYears(2, 2023)]),
    ("каждые полгода", [HalfYearly()], [EveryMonths(3), Annual()]),
    ("каждые шесть месяцев", [HalfYearly()], [EveryMonths(4)]),
    ("каждое полугодие", [HalfYearly(), EveryMonths(6)], [EveryMonths(3)]),
    ("каждый год", [Annual()], [HalfYearly(), EveryYears(2, 2024)]),
    ("один раз в пять лет", [EveryYears(5, 2023)], [EveryYears(3, 2023)]),
    ("1 раз в 2 года", [EveryYears(2, 2023)], [EveryYears(1, 2023)]),
    (
        "два раза в год",
        [HalfYearly(), yearly_days((3, 1), (10, 1)), MAY_AND_NOVEMBER],
        [Annual(), EveryMonths(3)],
    ),
    ("дважды в год", [HalfYearly(), MAY_AND_NOVEMBER], [Annual(), EveryMonths(1)]),
    ("трижды в год", [EveryMonths(4)], [HalfYearly(), EveryMonths(3)]),
    ("не менее двух раз в полугодие", [EveryMonths(3)], [HalfYearly()]),
    ("четыре раза в год", [EveryMonths(3)], [EveryMonths(4), yearly_days((3, 1), (10, 1))]),
    ("один раз в учебный год", [Annual()], [HalfYearly()]),
    ("раз в два месяца", [EveryMonths(2)], [EveryMonths(6), EveryMonths(1)]),
    (
        "ежегодно",
        [Annual(), yearly_by(10, 1), MAY_AND_NOVEMBER],
        [EveryYears(3, 2023), by(2024, 12, 31), HalfYearly()],
    ),
    ("ежегодно до 30 ноября", [yearly_by(11, 30)], [by(2024, 11, 30), OneOffMonth(2024, 11)]),
    ("ежеквартально, постоянно", [Continuous(), EveryMonths(3)], [Annual()]),
    # By a day, again and again.
    (
        "ежегодно до 15 июня и до 15 декабря",
        [every(6, 15), yearly_days((6, 15), (12, 15))],
        [every(6, 10), every(3, 15)],
    ),
    ("ежегодно до 15 июня", [yearly_by(6, 15)], [every(6, 15), yearly_days((6, 15), (12, 15))]),
    (
        "ежегодно к 1 мая и к 1 ноября",
        [yearly_days((5, 1), (11, 1))],
        [yearly_days((5, 1), (12, 1)), yearly_by(5, 1)],
    ),
    ("ежегодно до 31 декабря", [Annual(), yearly_by(12, 31), EveryMonths(12)], [yearly_by(12, 30)]),
    (
        "до 30 июня и до 31 декабря",
        [HalfYearly(), every(6, 31), EveryMonths(6)],
        [every(6, 30, 7), EveryMonths(3)],
    ),
    ("ежегодно в срок до 1 ноября", [yearly_by(11, 1)], [yearly_by(11, 2), yearly_by(10, 1)]),
    ("до 1 сентября текущего года", [yearly_by(9, 1), by(2024, 9, 1)], [yearly_by(9, 2)]),
    (
        "ежемесячно до 10 числа месяца, следующего за отчетным",
        [every(1, 10, 2)],
        [every(1, 15, 2), every(3, 10, 4)],
    ),
    ("до 5 числа каждого месяца", [every(1, 5)], [every(1, 6), every(3, 5)]),
    ("до пятнадцатого числа", [every(3, 15, 4)], [every(3, 5, 4)]),
    ("ежеквартально до 5-го числа", [every(3, 5, 4), every(3, 5, 1)], [every(1, 5), every(3, 15, 4)]),
    ("в течение 10 дней после окончания квартала", [every(3, 10, 4)], [every(3, 15, 4)]),
    (
        "за полугодие – до 15 июля, за год – до 15 января",
        [every(6, 15, 7), yearly_days((7, 15), (1, 15))],
        [every(6, 10, 7)],
    ),
    (
        "за I квартал – до 10.04, за полугодие – до 10 июля, за 9 месяцев – до 10 октября, за год – до 20.01",
        [yearly_days((4, 10), (7, 10), (10, 10), (1, 20))],
        [yearly_days((4, 10), (7, 10), (10, 10)), every(3, 10, 4)],
    ),
    ("по итогам I полугодия – до 1 июля", [yearly_by(7, 1)], [yearly_by(7, 10)]),
    (
        "ежегодно в первой декаде октября",
        [AnnualDay(10, 10, inclusive=True, since=(10, 1)), yearly_by(10, 10)],
        [yearly_by(10, 31), yearly_by(10, 20)],
    ),
    (
        "раз в три года, до 31 декабря 2025 года",
        [EveryYears(3, 2023), EveryYears(3, 2023, by=(12, 31), inclusive=True)],
        [EveryYears(3, 2024), EveryYears(3, 2022, by=(12, 31), inclusive=True)],
    ),
    (
        "один раз в три года, до 31 декабря 2025 года",
        [EveryYears(3, 2023, by=(12, 31), inclusive=True)],
        [EveryYears(3, 2023, by=(12, 1), inclusive=True)],
    ),
    (
        "с 1 по 31 октября ежегодно",
        [AnnualWindows([(10, 10)]), AnnualDay(10, 31, inclusive=True, since=(10, 1))],
        [AnnualWindows([(10, 11)]), AnnualDay(10, 31, inclusive=True, since=(10, 5))],
    ),
    (
        "сентябрь – октябрь ежегодно",
        [AnnualWindows([(9, 10)]), AnnualDay(10, 31, inclusive=True, since=(9, 1))],
        [AnnualWindows([(10, 10)]), AnnualWindows([(9, 11)])],
    ),
    ("май и ноябрь, ежегодно", [MAY_AND_NOVEMBER], [AnnualWindows([(5, 5)]), AnnualWindows([(5, 11)])]),
    ("май, ежегодно", [AnnualWindows([(5, 5)])], [MAY_AND_NOVEMBER]),
    # Once.
    ("до 15.13.2024", [], [by(2024, 12, 15), OneOffMonth(2024, 12), Annual(), AnnualWindows([(9, 9)])]),
    ("до 00.12.2024", [], [by(2024, 12, 1), OneOffMonth(2024, 12)]),
    ("в срок до 01.12.2024", [by(2024, 12, 1), before(2024, 12, 1)], [by(2024, 12, 10), by(2025, 12, 1)]),
    ("до 30 ноября 2024 года (не включительно)", [before(2024, 11, 30)], [by(2024, 11, 30)]),
    ("по 30 ноября 2024 года включительно", [by(2024, 11, 30)], [before(2024, 11, 30)]),
    (
        "сентябрь – октябрь 2024 года",
        [since((2024, 9, 1), (2024, 10, 31)), OneOffMonth(2024, 10)],
        [OneOffMonth(2024, 9), OneOffMonth(2024, 11)],
    ),
    (
        "с мая по июнь 2024 года",
        [OneOffMonth(2024, 6), since((2024, 5, 1), (2024, 6, 30))],
        [OneOffMonth(2024, 5)],
    ),
    (
        "до конца октября 2024 года",
        [OneOffMonth(2024, 10), by(2024, 10, 31)],
        [OneOffMonth(2024, 9), by(2024, 10, 1)],
    ),
    ("до конца 2024 года", [by(2024, 12, 31), WithinYears(2024, 2024)], [by(2025, 12, 31)]),
    ("в IV квартале 2024 года", [OneOffQuarter(2024, 4), OneOffMonth(2024, 12)], [OneOffQuarter(2024, 3)]),
    ("в четвертом квартале 2024 года", [OneOffQuarter(2024, 4)], [OneOffQuarter(2025, 4)]),
    (
        "2024–2026 годы",
        [WithinYears(2024, 2026)],
        [WithinYears(2024, 2027), WithinYears(2023, 2026), WithinYears(2024, 2025)],
    ),
    ("в 2024, 2025 и 2026 годах", [WithinYears(2024, 2026)], [WithinYears(2024, 2028)]),
    ("до 1 февраля 2025 года (за 2024 год)", [by(2025, 2, 1)], [by(2024, 2, 1)]),
    ("до 31 мая 2025 года в 2024/2025 учебном году", [by(2025, 5, 31)], [by(2026, 5, 31)]),
    # First once, then again.
    (
        "до 1 июня 2024 года, далее ежегодно",
        [FirstThen(BY_JUNE, Annual()), FirstThen(BY_JUNE, yearly_by(6, 1))],
        [FirstThen(BY_JUNE, HalfYearly()), FirstThen(by(2024, 7, 1), Annual())],
    ),
    (
        "до 1 июня 2024 года, далее – ежеквартально",
        [FirstThen(BY_JUNE, EveryMonths(3))],
        [FirstThen(BY_JUNE, Annual())],
    ),
    (
        "I квартал 2023 года, далее – ежегодно в I квартале",
        [FirstThen(OneOffQuarter(2023, 1), AnnualWindows([(1, 3)]))],
        [FirstThen(OneOffQuarter(2023, 2), AnnualWindows([(4, 6)]))],
    ),
    # As they come.
    ("до 25 числа последнего месяца квартала", [every(3, 25)], [every(3, 20)]),
    (
        "не позднее 15 числа второго месяца каждого квартала",
        [every(3, 15, 2)],
        [every(3, 10, 2), every(1, 15)],
    ),
    (
        "до 1 октября, до 1 февраля, до 1 июня ежегодно",
        [yearly_days((10, 1), (2, 1), (6, 1))],
        [yearly_days((10, 1), (2, 1))],
    ),
    (
        "до 1 июля и до 1 января",
        [
            HalfYearly(),
            AnnualDays([(7, 1), (1, 1)], inclusive=False),
            EveryMonthsByDay(6, 1, month=1, inclusive=False),
        ],
        [EveryMonths(3)],
    ),
    (
        "два раза в год: до 20 июня и до 20 декабря",
        [every(6, 20), yearly_days((6, 20), (12, 20))],
        [every(6, 10)],
    ),
    ("1 раз в год, не позднее 1 марта года, следующего за отчетным", [yearly_by(3, 1)], [yearly_by(4, 1)]),
    (
        "с 15 августа по 1 сентября ежегодно",
        [AnnualDay(9, 1, inclusive=True, since=(8, 15))],
        [
            AnnualDay(9, 1, inclusive=True, since=(8, 1)),
        ],
    ),
    (
        "с 01.09.2024 по 31.05.2025",
        [since((2024, 9, 1), (2025, 5, 31))],
        [since((2024, 9, 2), (2025, 5, 31)), by(2025, 6, 1)],
    ),
    (
        "сентябрь 2024 – май 2025 года",
        [since((2024, 9, 1), (2025, 5, 31)), OneOffMonth(2025, 5)],
        [OneOffMonth(2024, 5)],
    ),
    (
        "сентябрь 2024 года – май 2025 года",
        [since((2024, 9, 1), (2025, 5, 31)), OneOffMonth(2025, 5)],
        [OneOffMonth(2024, 5)],
    ),
    ("апрель, май 2024 года", [since((2024, 4, 1), (2024, 5, 31))], []),
    ("апрель-май 2024 г.", [OneOffMonth(2024, 5)], [OneOffMonth(2024, 4)]),
    (
        "2023/2024 учебный год",
        [WithinYears(2023, 2024), by(2024, 5, 31)],
        [WithinYears(2022, 2024), by(2025, 5, 31)],
    ),
    ("до 1 сентября ежегодно, начиная с 2024/2025 учебного года", [yearly_by(9, 1)], []),
    ("ежегодно, сентябрь", [AnnualWindows([(9, 9)])], [AnnualWindows([(10, 10)]), Annual()]),
    ("ежегодно (август – сентябрь)", [AnnualWindows([(8, 9)])], [AnnualWindows([(8, 8)])]),
    ("ежегодно в I и III кварталах", [AnnualWindows([(1, 3), (7, 9)])], [AnnualWindows([(1, 3)])]),
    ("1 и 3 кварталы ежегодно", [AnnualWindows([(1, 3), (7, 9)])], []),
    ("I-II квартал 2024 года", [OneOffMonth(2024, 6), OneOffQuarter(2024, 2)], [OneOffQuarter(2024, 3)]),
    ("I–II кварталы 2024 года", [OneOffMonth(2024, 6), OneOffQuarter(2024, 2)], [OneOffQuarter(2024, 3)]),
    ("I полугодие 2024 года", [OneOffMonth(2024, 6)], [OneOffMonth(2024, 12)]),
    ("в первом полугодии каждого года", [AnnualWindows([(1, 6)])], [AnnualWindows([(7, 12)])]),
    ("в срок до 15 рабочих дней", [working(15)], [days(15), working(10)]),
    ("в течение 15-ти рабочих дней", [working(15)], [working(5)]),
    ("не позднее 3-х рабочих дней", [working(3)], [working(2)]),
    ("в течение пяти (5) рабочих дней", [working(5)], [working(3)]),
    ("не позднее чем на 10 день", [days(10)], []),
    ("не позднее десятого рабочего дня после", [working(10)], []),
    ("в 10-ти дневный срок с момента утверждения", [days(10)], [days(5)]),
    ("в 1-месячный срок", [months(1)], [months(2)]),
    ("в полугодичный срок", [months(6)], [months(12)]),
    ("не позднее полугода", [months(6)], [months(1)]),
    ("не позднее, чем через две недели", [days(14)], [days(2)]),
    ("по истечении двух недель", [days(14)], [days(7)]),
    ("в течение первых двух недель", [days(14)], [days(7)]),
    ("в течение первого месяца работы", [months(1)], []),
    ("в течение 1,5 месяцев", [], []),
    ("в течение полутора месяцев", [], []),
    ("в течение 180 дней", [days(180)], [days(80)]),
    ("в течение ста дней", [days(100)], [days(10)]),
    ("в течение ста восьмидесяти дней", [days(180)], [days(80)]),
    ("раз в четыре месяца", [EveryMonths(4)], [EveryMonths(3)]),
    ("раз в 12 месяцев", [Annual()], [HalfYearly()]),
    ("не реже, чем раз в три года", [EveryYears(3, 2023)], [EveryYears(2, 2023)]),
    ("не реже 1 раза в 3 (три) года", [EveryYears(3, 2023)], [EveryYears(2, 2023)]),
    ("один раз в 2 (два) года", [EveryYears(2, 2023)], [EveryYears(3, 2023)]),
    ("1 (один) раз в год", [Annual()], [HalfYearly()]),
    ("2 (два) раза в год", [HalfYearly()], [Annual()]),
    ("раз в трехлетний период", [EveryYears(3, 2023)], []),
    ("через год", [EveryYears(2, 2023)], []),
    ("ежегодно, один раз в полугодие", [HalfYearly()], [EveryMonths(3)]),
    ("еженедельно", [PerPlan(["x"]), Continuous()], []),
    ("в течение года", [Annual(), WithinYears(2024, 2024), months(12)], []),
    ("в течение учебного года", [Annual()], []),
    ("в течение 2024 года ежеквартально", [EveryMonths(3)], []),
    ("весь период", [Continuous()], []),
    ("ежегодно, в период с января по март", [AnnualWindows([(1, 3)])], [AnnualWindows([(1, 4)])]),
    (
        "ежегодно с 1 января по 1 марта",
        [AnnualDay(3, 1, inclusive=True), AnnualDay(3, 1, inclusive=True, since=(1, 1))],
        [AnnualDay(3, 1, inclusive=True, since=(2, 1))],
    ),
    ("до 1-го декабря т.г.", [yearly_by(12, 1), before(2024, 12, 1)], [yearly_by(12, 2)]),
    ("до 01 декабря 2024", [by(2024, 12, 1)], [by(2024, 12, 2)]),
    ("1 декабря 2024 года", [by(2024, 12, 1)], []),
    ("«01» декабря 2024 г.", [by(2024, 12, 1)], [by(2024, 12, 10)]),
    ("до «01» декабря 2024 г.", [by(2024, 12, 1)], [by(2024, 12, 10)]),
    ("до 15.06. и 15.12. ежегодно", [every(6, 15)], [every(6, 10)]),
    ("до 15.06 и до 15.12", [every(6, 15)], [every(6, 10)]),
    (
        "ежегодно, до последнего дня февраля",
        [AnnualWindows([(2, 2)]), AnnualDay(2, 29, inclusive=True)],
        [AnnualDay(2, 15, inclusive=True)],
    ),
    ("до последнего рабочего дня квартала", [every(3, 31)], []),
    ("последняя пятница мая", [OneOffMonth(2024, 5), AnnualWindows([(5, 5)])], []),
    ("к 15 мая и 15 ноября ежегодно", [yearly_days((5, 15), (11, 15))], [yearly_days((5, 15), (11, 1))]),
    (
        "не позднее двадцатого января и двадцатого июля",
        [yearly_days((1, 20), (7, 20)), every(6, 20, 7)],
        [every(6, 10, 7)],
    ),
    ("в третьей декаде ноября", [yearly_by(11, 30)], [yearly_by(11, 20)]),
    (
        "до 1 июня 2024 года, затем каждые три года",
        [EveryYears(3, 2022, by=(6, 1), inclusive=True)],
        [EveryYears(2, 2023, by=(6, 1), inclusive=True)],
    ),
    (
        "не ранее 1 сентября и не позднее 1 октября",
        [AnnualDay(10, 1, inclusive=True, since=(9, 1))],
        [AnnualDay(10, 1, inclusive=True, since=(8, 1))],
    ),
    ("15 июня, 15 декабря", [every(6, 15), yearly_days((6, 15), (12, 15))], [yearly_days((6, 15), (12, 16))]),
    ("июнь, декабрь", [AnnualWindows([(6, 6), (12, 12)]), HalfYearly()], [EveryMonths(3)]),
    ("за 10 дней до начала учебного года", [PerPlan(["x"])], []),
    ("до 1 ноября года, предшествующего отчетному", [yearly_by(11, 1)], []),
    ("в месячный срок, но не позднее 1 декабря 2024 года", [months(1)], []),
    ("по мере необходимости, но не реже 1 раза в квартал", [EveryMonths(3)], [HalfYearly(), Continuous()]),
    (
        "ежеквартально, до 5 числа месяца, следующего за отчетным периодом, за IV квартал – до 20 декабря",
        [],
        [],
    ),
    ("во исполнение приказа от 12.05.2020 № 5 до 1 марта 2024 года", [by(2024, 3, 1)], [by(2024, 5, 12)]),
    (
        "до 1 марта 2024 года в соответствии с распоряжением от 16 декабря 2020 г. № Р-174",
        [by(2024, 3, 1)],
        [by(2024, 12, 16)],
    ),
    ("с 1 января 2024 года постоянно", [Continuous()], []),
    ("не позднее 30 календарных дней со дня получения", [days(30)], [working(30)]),
    ("три месяца", [months(3)], [months(1)]),
    ("5 дней", [days(5)], [days(3)]),
    # What says nothing of days contradicts nothing.
    ("по отдельному плану", [PerPlan(["план"]), Annual(), by(2024, 12, 1)], []),
    ("незамедлительно", [days(1), months(1)], []),
    ("к началу учебного года", [yearly_by(9, 1)], []),
]


def faults(deadline: Deadline, text: str) -> list[str]:
    rule = MonitoringRule(code="m", title="Мониторинг", deadline=deadline, deadline_text=text, clause=CLAUSE)
    return list(deadlines_are_printed_as_declared(profile(monitoring=[rule])))


@pytest.mark.parametrize(("text", "agreeing", "differing"), TEXTS, ids=[row[0] for row in TEXTS])
def test_a_text_agrees_with_the_deadlines_that_it_may_mean(
    text: str, agreeing: list[Deadline], differing: list[Deadline]
) -> None:
    """One row, one wording: what is declared otherwise is told once or more, what is declared so never."""
    assert [deadline for deadline in agreeing if faults(deadline, text)] == []
    assert [deadline for deadline in differing if not faults(deadline, text)] == []
