"""A report is the same wherever it is made: whatever the process, its settings and how often at a time."""

from __future__ import annotations

import copy
import hashlib
import multiprocessing
import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import attrs
import polars as pl
import pytest

import rnms
from rnms import files, testing
from rnms.compare import Kind

MADE = """
import hashlib, rnms, sys
from rnms import testing
said = hashlib.sha256()
for data in (rnms.example("khabarovsk_2023"), testing.invented_region(staff=60, seed=1)):
    report = rnms.evaluate(data, period=2023)
    for part in (report.to_json(), report.to_html(), report.to_text(), report.to_csv()):
        said.update(part.encode())
    said.update(report.to_xlsx())
sys.stdout.write(said.hexdigest())
"""
"""Writes a report of figures and one of records in every format, and prints the digest of it all."""


def made(*options: str, **variables: str) -> str:
    """Make the reports in a process of its own."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONHASHSEED"}
    done = subprocess.run(
        [sys.executable, *options, "-c", MADE],
        capture_output=True, check=True, env={**environment, **variables},
    )  # fmt: skip
    return done.stdout.decode()


@pytest.fixture(scope="module")
def usual() -> str:
    """What is made in usual circumstances."""
    return made(PYTHONHASHSEED="0")


@pytest.mark.parametrize(
    ("options", "variables"),
    [
        ((), {"PYTHONHASHSEED": "1"}),
        ((), {"PYTHONHASHSEED": "2"}),
        (("-O",), {"PYTHONHASHSEED": "3"}),
        (("-OO",), {}),
        ((), {"TZ": "Asia/Kamchatka"}),
        ((), {"TZ": "America/Adak", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    ],
    ids=["hash seed 1", "hash seed 2", "-O", "-OO", "the east", "the west in ASCII"],
)
def test_the_circumstances_of_a_process_change_no_report(
    options: tuple[str, ...], variables: Mapping[str, str], usual: str
) -> None:
    """Neither the order of sets, nor missing assertions and docstrings, nor zone, nor locale."""
    assert made(*options, **variables) == usual


def digest(seed: int) -> str:
    """Judge an invented region and sum up its report."""
    report = rnms.evaluate(testing.invented_region(staff=40, seed=seed), period=2023)
    return hashlib.sha256(report.to_json().encode()).hexdigest()


def test_many_at_a_time_judge_as_one_after_the_other() -> None:
    """Threads share what is kept with a region and with a system, and none sees another's."""
    seeds = [0, 1, 2, 3] * 3

    with ThreadPoolExecutor(6) as pool:
        at_once = list(pool.map(digest, seeds))

    assert at_once == [digest(seed) for seed in seeds]


def test_one_system_is_judged_by_many_threads(khabarovsk: rnms.RegionalSystem) -> None:
    """What is found for the system once is found whole."""
    with ThreadPoolExecutor(6) as pool:
        reports = list(pool.map(lambda _: rnms.evaluate(khabarovsk, period=2023), range(12)))

    assert all(report == reports[0] for report in reports)


def test_a_system_and_a_changed_copy_of_it_are_judged_at_once() -> None:
    """What is kept with the one is never taken for the other's."""
    system = testing.invented_region(staff=10, seed=1)
    changed = attrs.evolve(system, persons=(system.persons or ())[1:])
    fresh = copy.deepcopy((system, changed))

    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(judged, (system, changed) * 2))

    assert reports == [judged(one) for one in fresh] * 2
    assert reports[0] != reports[1]


FIRST = """
import hashlib, sys, threading
sys.setswitchinterval(1e-5)
text, start, said = sys.stdin.buffer.read().decode(), threading.Barrier(8), []

def judge():
    start.wait()
    import rnms
    from rnms import files
    report = rnms.evaluate(files.loads(text), period=2023)
    said.append(hashlib.sha256(report.to_json().encode()).hexdigest())

threads = [threading.Thread(target=judge) for _ in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(*said)
"""
"""Reads and judges what stands on standard input in eight threads, before anything of rnms is loaded."""


def test_the_first_judgements_of_a_process_may_be_made_at_once() -> None:
    """Modules, classes and converters that are made on first use are met whole, or waited for."""
    text = files.dumps(testing.invented_region(staff=40, seed=1))
    done = subprocess.run(
        [sys.executable, "-c", FIRST], input=text.encode(), capture_output=True, check=True, timeout=60
    )

    assert done.stderr == b""
    assert done.stdout.decode().split() == [digest(1)] * 8


def test_processes_take_systems_and_give_reports(khabarovsk: rnms.RegionalSystem) -> None:
    """Both travel, and the report can still be asked."""
    system = testing.invented_region(staff=40, seed=1)
    # Not forked: whatever travels is packed and unpacked.
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        of_figures, of_records = pool.map(judged, (khabarovsk, system))

    assert of_figures == judged(khabarovsk)
    assert of_records == judged(system)
    assert of_records["6.2.1"].who("failed") == judged(system)["6.2.1"].who("failed")


def judged(system: rnms.RegionalSystem) -> rnms.Report:
    """Judge a system, in whichever process."""
    return rnms.evaluate(system, period=2023)


@pytest.fixture
def khabarovsk() -> rnms.RegionalSystem:
    """The example that ships."""
    return rnms.example("khabarovsk_2023")


def test_a_report_is_pickled_and_copied_whole() -> None:
    """It explains afterwards what it explained before."""
    report = judged(testing.invented_region(staff=40, seed=1))

    pickled = pickle.loads(pickle.dumps(report))  # noqa: S301  # our own
    for again in (pickled, copy.deepcopy(report)):
        assert again == report
        [someone, *_] = again["6.2.1"].who("failed")
        assert again["6.2.1"].explain(someone.id) == report["6.2.1"].explain(someone.id)


def test_names_stay_behind_when_a_report_is_pickled() -> None:
    """It is known as that of the same data, and explains as before: nobody asks what people are called."""
    system = testing.invented_region(staff=40, seed=1)
    people = [attrs.evolve(person, name="Вымыслова А.") for person in system.persons or ()]
    report = judged(attrs.evolve(system, persons=people))
    pickled = [pickle.dumps(value) for value in (report, report["6.2.1"], report.audit(()))]

    assert not any("Вымыслова".encode() in content for content in pickled)
    again: rnms.Report = pickle.loads(pickled[0])  # noqa: S301  # our own
    assert (again, again.digest) == (report, report.digest)
    [someone, *_] = again["6.2.1"].who("failed")
    assert again["6.2.1"].explain(someone.id) == report["6.2.1"].explain(someone.id)
    assert {change.kind for change in report.compare(again)} == {Kind.SAME}
    assert not any(change.facts for change in report.compare(again))


def test_a_report_of_tables_leaves_them_behind() -> None:
    """They lie in a frame or a database: there the data are given anew, as for one read from a file."""
    tables = rnms.Tables(
        {"persons": pl.DataFrame({"id": ["p1"]})}, system=rnms.RegionalSystem(region="khabarovsk")
    )
    report = rnms.evaluate(tables, period=2023)

    again = pickle.loads(pickle.dumps(report))  # noqa: S301  # our own

    assert again == report
    assert again["1"].origin is None


def test_a_process_may_start_in_a_folder_that_is_gone(tmp_path: Path) -> None:
    """No path is asked for before one is needed."""
    script = f"import os; os.rmdir({str(tmp_path)!r})\n{MADE}"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False, cwd=tmp_path)

    assert done.returncode == 0, done.stderr.decode()
