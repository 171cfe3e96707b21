"""A file is written whole or not at all, and never in the place of one that is read."""

from __future__ import annotations

import ast
import contextlib
import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

import pytest

import rnms
from rnms.cli import CANNOT_RUN, FINDINGS, FINE, main
from rnms.writing import is_left_over, write_file, write_new_file

SRC = Path(rnms.__file__).parent
POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="modes, links and signals are those of POSIX")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KiB, where we may mount one."""
    disk = tmp_path / "диск"
    disk.mkdir()
    if not _told("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)):
        pytest.skip("no disk can be mounted here: only root can")
    yield disk
    assert _told("umount", str(disk))


def _told(command: str, *words: str) -> bool:
    """Give a command to the system, and tell whether it was carried out."""
    program = shutil.which(command)
    return (
        program is not None
        and not subprocess.run([program, *words], capture_output=True, check=False).returncode
    )


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_disk_that_fills_up_leaves_what_was_there(small_disk: Path) -> None:
    """Nothing of the new file is left, and the old one is whole."""
    file = small_disk / "край.json"
    write_file(file, "прежнее")

    with pytest.raises(OSError, match=r"край\.json") as failed:
        write_file(file, b"x" * 100_000)

    assert failed.value.errno is not None
    assert file.read_text(encoding="utf-8") == "прежнее"
    assert _names(small_disk) == ["край.json"]


def test_a_report_on_a_full_disk_is_a_fault_in_one_line(
    small_disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What an official signed last week is still there."""
    data, report = small_disk / "khabarovsk_2023.json", small_disk / "отчёт.html"
    assert main(["demo", "--write", str(small_disk)]) == FINE
    report.write_text("отчёт прошлой недели", encoding="utf-8")
    (small_disk / "прочее").write_bytes(b"x" * 20_000)

    assert main(["evaluate", str(data), "--period", "2023", "--out", str(report)]) == CANNOT_RUN

    assert capsys.readouterr().err.splitlines()[-1] == (
        "rnms: нет места для записи; освободите его или возьмите другое место"
    )
    assert report.read_text(encoding="utf-8") == "отчёт прошлой недели"


def test_a_folder_that_may_only_be_read_keeps_its_files(small_disk: Path) -> None:
    """The fault names the file that was asked for, not what would have stood beside it."""
    file = small_disk / "край.json"
    write_file(file, "прежнее")
    assert _told("mount", "-o", "remount,ro", str(small_disk))

    with pytest.raises(OSError, match=r"край\.json"):
        write_file(file, "новое")

    assert file.read_text(encoding="utf-8") == "прежнее"


