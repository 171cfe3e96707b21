"""Whether the tests notice a fault: ``python -m tests.tools.mutate --sample 40``.

Makes small faults (mutants) in the modules that are named, or in the parts that compute, and tries each one:
the tests that reach its statement run until one fails. The working tree is not touched. At the end it says
for each part how many were killed, and shows every one that survived; it ends with code 1 where a part's
score is less than ``--least``.

What cannot be noticed is listed in ``equivalent_mutants.toml``, with the reason. What was killed, and by
which test, is kept by ``--keep``; that those tests still do it is seen in a minute by ``--kept``.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from kit.mutants import Mutant, Parsed, module_file, parsed
from kit.trials import QUICK, ROOT, SRC, TESTS, Judges, Outcome, Reached, judges, outcomes, reach

PARTS = ("model", "logic", "indicators", "engine", "tables", "judge", "files", "sheets", "forms", "intake")
EQUIVALENT = Path(__file__).with_name("equivalent_mutants.toml")
KILLED = Path(__file__).with_name("killed_mutants.jsonl")
STILL_THERE = 0.9
"""Of the mutants that are kept so many must still be there: code changes, and a sample grows old with it."""


def modules() -> dict[str, Parsed]:
    """Return the modules of the parts that compute, with their mutants."""
    found = {}
    for part in PARTS:
        for path in sorted((SRC / "rnms" / part).rglob("*.py")):
            names = path.relative_to(SRC).with_suffix("").parts
            name = ".".join(names[:-1] if names[-1] == "__init__" else names)
            found[name] = module(name)
    return found


def module(name: str) -> Parsed:
    """Return one module, with its mutants."""
    return parsed(name, module_file(SRC, name).read_text(encoding="utf-8"))


def equivalents() -> dict[tuple[str, ...], str]:
    """Return the mutants that nobody can notice, by their keys, with the reasons."""
    listed = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8"))["mutant"]
    return {
        (entry["module"], entry["function"], entry["statement"], entry["text"], entry["change"]): entry[
            "reason"
        ]
        for entry in listed
    }


def killed() -> dict[tuple[str, ...], str]:
    """Return the mutants of the samples that are kept, by their keys, with the test that killed each."""
    lines = KILLED.read_text(encoding="utf-8").splitlines()
    return {tuple(key): test for *key, test in map(json.loads, lines)}


def drawn(mutants: Sequence[Mutant], number: int | None, seed: int) -> list[Mutant]:
    """Return so many mutants of each part, the same as long as their statements are."""
    chosen = []
    for part in PARTS:
        ranked = sorted((m for m in mutants if m.part == part), key=lambda mutant: mutant.rank(seed))
        chosen += ranked[:number]
    return chosen


def shown(mutant: Mutant) -> str:
    """Say where a mutant is, and what it changes."""
    path = f"src/{mutant.module.replace('.', '/')}.py:{mutant.line}"
    return f"{path} {mutant.function}\n    {mutant.statement}\n    - {mutant.text}\n    + {mutant.change}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Try mutants and say what became of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.tools.mutate", description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, help="files or folders below src/rnms; else all parts")
    parser.add_argument("--sample", type=int, help="how many mutants of each part; else all of them")
    parser.add_argument("--seed", type=int, default=1, help="which sample (%(default)s)")
    parser.add_argument(
        "--least", type=float, default=0, help="the score, in percent, that each part must reach"
    )
    parser.add_argument(
        "--limit", type=float, default=60, help="seconds of tests for one mutant (%(default)s)"
    )
    parser.add_argument("--workers", type=int, default=os.cpu_count(), help="processes (%(default)s)")
    parser.add_argument("--tests", nargs="+", default=TESTS, help="folders whose tests judge (%(default)s)")
    parser.add_argument("--slow", action="store_true", help="also the tests of slow.txt judge")
    parser.add_argument("--again", type=Path, help="only what survived in this report")
    parser.add_argument(
        "--keep", action="store_true", help="keep which test killed which mutant, beside those kept before"
    )
    parser.add_argument(
        "--kept", action="store_true", help="of what is kept, each by the test that killed it"
    )
    parser.add_argument("--report", type=Path, help="where to write what became of each, as JSON")
    options = parser.parse_args(arguments)

    os.chdir(ROOT)
    found = modules()
    paths = tuple(str(path.resolve()) for path in options.paths)
    mutants = [
        mutant
        for name, of_module in found.items()
        for mutant in of_module.mutants
        if not paths
        or str(SRC.joinpath(*name.split("."))).startswith(tuple(p.removesuffix(".py") for p in paths))
    ]
    known = equivalents()
    chosen = drawn(mutants, options.sample, options.seed)
    if options.again:
        earlier = json.loads(options.again.read_text(encoding="utf-8"))
        survived = {tuple(entry["mutant"]) for entry in earlier if entry["verdict"] == "survived"}
        chosen = [mutant for mutant in mutants if mutant.key in survived]
    began = time.monotonic()
    which = () if options.slow or options.kept else QUICK
    if options.kept:
        by = killed()
        there = [mutant for mutant in mutants if mutant.key in by]
        tried = drawn(there, options.sample, options.seed)
        judging = [_as_kept(mutant, by[mutant.key]) for mutant in tried]
        print(f"{len(there)} of {len(by)} that are kept are still there")
        if len(there) < STILL_THERE * len(by):
            print("the samples are old: draw others (--sample 40 --seed 4 --slow --keep)")
            return 1
    else:
        tried = [mutant for mutant in chosen if mutant.key not in known]
        tests = reach(found, options.tests, options.workers, _said, which)
        for test in tests:
            if test.failed:
                _said(f"fails without any mutant, so it judges none: {test.test}")
        judging = judges(found, tried, tests)
    results = outcomes(
        found, tried, judging, workers=options.workers, limit=options.limit, tell=_told, which=which
    )
    if options.report:
        entries = [
            {"mutant": mutant.key, "line": mutant.line, **outcome._asdict()}
            for mutant, outcome in zip(tried, results, strict=True)
        ]
        options.report.write_text(json.dumps(entries, ensure_ascii=False, indent=1), encoding="utf-8")
    if options.keep:
        _keep(kept_with(killed(), mutants, zip(tried, results, strict=True)))
    equal = Counter(mutant.part for mutant in chosen if mutant.key in known)
    worst = _summary(tried, results, equal)
    print(f"{time.monotonic() - began:.0f} s")
    return int(worst < options.least)


def _as_kept(mutant: Mutant, test: str) -> Judges:
    reaching = [] if mutant.unit is None else [Reached(test, 1.0, failed=False, units=b"")]
    return Judges(reaching, [test])


def kept_with(
    kept: Mapping[tuple[str, ...], str], mutants: Iterable[Mutant], tried: Iterable[tuple[Mutant, Outcome]]
) -> dict[tuple[str, ...], str]:
    """Add what was killed now to what was killed before, and leave out what survived or is there no more."""
    there: set[tuple[str, ...]] = {mutant.key for mutant in mutants}
    together: dict[tuple[str, ...], str] = {key: test for key, test in kept.items() if key in there}
    for mutant, outcome in tried:
        together.pop(mutant.key, None)
        # What ended its process names no test.
        if outcome.verdict == "killed" and outcome.by.startswith(TESTS):
            together[mutant.key] = outcome.by
    return together


def _keep(kept: Mapping[tuple[str, ...], str]) -> None:
    lines = sorted(json.dumps([*key, test], ensure_ascii=False) for key, test in kept.items())
    KILLED.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _said(line: str) -> None:
    print(line, file=sys.stderr)


def _told(mutant: Mutant, outcome: Outcome) -> None:
    print(f"  {outcome.verdict} {mutant.module} {mutant.text} -> {mutant.change} {outcome.by}", flush=True)


def _summary(tried: Sequence[Mutant], results: Sequence[Outcome], equal: Counter[str]) -> float:
    for mutant, outcome in zip(tried, results, strict=True):
        if outcome.verdict == "survived":
            reached = outcome.by or f"{outcome.tests} tests"
            print(f"survived {reached}: {shown(mutant)}\n")
    print(f"{'part':<11}{'mutants':>8}{'killed':>8}{'timed out':>10}{'equal':>7}{'survived':>9}{'score':>8}")
    worst = 100.0
    for part in PARTS:
        verdicts = Counter(
            outcome.verdict for mutant, outcome in zip(tried, results, strict=True) if mutant.part == part
        )
        total = verdicts.total()
        if total:
            score = 100 * (total - verdicts["survived"]) / total
            worst = min(worst, score)
            print(
                f"{part:<11}{total + equal[part]:>8}{verdicts['killed']:>8}{verdicts['timed out']:>10}"
                f"{equal[part]:>7}{verdicts['survived']:>9}{score:>7.1f}%"
            )
    return worst


if __name__ == "__main__":
    sys.exit(main())
