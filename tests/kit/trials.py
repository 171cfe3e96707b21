"""How mutants are tried: by the tests that reach their statement, each mutant in a forked process of its own.

Two sessions of pytest are run, each in a fork of a process that has not imported rnms. The first runs every
test once and notes which statements it reaches (:func:`reach`); what it learnt is kept outside the
repository, for as long as the sources are the same. The second loads the modules with all the mutants that
are tried in them, and forks for each one (:func:`outcomes`): the tests that reach it run, the quickest of
each file first, until one fails. What loading reaches is there before any test: a mutant of that is tried in
a session that loads everything anew.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import gc
import hashlib
import json
import os
import pickle
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
import warnings
import zlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple, cast

import pytest

from kit.mutants import Loader, Mutant, Parsed, module_file, probed, woven

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "rnms-mutate"
_OPTIONS = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--capture=sys")
QUICK = ("-m", "not slow")
TESTS = ("tests", "src")
"""The folders whose tests judge."""
LOADING = "loading"
"""What stands for a test where nothing but loading the modules and collecting the tests is done."""
_MEMORY = 6 << 30
_OUR_FAULT, _DIE_WITH_PARENT = 70, 1
_GRACE, _SLOWER = 5.0, 10
"""A test that takes five seconds more than ten times what it took is one that would not end."""


class Reached(NamedTuple):
    """What one test reaches, and how long it takes without mutants."""

    test: str
    seconds: float
    failed: bool
    units: bytes
    """A byte for each statement, compressed."""


class Outcome(NamedTuple):
    """What became of a mutant: ``killed``, ``timed out`` or ``survived``; by which test, after how many."""

    verdict: str
    by: str
    tests: int


class _Plugin:
    # A session whose loop is ours: it runs tests only in forks.

    def __init__(self, loader: Loader, loop: Callable[[pytest.Session], None]) -> None:
        self._loader = loader
        self._loop = loop
        self.failed: list[str] = []

    def pytest_configure(self) -> None:
        # Files that pytest is told to run are loaded by pytest, also those of ours that hold doctests.
        self._loader.come_first()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            raise session.Interrupted(f"{session.testsfailed} files cannot be collected")
        self._loop(session)
        return True


def _forked(work: Callable[[], int], log: Path) -> int:
    """Run it in a child that writes to a log; return the child's number."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # no test has begun, so there are no threads yet
        child = os.fork()
    if child:
        return child
    status = _OUR_FAULT
    try:
        os.setpgid(0, 0)
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)  # where it is Linux
        written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(written, 1)
        os.dup2(written, 2)
        status = work()
    except BaseException:  # noqa: BLE001  # a child ends here, whatever happened
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _session(plugin: object, *arguments: str) -> int:
    """Run pytest, in a process that has not imported rnms."""
    os.environ |= {"PYTHONPATH": str(SRC), "CI": "true"}
    os.environ.setdefault("RNMS_QUICK", "1")  # RNMS_QUICK= for as many draws as usual
    sys.path.insert(0, str(SRC))
    return int(pytest.main([*_OPTIONS, *arguments], plugins=[plugin]))


def _run(item: pytest.Item, following: pytest.Item | None) -> None:
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)


def _own_folder(session: pytest.Session, folder: Path) -> None:
    # Children must not tidy away each other's folders.
    folder.mkdir(parents=True, exist_ok=True)
    cast("Any", session.config)._tmp_path_factory._basetemp = folder


def _file(test: str) -> str:
    return test.partition("::")[0]


def _judge(test: str) -> str:
    # What stands for a test among those that judge.
    return _file(test) if test.startswith("src") else test


# What tests reach.


def numbered_from(modules: Mapping[str, Parsed]) -> dict[str, int]:
    """Return from which number on the statements of each module are counted."""
    firsts, size = {}, 0
    for module, found in modules.items():
        firsts[module] = size
        size += len(found.units)
    return firsts