@POSIX_ONLY
def test_a_writer_that_is_killed_leaves_a_whole_file(tmp_path: Path) -> None:
    """Whenever it is killed, the file is one of those that were written."""
    file = tmp_path / "край.json"
    write_file(file, "0" * 3_000_000)
    script = (
        "import sys; from rnms.writing import write_file\n"
        "print(flush=True)\n"
        "while True:\n    for letter in '123': write_file(sys.argv[1], letter * 3_000_000)"
    )
    for pause in (0.0, 0.003, 0.01, 0.02, 0.05):
        with subprocess.Popen([sys.executable, "-c", script, str(file)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(pause)
            writer.send_signal(signal.SIGKILL)
        content = file.read_bytes()
        assert len(content) == 3_000_000
        assert len(set(content)) == 1


SLOW_WRITER = """
import os, sys
from rnms.writing import write_file

def waits(_):
    print(flush=True)
    sys.stdin.read()

os.fsync = waits
write_file(sys.argv[1], "новое")
"""
"""Writes a file, and stops before it is on the disk until nothing more is said to it."""


@contextlib.contextmanager
def _being_written(file: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is writing a file."""
    command = [sys.executable, "-c", SLOW_WRITER, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        yield writer


@POSIX_ONLY
def test_what_a_killed_writer_left_is_removed_by_the_next(tmp_path: Path) -> None:
    """Whatever the next writes into the folder."""
    with _being_written(tmp_path / "край.json") as writer:
        writer.kill()
    [left] = _names(tmp_path)
    assert is_left_over(left)

    write_file(tmp_path / "отчёт.json", "1")

    assert _names(tmp_path) == ["отчёт.json"]


@POSIX_ONLY
def test_what_a_living_writer_writes_is_left_alone(tmp_path: Path) -> None:
    """However many write beside it meanwhile."""
    with _being_written(tmp_path / "край.json") as writer:
        write_file(tmp_path / "отчёт.json", "1")
        writer.communicate()

    assert not writer.returncode
    assert (tmp_path / "край.json").read_text(encoding="utf-8") == "новое"
    assert _names(tmp_path) == ["край.json", "отчёт.json"]


@POSIX_ONLY
def test_what_is_tidied_up_before_it_is_locked_is_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another writer may look at the folder just then."""

    def tidied_up(file: IO[bytes], _: int) -> None:
        monkeypatch.undo()
        Path(file.name).unlink()

    monkeypatch.setattr("fcntl.flock", tidied_up)
    write_file(tmp_path / "край.json", "новое")

    assert (tmp_path / "край.json").read_text(encoding="utf-8") == "новое"
    assert _names(tmp_path) == ["край.json"]


LEFT = ".rnms-0123456789abcdef"


def test_where_there_are_no_locks_nothing_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has none, and nobody can tell there whether a writer lives."""
    (tmp_path / LEFT).touch()
    monkeypatch.setattr("rnms.writing.fcntl", None)

    write_file(tmp_path / "край.json", "новое")

    assert _names(tmp_path) == [LEFT, "край.json"]


@POSIX_ONLY
def test_where_a_lock_cannot_be_had_files_are_written_and_none_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some network disks have no locks."""

    def without_locks(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    (tmp_path / LEFT).touch()
    monkeypatch.setattr("fcntl.flock", without_locks)

    write_file(tmp_path / "край.json", "новое")

    assert _names(tmp_path) == [LEFT, "край.json"]


@POSIX_ONLY
def test_what_only_looks_like_something_left_is_kept(tmp_path: Path) -> None:
    """A name that is like it, a folder, a link, a pipe."""
    (tmp_path / ".rnms-of-somebody-else").touch()
    (tmp_path / LEFT).mkdir()
    (tmp_path / f"{LEFT[:-1]}0").symlink_to(".rnms-of-somebody-else")
    os.mkfifo(tmp_path / f"{LEFT[:-1]}1")
    before = _names(tmp_path)

    write_file(tmp_path / "отчёт.json", "1")

    assert _names(tmp_path) == [*before, "отчёт.json"]


def test_two_writers_never_mix(tmp_path: Path) -> None:
    """The file is that of one of them, and nothing else is left in the folder."""
    file = tmp_path / "край.json"
    contents = [letter * 200_000 for letter in "абвгдежз"]

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda content: write_file(file, content), contents))

    assert file.read_text(encoding="utf-8") in contents
    assert _names(tmp_path) == ["край.json"]


def test_of_two_writers_of_a_new_file_one_gets_the_name(tmp_path: Path) -> None:
    """A secret that two would write is the one that is kept."""
    file = tmp_path / "соль"

    def written(content: str) -> str | None:
        try:
            write_new_file(file, content)
        except FileExistsError:
            return None
        return content

    with ThreadPoolExecutor(8) as pool:
        kept = [content for content in pool.map(written, "абвгдежз") if content is not None]

    assert kept == [file.read_text(encoding="utf-8")]
    assert _names(tmp_path) == ["соль"]


@POSIX_ONLY
def test_a_link_stays_a_link_and_a_file_keeps_its_mode(tmp_path: Path) -> None:
    """Whoever could not read the file before cannot read it now."""
    file, link = tmp_path / "край.json", tmp_path / "ссылка.json"
    file.write_text("прежнее", encoding="utf-8")
    file.chmod(0o640)
    link.symlink_to(file)

    write_file(link, "новое")

    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == "новое"
    assert file.stat().st_mode & 0o777 == 0o640


@POSIX_ONLY
def test_a_new_file_is_what_the_process_makes_of_files(tmp_path: Path) -> None:
    """As any program's; a secret's alone is narrower."""
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "край.json", "1")
        write_new_file(tmp_path / "соль", "1", mode=0o600)
    finally:
        os.umask(before)

    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert modes == {"край.json": 0o640, "соль": 0o600}


@POSIX_ONLY
def test_a_device_is_written_as_it_is() -> None:
    """Nothing is put in its place."""
    write_file(os.devnull, "новое")

    assert Path(os.devnull).is_char_device()


def test_a_name_as_long_as_a_name_may_be_is_written(tmp_path: Path) -> None:
    """What stands beside it for a moment has a short one."""
    file = tmp_path / ("я" * 125 + ".json")

    write_file(file, "новое")

    assert file.read_text(encoding="utf-8") == "новое"


# Who writes.

ELSEWHERE = {
    "cli/console.py": "what a closed stream gets leads nowhere",
    "tables/files.py": "a copy for DuckDB lies in a folder of its own that nobody else sees",
}
"""The modules that write otherwise, and why they may."""


def test_every_file_is_written_by_one_function() -> None:
    """A module that opens a file to write it is found here."""
    writers = {str(path.relative_to(SRC)) for path in SRC.rglob("*.py") if _opens_to_write(path)}

    assert writers - {"writing.py"} == set(ELSEWHERE)


def _opens_to_write(path: Path) -> bool:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if called in {"write_text", "write_bytes"}:
                return True
            modes = [word.value for word in [*node.args, *(key.value for key in node.keywords)]
                     if isinstance(word, ast.Constant)]  # fmt: skip
            if called in {"open", "fdopen"} and any(
                isinstance(mode, str) and mode[:1] in "wax" for mode in modes if mode
            ):
                return True
    return False


# What is read is not written.

DATA = "khabarovsk_2023.json"
PLAN = "--region khabarovsk --period 2023 --municipalities места.csv"


MAPPING = """
rnms-intake = 1
region = "kirov"
[words.role]
"учитель" = "pedagogical"
[[sheet]]
[sheet.person]
key = ["СНИЛС"]
[[sheet.employment]]
organization = "Школа"
role = { column = "Должность", words = "role" }
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the example, in which one works."""
    monkeypatch.chdir(tmp_path)
    assert main(["demo", "--write", "."]) == FINE
    (tmp_path / "кадры.csv").write_text(
        "СНИЛС;Школа;Должность\n112-233-445 95;СОШ 5;учитель", encoding="utf-8"
    )
    (tmp_path / "м.toml").write_text("rnms-intake = 1\n", encoding="utf-8")
    (tmp_path / "места.csv").write_text("id;name\nm1;Амурск\n", encoding="utf-8")
    assert main([*f"forms {PLAN} --out формы".replace("--region ", "").split()]) == FINE
    return tmp_path


def _contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@POSIX_ONLY
@pytest.mark.parametrize(
    ("line", "lost"),
    [
        (f"evaluate {DATA} --period 2023 --to json --out {DATA}", DATA),
        (f"evaluate {DATA} --period 2023 --to json --out ./x/../{DATA}", f"x/../{DATA}"),
        (f"brief {DATA} --period 2023 --out {DATA}", DATA),
        ("intake кадры.csv --map м.toml --out кадры.csv", "кадры.csv"),
        ("intake кадры.csv --map м.toml --out м.toml", "м.toml"),
        ("intake кадры.csv --map м.toml --issues кадры.csv", "кадры.csv"),
        (f"collect . {PLAN} --out места.csv", "места.csv"),
        ("collect формы --out формы/Амурск.xlsx", "формы/Амурск.xlsx"),
        ("collect формы --out x/../формы/Амурск.xlsx", "x/../формы/Амурск.xlsx"),
        ("collect формы --out форма.xlsx", "форма.xlsx"),
        ("collect формы --out ссылка.json", "ссылка.json"),
        ("collect формы --out формы/plan.json", "формы/plan.json"),
    ],
    ids=lambda words: words if " " in words else "",
)
def test_a_file_that_is_read_is_not_written(
    line: str, lost: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """However its path is spelt: a fact, a rule, a way out."""
    (folder / "x").mkdir()
    (folder / "форма.xlsx").hardlink_to(folder / "формы" / "Амурск.xlsx")
    (folder / "ссылка.json").symlink_to(Path("формы", "plan.json"))
    before = _contents(folder)

    assert main(line.split()) == CANNOT_RUN

    assert capsys.readouterr().err.splitlines()[-1] == (
        f"rnms: {lost} читается и был бы потерян, если писать на его место; назовите другой файл"
    )
    assert _contents(folder) == before


@POSIX_ONLY
@pytest.mark.parametrize(
    ("line", "twice"),
    [
        ("intake кадры.csv --map м.toml --out один.json --issues один.json", "один.json"),
        ("intake кадры.csv --map м.toml --out один.json --issues x/../один.json", "один.json"),
        ("intake кадры.csv --map м.toml --out м.salt", "м.salt"),
        ("intake кадры.csv --map м.toml --out новый.json --issues м.salt", "м.salt"),
        ("intake кадры.csv --map м.toml --out один.json --issues один.intake.json", "один.intake.json"),
        (
            f"plan {DATA} --period 2023 --only 1 --as-of 01.10.2023 --executed p.json --out p.json --to json",
            "p.json",
        ),
        ("register-template --out x.toml", "x.toml"),
    ],
    ids=lambda words: words if " " in words else "",
)
@pytest.mark.parametrize("is_there", [False, True], ids=["new", "there"])
def test_no_two_files_of_a_command_take_one_place(
    line: str, twice: str, is_there: bool, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The secret of a region, which a command reads or makes by itself, among them."""
    (folder / "x").mkdir()
    if is_there:
        (folder / twice).write_text("0" * 64, encoding="utf-8")
    before = _contents(folder)

    assert main(line.split()) == CANNOT_RUN

    assert capsys.readouterr().err.splitlines()[-1] == (
        f"rnms: на место {twice} пишется ещё один файл этой команды; назовите разные файлы"
    )
    assert _contents(folder) == before


def test_what_a_killed_writer_left_is_no_form(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever it holds: here a whole copy of a form."""
    told = []
    for _ in range(2):
        assert main(["collect", "формы", "--out", "край.json"]) in {FINE, FINDINGS}
        told.append((capsys.readouterr(), (folder / "край.json").read_bytes()))
        (folder / "формы" / LEFT).write_bytes((folder / "формы" / "Амурск.xlsx").read_bytes())

    assert told[0] == told[1]


# Killed at any moment.

KILLED = """
import contextlib, io, itertools, json, os, shutil, signal, sys
from pathlib import Path
from rnms.cli import main
from rnms.writing import is_left_over

start, words = Path.cwd(), sys.argv[1:]


def run(folder):
    os.chdir(folder)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return main(words)


def killed(folder, before):
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == signal.SIGKILL
    steps = itertools.count()
    for name in ("fsync", "link", "replace", "unlink"):
        def step(*given, call=getattr(os, name), **named):
            if next(steps) == before:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*given, **named)
        setattr(os, name, step)
    os._exit(run(folder))


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def is_whole(name, content):
    # A journal tells of old and new data while these are written.
    journal = name.endswith(".intake.json") and json.loads(content)
    return is_left_over(name) or journal or content in (before.get(name), after.get(name))


before = contents(start)
unkilled = Path(shutil.copytree(start, start.parent / "unkilled"))
code = run(unkilled)
after = contents(unkilled)
for at in itertools.count():
    folder = Path(shutil.copytree(start, start.parent / str(at)))
    if not killed(folder, at):
        break
    assert all(is_whole(*file) for file in contents(folder).items()), at
    assert run(folder) == code, at
    assert contents(folder) == after, at
print(at)
"""
"""Kills a command before each of its steps on the disk; a second one has to do what an unkilled one does.

It prints how many steps there were.
"""
REGISTER = "СНИЛС;Школа;Должность\n112-233-445 95;СОШ 5;учитель\n{}"


@POSIX_ONLY
@pytest.mark.parametrize(
    ("line", "steps"),
    [
        (f"evaluate {DATA} --period 2023 --to json --out отчёт.json", 3),
        ("intake кадры.csv --map м.toml --out край.json --drop-vanished", 6),
    ],
    ids=["evaluate", "intake"],
)
def test_a_command_that_was_killed_is_begun_again(
    line: str, steps: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No file is half written, none is left over, and a register counts once."""
    start = tmp_path / "начало"
    start.mkdir()
    monkeypatch.chdir(start)
    assert main(["demo", "--write", "."]) == FINE
    (start / "отчёт.json").write_text("отчёт прошлой недели", encoding="utf-8")
    (start / "м.toml").write_text(MAPPING, encoding="utf-8")
    (start / "кадры.csv").write_text(REGISTER.format("087-654-303 00;СОШ 5;учитель\n"), encoding="utf-8")
    # A school that nobody knows: the register counts as incomplete.
    assert main(["intake", "кадры.csv", "--map", "м.toml", "--out", "край.json"]) == FINDINGS
    (start / "кадры.csv").write_text(REGISTER.format(""), encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-c", KILLED, *line.split()], capture_output=True, check=False, text=True
    )

    assert done.stderr == ""
    assert int(done.stdout) >= steps


def test_what_was_collected_may_be_continued(folder: Path) -> None:
    """Next week's returns are added to last week's file, in its place, or collected anew beside the forms."""
    before = _names(folder)
    assert main(f"collect . {PLAN} --base {DATA} --out {DATA}".split()) in {FINE, FINDINGS}
    assert _names(folder) == before
    for _ in range(2):
        assert main(["collect", "формы", "--out", "формы/край.json"]) in {FINE, FINDINGS}
