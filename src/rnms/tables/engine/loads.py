"""How many distinct things each row carries."""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw

from rnms.logic.predicates import Amount, Exists, Predicate
from rnms.logic.walks import is_existence
from rnms.tables.engine.flags import Flag, either, filtered, negated, number
from rnms.tables.engine.rows import Rows
from rnms.tables.native import collected, joined, once


def carried(rows: Rows, predicate: Predicate) -> tuple[nw.Expr, Flag, int]:
    """How many things each row carries by a form of a term, which may carry any number, and how many nobody.

    What nobody that we know carries may be carried by anybody.
    """
    assert is_existence(predicate)  # noqa: S101  # so is the term of every load
    catalog = rows.catalog
    if not catalog.has(predicate.entity):
        return nw.lit(0), bool(predicate.unknown), 0
    [(path, _)] = predicate.on
    carrying = Rows(catalog, predicate.entity)
    carrying.keep(predicate.where)
    if predicate.adding is not None:
        return _added(rows, carrying, predicate, predicate.adding)
    member, thing = carrying.column(path, key=True), carrying.column(predicate.of, key=True)
    if not predicate.unknown and catalog.differs(predicate.entity):
        carrying.agree([member.name, thing.name])
    rows_known = filtered(carrying.frame, negated(either(member.unknown, member.none)))
    keys = [nw.col(member.name).alias("__who"), nw.col(thing.name).alias("__what")]
    pairs = once(filtered(rows_known, negated(thing.unknown)).select(*keys), ["__who", "__what"])
    total = _counted(rows, pairs)
    if thing.unknown is not False:
        nameless = _counted(rows, filtered(rows_known, thing.unknown).select(*keys))
        # Attachments of people we do not know may be of one and the same person, or of several.
        total = total + nameless if predicate.unknown else _at_least_one(total, nameless)
    if not predicate.unknown:
        return total, False, 0
    anywhere = 0
    if member.unknown is not False:
        rows_lost = filtered(carrying.frame, member.unknown)
        anywhere = catalog.number(
            once(filtered(rows_lost, negated(thing.unknown)).select(keys[1]), ["__what"])
        )
        anywhere += catalog.number(filtered(rows_lost, thing.unknown))
    return total, rows.perhaps_unreported(predicate), anywhere


def _added(rows: Rows, carrying: Rows, predicate: Exists, amount: Amount) -> tuple[nw.Expr, Flag, int]:
    """The same of a number that is added up, in place of counting."""
    catalog = rows.catalog
    [(path, _)] = predicate.on
    member, value = carrying.column(path, key=True), carrying.column(amount.field)
    if not predicate.unknown and catalog.differs(predicate.entity):
        carrying.agree([member.name, value.name])
    unknown = amount.most if predicate.unknown else amount.least
    weight = (
        nw.when(number(value.unknown) == 1).then(nw.lit(unknown or 0)).otherwise(value.value.fill_null(0))
    )
    known = filtered(carrying.frame, negated(either(member.unknown, member.none)))
    keyed = known.select(nw.col(member.name).alias("__who"), weight.alias("__what"))
    total = _summed(rows, keyed)
    if not predicate.unknown:
        return total, False, 0
    endless: Flag = False
    if unknown is None and value.unknown is not False:
        lost = filtered(known, value.unknown).select(nw.col(member.name).alias("__who"))
        endless = _counted(rows, lost) > 0
    anywhere = 0
    if member.unknown is not False:
        nobody = filtered(carrying.frame, member.unknown)
        if unknown is None and value.unknown is not False and catalog.any(filtered(nobody, value.unknown)):
            endless = True
        [sums] = collected([nobody.select(weight.sum().alias("number"))])
        anywhere = int(sums["number"][0] or 0)
    return total, either(rows.perhaps_unreported(predicate), endless), anywhere


def _summed(rows: Rows, frame: nw.LazyFrame[Any]) -> nw.Expr:
    """How much the rows of a frame come to together, of each."""
    name = rows.new_name()
    sums = frame.group_by("__who").agg(nw.col("__what").sum().alias(name))
    rows.frame = joined(rows.frame, sums, ["id"], its=["__who"])
    return nw.col(name).fill_null(0)


def _at_least_one(names: nw.Expr, nameless: nw.Expr) -> nw.Expr:
    """How many things there surely are: those known by name, else one where there is any."""
    return nw.when((names == 0) & (nameless > 0)).then(1).otherwise(names)


def _counted(rows: Rows, frame: nw.LazyFrame[Any]) -> nw.Expr:
    """How many rows of a frame there are of each."""
    name = rows.new_name()
    counts = frame.group_by("__who").agg(nw.len().alias(name))
    rows.frame = joined(rows.frame, counts, ["id"], its=["__who"])
    return nw.col(name).fill_null(0)