def reach(
    modules: Mapping[str, Parsed],
    folders: Sequence[str],
    workers: int,
    tell: Callable[[str], None],
    which: Sequence[str] = QUICK,
) -> list[Reached]:
    """Return what each test of some folders reaches: read from the cache, run where a file changed.

    The first is no test: it is what loading reaches.
    """
    kept = CACHE / f"{_digest(modules, which)}.pickle"
    known: dict[str, tuple[str, list[Reached]]] = {}
    if kept.exists():
        known = pickle.loads(kept.read_bytes())  # noqa: S301  # written by ourselves
    files = {str(path.relative_to(ROOT)): path for tests in TESTS for path in (ROOT / tests).rglob("*.py")}
    digests = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
    known = {name: found for name, found in known.items() if digests.get(name, "") == found[0]}
    # A file of `src` holds tests if its docstrings do; a file of `tests` by its name.
    missing = [
        name
        for name, path in files.items()
        if name not in known
        and name.startswith(tuple(folders))
        and (
            ">>>" in path.read_text(encoding="utf-8")
            if name.startswith("src")
            else path.name.startswith("test_")
        )
    ]
    if missing:
        tell(f"noting what the tests of {len(missing)} files reach …")
        found = _recorded(modules, sorted(missing), workers, which)
        for name in missing:
            known[name] = (digests[name], found.get(name, []))
        known[LOADING] = ("", found[LOADING])
        CACHE.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(known))
    within = [name for name in known if name.startswith(tuple(folders))]
    return [test for name in (LOADING, *within) for test in _judging(name, known[name][1])]


def _judging(name: str, tests: Sequence[Reached]) -> Sequence[Reached]:
    # An example of a docstring rests on those before it: all of a file are one test.
    if not tests or not name.startswith("src"):
        return tests
    together = bytes(map(max, zip(*(zlib.decompress(test.units) for test in tests), strict=True)))
    seconds = sum(test.seconds for test in tests)
    failed = any(test.failed for test in tests)
    return [Reached(name, seconds, failed=failed, units=zlib.compress(together, 1))]


def _digest(modules: Mapping[str, Parsed], which: Sequence[str]) -> str:
    together = hashlib.sha256(f"{sys.version}{sorted(modules)}{which}".encode())
    shared = (SRC.rglob("*.py"), (ROOT / "tests" / "kit").rglob("*.py"), ROOT.glob("conftest.py"))
    for path in sorted(path for paths in shared for path in paths):
        if path != Path(__file__):
            together.update(path.read_bytes())
    return together.hexdigest()[:20]


def _recorded(
    modules: Mapping[str, Parsed], files: Sequence[str], workers: int, which: Sequence[str]
) -> dict[str, list[Reached]]:
    firsts = numbered_from(modules)
    size = sum(len(found.units) for found in modules.values())
    with tempfile.TemporaryDirectory(prefix="rnms-mutate-") as folder:
        scratch = Path(folder)

        def record() -> int:
            trees = {module: partial(probed, found, firsts[module]) for module, found in modules.items()}
            loader = Loader(SRC, trees)
            _, reached = loader.install(size)
            plugin = _Plugin(loader, lambda session: _record(session, plugin, reached, workers, scratch))
            return _session(plugin, *which, *files)

        child = _forked(record, scratch / "log")
        if _status(child) not in (0, 5):  # 5: no tests in these files
            raise RuntimeError((scratch / "log").read_text(encoding="utf-8"))
        found: dict[str, list[Reached]] = defaultdict(list, {LOADING: []})
        for part in scratch.glob("*.pickle"):
            for test in pickle.loads(part.read_bytes()):  # noqa: S301  # written by ourselves
                found[_file(test.test)].append(test)
    return found


def _status(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _record(
    session: pytest.Session, plugin: _Plugin, reached: bytearray, workers: int, scratch: Path
) -> None:
    loaded = Reached(LOADING, 0.0, failed=False, units=zlib.compress(reached, 1))
    (scratch / "loaded.pickle").write_bytes(pickle.dumps([loaded]))
    files: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in session.items:
        files[_file(item.nodeid)].append(item)
    lists = list(files.values())
    queue, end = os.pipe()
    os.write(end, b"".join(number.to_bytes(2, "big") for number in range(len(lists))))
    os.close(end)

    def items() -> Iterator[pytest.Item]:
        while claimed := os.read(queue, 2):
            yield from lists[int.from_bytes(claimed, "big")]

    def work(worker: int) -> int:
        _own_folder(session, scratch / f"tmp{worker}")
        found = []
        coming = items()
        following = next(coming, None)
        while item := following:
            following = next(coming, None)
            reached[:] = bytes(len(reached))
            plugin.failed.clear()
            began = time.process_time()
            _run(item, following)
            seconds = time.process_time() - began
            found.append(Reached(item.nodeid, seconds, bool(plugin.failed), zlib.compress(reached, 1)))
        (scratch / f"{worker}.pickle").write_bytes(pickle.dumps(found))
        return 0

    children = [_forked(partial(work, worker), scratch / f"log{worker}") for worker in range(workers)]
    statuses = [_status(child) for child in children]
    if any(statuses):
        raise RuntimeError("\n".join(log.read_text(encoding="utf-8") for log in scratch.glob("log?*")))


# What becomes of mutants.


class Judges(NamedTuple):
    """Which tests judge a mutant, in their order; the name of a file stands for all tests in it.

    Attributes:
        inside: Those that reach its statement: they run in a process that has loaded everything before.
        anew: Those that run where everything is loaded with the mutant, if what loading reaches is changed.
    """

    inside: Sequence[Reached]
    anew: Sequence[str] | None


def judges(
    modules: Mapping[str, Parsed], mutants: Sequence[Mutant], tests: Sequence[Reached]
) -> list[Judges]:
    """Find who judges each mutant, by what the tests reach."""
    firsts = numbered_from(modules)
    reaching: list[list[Reached]] = [[] for _ in mutants]
    near: dict[str, list[Reached]] = {mutant.module: [] for mutant in mutants}
    is_loaded = [mutant.unit is None for mutant in mutants]
    for test in tests:
        if test.failed:
            continue
        reached = zlib.decompress(test.units)
        for number, mutant in enumerate(mutants):
            if mutant.unit is not None and reached[firsts[mutant.module] + mutant.unit]:
                if test.test == LOADING:
                    is_loaded[number] = True
                else:
                    reaching[number].append(test)
        if test.test != LOADING:
            for module, some in near.items():
                if 1 in reached[firsts[module] : firsts[module] + len(modules[module].units)]:
                    some.append(test)
    speaking = {module: list(_speaking_of(module, tests)) for module in near}
    nearest = {module: {_file(test.test) for test in some} for module, some in speaking.items()}
    return [
        Judges(
            _nearest_first(inside, nearest[mutant.module]),
            [test.test for test in (*_spread(speaking[mutant.module]), *_spread(near[mutant.module]))]
            if loaded
            else None,
        )
        for mutant, inside, loaded in zip(mutants, reaching, is_loaded, strict=True)
    ]


def _speaking_of(module: str, tests: Iterable[Reached]) -> Iterator[Reached]:
    # What is made while a module loads, such as a constant, is looked at by those who import it from there.
    texts: dict[str, bool] = {}
    for test in tests:
        name = _file(test.test)
        if test.test != LOADING and not test.failed:
            if name not in texts:
                texts[name] = module in (ROOT / name).read_text(encoding="utf-8")
            if texts[name]:
                yield test


def outcomes(
    modules: Mapping[str, Parsed],
    mutants: Sequence[Mutant],
    judges: Sequence[Judges],
    *,
    workers: int,
    limit: float,
    tell: Callable[[Mutant, Outcome], None],
    which: Sequence[str] = QUICK,
) -> list[Outcome]:
    """Return what becomes of each mutant; ``limit`` is the most seconds of tests that one is given."""
    numbered = {number: (mutants[number - 1], judges[number - 1]) for number in range(1, len(mutants) + 1)}
    inside = {number: mutant for number, (mutant, judged) in numbered.items() if judged.inside}
    with tempfile.TemporaryDirectory(prefix="rnms-mutate-") as folder:
        scratch = Path(folder)
        results = {number: Outcome("survived", "", 0) for number in numbered}
        pool = _Pool(workers, scratch, lambda number, outcome: tell(mutants[number - 1], outcome), results)
        controls: dict[int, Outcome] = {}
        control_pool = _Pool(workers, scratch, lambda *_: None, controls)

        def try_them() -> int:
            changed = defaultdict(dict)  # type: dict[str, dict[int, Mutant]]
            for number, mutant in inside.items():
                changed[mutant.module][number] = mutant
            trees = {module: partial(woven, modules[module], some) for module, some in changed.items()}
            loader = Loader(SRC, trees)
            switch, _ = loader.install(0)

            def loop(session: pytest.Session) -> None:
                items: dict[str, list[pytest.Item]] = defaultdict(list)
                for item in session.items:
                    items[item.nodeid].append(item)
                    items[_file(item.nodeid)].append(item)

                def start(pool: _Pool, number: int, tests: Iterable[Reached]) -> None:
                    chosen = [(item, test) for test in tests for item in items[test.test]]
                    pool.start(number, partial(_try, session, plugin, switch, chosen, limit))

                # What fails alone where nothing is changed, as it rests on other tests, has killed nothing.
                unfit: set[str] = set()
                pending = [*inside]
                while pending:
                    for number in pending:
                        judging = (test for test in judges[number - 1].inside if test.test not in unfit)
                        start(pool, number, judging)
                    pool.finish()
                    killers = {_judge(results[number].by) for number in pending if results[number].by}
                    control = dict(enumerate(sorted(killers & {*items}), 1))
                    controls.clear()
                    for number, test in control.items():
                        start(control_pool, -number, [Reached(test, limit, failed=False, units=b"")])
                    control_pool.finish()
                    unfit |= {control[-number] for number, outcome in controls.items() if outcome.by}
                    pending = [number for number in pending if _judge(results[number].by) in unfit]
                (scratch / "results").write_bytes(pickle.dumps(results))

            plugin = _Plugin(loader, loop)
            files = sorted({_file(test.test) for number in inside for test in judges[number - 1].inside})
            return _session(plugin, *which, *files)

        if inside:
            child = _forked(try_them, scratch / "log")
            status = _relayed(child, scratch / "log", tell=sys.stderr.write)
            if status:
                raise RuntimeError((scratch / "log").read_text(encoding="utf-8"))
            results |= pickle.loads((scratch / "results").read_bytes())  # noqa: S301  # written by ourselves
        pool = _Pool(workers, scratch, pool.tell, results)
        for number, (mutant, judged) in numbered.items():
            if judged.anew is not None and results[number].verdict == "survived":
                pool.start(number, partial(_load_and_try, modules, mutant, judged.anew, limit))
        pool.finish()
    return [results[number] for number in numbered]


def _relayed(child: int, log: Path, tell: Callable[[str], Any]) -> int:
    # What the session tells while it runs is told on.
    told = 0
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
        tell("".join(f"{line}\n" for line in text[told:].splitlines() if line.startswith("  ")))
        told = len(text)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(1)


def _nearest_first(tests: Iterable[Reached], nearest: Collection[str]) -> list[Reached]:
    # The files that are written about the module itself mostly know.
    own: list[Reached] = []
    others: list[Reached] = []
    for test in tests:
        (own if _file(test.test) in nearest else others).append(test)
    return [*_spread(own), *_spread(others)]


def _spread(tests: Iterable[Reached]) -> list[Reached]:
    # The quickest of each file, then the second of each: what differs most comes first.
    files: dict[str, list[Reached]] = defaultdict(list)
    for test in sorted(tests, key=lambda test: test.seconds):
        files[_file(test.test)].append(test)
    turns = [(turn, test.seconds, test) for some in files.values() for turn, test in enumerate(some)]
    return [test for _, _, test in sorted(turns, key=lambda turn: turn[:2])]


class _Pool:
    # So many children at a time, each with a time by which it must have ended.

    def __init__(
        self, size: int, scratch: Path, tell: Callable[[int, Outcome], None], results: dict[int, Outcome]
    ) -> None:
        self._size = size
        self._scratch = scratch
        self.tell = tell
        self._results = results
        self._running: dict[int, tuple[int, float]] = {}

    def start(self, number: int, work: Callable[[Path], int]) -> None:
        while len(self._running) >= self._size:
            self._wait()
        folder = self._scratch / str(number)
        folder.mkdir()
        child = _forked(partial(work, folder), folder / "log")
        self._running[child] = (number, time.monotonic() + 1200)

    def finish(self) -> None:
        while self._running:
            self._wait()

    def _wait(self) -> None:
        for child, (number, end) in list(self._running.items()):
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended or time.monotonic() > end:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(child, signal.SIGKILL)  # and whatever it has started
                if not ended:
                    _, status = os.waitpid(child, 0)
                del self._running[child]
                self._ended(number, os.waitstatus_to_exitcode(status))
        time.sleep(0.02)

    def _ended(self, number: int, status: int) -> None:
        folder = self._scratch / str(number)
        told = folder / "outcome"
        if status < 0:
            outcome = Outcome("timed out", "", 0)
        elif told.exists():
            outcome = Outcome(*json.loads(told.read_text(encoding="utf-8")))
        else:
            last = (folder / "log").read_text(encoding="utf-8", errors="replace").strip().rpartition("\n")[2]
            # A mutant that ends its process is noticed; where it is we who failed, nothing is known of it.
            verdict = "survived" if status == _OUR_FAULT else "killed"
            outcome = Outcome(verdict, f"ended with code {status}: {last}", 0)
        shutil.rmtree(folder, ignore_errors=True)
        self._results[number] = outcome
        self.tell(number, outcome)


def _write(folder: Path, outcome: Outcome) -> None:
    (folder / "outcome").write_text(json.dumps(outcome), encoding="utf-8")


def _forget() -> None:
    # What collecting the tests had computed and kept would hide a fault in what computes it.
    for kept in gc.get_objects():
        if isinstance(kept, functools._lru_cache_wrapper) and kept.__module__.startswith("rnms"):
            kept.cache_clear()


def _try(
    session: pytest.Session,
    plugin: _Plugin,
    switch: list[int],
    tests: Sequence[tuple[pytest.Item, Reached]],
    limit: float,
    folder: Path,
) -> int:
    _own_folder(session, folder / "tmp")
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
    switch[0] = max(int(folder.name), 0)  # controls are numbered downwards
    _forget()
    began = time.process_time()
    done = 0
    for (item, test), following in zip_longest(tests, tests[1:]):
        signal.setitimer(signal.ITIMER_PROF, _GRACE + _SLOWER * test.seconds)
        _run(item, following[0] if following else None)
        done += 1
        if plugin.failed:
            _write(folder, Outcome("killed", _judge(plugin.failed[0]), done))
            return 0
        if time.process_time() - began > limit:
            break
    signal.setitimer(signal.ITIMER_PROF, 0)
    _write(folder, Outcome("survived", "" if done == len(tests) else f"{done} of {len(tests)} tests", done))
    return 0


class _Stop:
    # Runs tests in an order, stops at the first failure and says whose it was.

    def __init__(self, loader: Loader, tests: Sequence[str], folder: Path, limit: float) -> None:
        self._loader = loader
        self._turns = {test: turn for turn, test in reversed([*enumerate(tests)])}  # the first of each
        self._folder = folder
        self._limit = limit
        self._began = time.process_time()
        self._done = 0

    def pytest_configure(self) -> None:
        self._loader.come_first()

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        last = len(self._turns)
        items.sort(key=lambda item: self._turns.get(item.nodeid, self._turns.get(_file(item.nodeid), last)))

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            _write(self._folder, Outcome("killed", report.nodeid, self._done))
            os._exit(0)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._done += report.when == "call"
        if report.failed:
            _write(self._folder, Outcome("killed", report.nodeid, self._done))
            os._exit(0)
        if time.process_time() - self._began > self._limit:
            _write(self._folder, Outcome("survived", f"{self._done} tests", self._done))
            os._exit(0)


def _load_and_try(
    modules: Mapping[str, Parsed], mutant: Mutant, tests: Sequence[str], limit: float, folder: Path
) -> int:
    # Its own module is loaded and its doctests are tried though no test may reach a function of it.
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
    number = int(folder.name)
    loader = Loader(SRC, {mutant.module: partial(woven, modules[mutant.module], {number: mutant})})
    switch, _ = loader.install(0)
    switch[0] = number
    files = {_file(test): None for test in tests}
    module = str(module_file(SRC, mutant.module).relative_to(ROOT))
    signal.setitimer(signal.ITIMER_PROF, _GRACE + 4 * limit)
    code = _session(_Stop(loader, tests, folder, limit), *files, *(() if module in files else (module,)))
    if code not in (0, 5):
        _write(folder, Outcome("killed", f"pytest ended with code {code}", 0))
    else:
        _write(folder, Outcome("survived", "", 0))
    return 0
