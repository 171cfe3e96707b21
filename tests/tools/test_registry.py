"""The registry of regions: lazy, without silent winners, and a broken plug-in fails alone and by name."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import rnms
from kit.distributions import distribution, forgotten_afterwards
from rnms import regions
from rnms.cli import FINDINGS, main
from rnms.errors import DuplicateRegionError, RegionLoadError, RegionNotFoundError, RnmsError

BUILT_IN = ("amur", "khabarovsk", "kirov", "ugra")
INSTALLED = regions.available()
KNOWN = ", ".join(INSTALLED)
BROKEN = "every other region is unaffected"

Install = Callable[..., None]


def declaration(key: str, **fields: str) -> str:
    """The module of a plug-in that declares a region."""
    said = {
        "key": repr(key),
        "iso": "'RU-ALT'",
        "name": "'Алтайский край'",
        "system_name": "'РНМС Алтайского края'",
        "read_on": "dt.date(2024, 1, 1)",
        "acts": "[ORDER]",
        **fields,
    }
    return textwrap.dedent("""\
        import datetime as dt
        from rnms.model import Act
        from rnms.regions import RegionProfile

        ORDER = Act(key="order", kind="приказ", number="1", date=dt.date(2023, 1, 1), issuer="Министерство")
        PROFILE = RegionProfile({fields})
    """).format(fields=", ".join(f"{name}={value}" for name, value in said.items()))


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Put a distribution on the path, as an installer does, and forget it and its module afterwards."""

    def put(name: str, module: str, key: str = "altai", *, offers: str = "PROFILE") -> None:
        importable = name.replace("-", "_")
        folder = tmp_path / name
        for path, text in {
            f"{importable}.py": module,
            **distribution(name, key, f"{importable}:{offers}"),
        }.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        monkeypatch.syspath_prepend(str(folder))
        monkeypatch.delitem(sys.modules, importable, raising=False)
        regions.refresh()

    with forgotten_afterwards(monkeypatch):
        yield put


def others_work() -> bool:
    """Whether every built-in region can be had."""
    return all(regions.get(key).key == key for key in BUILT_IN)


# The good.


def test_a_plug_in_is_a_region_like_any_other(install: Install) -> None:
    """An installed distribution adds its region: listed, loaded, judged by, and named in the report."""
    install("rnms-altai", declaration("altai"))

    assert regions.available() == tuple(sorted(["altai", *INSTALLED]))
    assert regions.get("altai").name == "Алтайский край"
    assert regions.source("altai") == "rnms-altai 1.0 (rnms_altai:PROFILE)"
    report = rnms.evaluate(rnms.RegionalSystem(region="altai"), period=2023)
    assert report.source == "rnms-altai 1.0 (rnms_altai:PROFILE)"
    assert "профиль региона: rnms-altai 1.0 (rnms_altai:PROFILE)" in str(report)
    assert others_work()


def test_a_plug_in_is_imported_when_asked_for(install: Install) -> None:
    """Listing the keys runs nobody's code."""
    install("rnms-altai", "raise RuntimeError('imported')")

    assert "altai" in regions.available()
    assert "rnms_altai" not in sys.modules


def test_a_region_installed_later_is_found_after_refresh(install: Install) -> None:
    """A running interpreter sees a new region once it is told to look again."""
    assert "altai" not in regions.available()
    install("rnms-altai", declaration("altai"))

    assert regions.get("altai") is regions.get("altai")


def test_a_plug_in_is_loaded_from_a_zip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, install: Install
) -> None:
    """A distribution that lies in an archive offers its region too."""
    archive = tmp_path / "plug-in.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("rnms_zipped.py", declaration("zipped"))
        for path, text in distribution("rnms-zipped", "zipped", "rnms_zipped:PROFILE").items():
            file.writestr(path, text)
    monkeypatch.syspath_prepend(str(archive))
    install("rnms-altai", declaration("altai"))

    assert regions.get("zipped").key == "zipped"
    assert regions.source("zipped") == "rnms-zipped 1.0 (rnms_zipped:PROFILE)"
    assert others_work()


def test_a_plug_in_without_metadata_still_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, install: Install
) -> None:
    """Some archives keep the entry points and lose the name: the region is there all the same."""
    folder = tmp_path / "bare" / "rnms_bare-1.0.dist-info"
    folder.mkdir(parents=True)
    (folder / "entry_points.txt").write_text("[rnms.regions]\nbare = rnms_bare:PROFILE\n", encoding="utf-8")
    (tmp_path / "bare" / "rnms_bare.py").write_text(declaration("bare"), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path / "bare"))
    install("rnms-altai", declaration("altai"))

    assert regions.get("bare").key == "bare"
    assert regions.source("bare") == "an unnamed distribution (rnms_bare:PROFILE)"
    assert others_work()


@pytest.mark.slow
def test_rnms_itself_works_from_a_zip(tmp_path: Path) -> None:
    """Built-in regions, examples and the whole evaluation need no files, only importable modules."""
    archive = tmp_path / "rnms.zip"
    source = Path(rnms.__file__).parent
    with zipfile.ZipFile(archive, "w") as file:
        for path in source.rglob("*"):
            if path.suffix in {".py", ".json"}:
                file.write(path, path.relative_to(source.parent))

    said = python(
        f"import sys; sys.path.insert(0, {str(archive)!r})",
        "import rnms; assert '.zip' in rnms.__file__",
        "report = rnms.evaluate(rnms.example('khabarovsk_2023'), period=2023)",
        "print(*rnms.regions.available(), report['3'].verdict.name)",
    )
    assert said.split() == [*INSTALLED, "UNDETERMINED"]


LIAR = """
from rnms.regions import RegionProfile

class Liar:
    __class__ = RegionProfile

PROFILE = Liar()
"""


# The broken: (module, what the entry point offers, what the message says).


@pytest.mark.parametrize(
    ("module", "offers", "why"),
    [
        ("import no_such_module", "PROFILE", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("PROFILE = ", "PROFILE", "SyntaxError: "),
        ("import sys; sys.exit('bye')", "PROFILE", "SystemExit: bye"),
        ("1 / 0", "PROFILE", "ZeroDivisionError: "),
        ("raise type('Stop', (BaseException,), {})('bye')", "PROFILE", "Stop: bye"),
        ("raise type('Mute', (Exception,), {'__str__': None})", "PROFILE", "Mute: "),
        ("raise ValueError('a' * 1_000_000)", "PROFILE", f"ValueError: {'a' * 488}…; "),
        ("", "PROFILE", "AttributeError: module 'rnms_altai' has no attribute 'PROFILE'"),
        ("PROFILE = {'key': 'altai'}", "PROFILE", "it is a dict, not a RegionProfile"),
        ("from rnms.regions import RegionProfile as PROFILE", "PROFILE", "it is a type, not a RegionProfile"),
        (LIAR, "PROFILE", "it is a Liar, not a RegionProfile"),
        (declaration("altay"), "PROFILE", "its profile says key='altay'"),
        (declaration("altai", of_tomorrow="1"), "PROFILE", "TypeError: "),
        (declaration("altai", acts="[ORDER, ORDER]"), "PROFILE", "ProfileError: "),
        (declaration("altai"), "not an object!", ""),
    ],
    ids=["import", "syntax", "exit", "bug", "stop", "mute", "long", "absent", "dict", "class", "liar",
         "misnamed", "newer", "faulty", "bare"],
)  # fmt: skip
def test_a_broken_plug_in_fails_alone_and_by_name(
    module: str, offers: str, why: str, install: Install, capsys: pytest.CaptureFixture[str]
) -> None:
    """The error names the distribution and the cause; the key stays listed, every other region works."""
    install("rnms-altai", module, offers=offers)

    with pytest.raises(RegionLoadError) as caught:
        regions.get("altai")
    assert str(caught.value).startswith("region 'altai' from rnms-altai 1.0 (rnms_altai:")
    assert f"cannot be used: {why}" in str(caught.value)
    assert str(caught.value).endswith(BROKEN)
    assert isinstance(caught.value, ImportError)
    assert (caught.value.__cause__ is None) is why.startswith("it")

    assert "altai" in regions.available()
    assert others_work()
    for command in (["regions"], ["regions", "--matrix"]):
        assert main([*command, "--lang", "en"]) == FINDINGS
        said = capsys.readouterr()
        assert all(key in said.out for key in BUILT_IN)
        assert "rnms-altai" not in said.out
        assert said.err == f"rnms: {caught.value}\n"


def test_whoever_stops_rnms_while_a_plug_in_is_loaded_stops_it(install: Install) -> None:
    """It is no fault of the plug-in's."""
    install("rnms-altai", "raise KeyboardInterrupt")

    with pytest.raises(KeyboardInterrupt):
        regions.get("altai")


def test_a_plug_in_that_was_mended_works_after_refresh(install: Install) -> None:
    """A failure is not remembered longer than the plug-in is broken."""
    install("rnms-altai", "PROFILE = None")
    with pytest.raises(RegionLoadError):
        regions.get("altai")
    install("rnms-altai", declaration("altai"))

    assert regions.get("altai").key == "altai"


# The doubled.


@pytest.mark.parametrize("names", [("rnms-altai", "rnms-other"), ("rnms-other", "rnms-altai")])
def test_a_key_claimed_twice_has_no_winner(names: tuple[str, str], install: Install) -> None:
    """Two distributions that offer one key exclude each other, in whatever order they are found."""
    for name in names:
        install(name, declaration("altai"))

    with pytest.raises(DuplicateRegionError) as caught:
        regions.get("altai")
    assert str(caught.value) == (
        "region 'altai' is claimed by several packages: rnms-altai 1.0 (rnms_altai:PROFILE), rnms-other 1.0"
        " (rnms_other:PROFILE); uninstall all but one, or pass the profile object itself"
    )
    assert regions.available().count("altai") == 1
    assert others_work()


def test_nobody_replaces_a_built_in_region_in_silence(install: Install) -> None:
    """A distribution that claims a built-in key is named beside rnms; the other regions work."""
    install("rnms-usurper", declaration("ugra"), key="ugra")

    with pytest.raises(DuplicateRegionError) as caught:
        regions.get("ugra")
    assert caught.value.sources == (
        f"rnms {rnms.__version__} (rnms.regions.ugra:PROFILE)",
        "rnms-usurper 1.0 (rnms_usurper:PROFILE)",
    )
    assert "rnms_usurper" not in sys.modules
    assert all(regions.get(key).key == key for key in BUILT_IN if key != "ugra")


def test_whoever_has_the_profile_needs_no_registry(install: Install) -> None:
    """A profile that is passed is used, however many others claim its key."""
    from rnms.regions.ugra import PROFILE

    install("rnms-usurper", declaration("ugra"), key="ugra")
    report = rnms.evaluate(rnms.example("ugra_invented"), region=PROFILE, period=2023)

    assert report.region == "ugra"
    assert report.source == "ugra (passed as an object)"


# The unknown.


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("yugra", f"no region 'yugra'; known: {KNOWN}; did you mean 'ugra'?"),
        ("Amur", f"no region 'Amur'; known: {KNOWN}; did you mean 'amur'?"),
        ("RU-KHM", f"no region 'RU-KHM'; known: {KNOWN}"),
        ("_profile", f"no region '_profile'; known: {KNOWN}"),
        ("ugra._acts", f"no region 'ugra._acts'; known: {KNOWN}"),
        ("", f"no region ''; known: {KNOWN}"),
    ],
)
def test_an_unknown_key_lists_those_known(key: str, said: str) -> None:
    """A wrong key is a LookupError that names every region, and the nearest one."""
    with pytest.raises(RegionNotFoundError) as caught:
        regions.get(key)

    assert said == str(caught.value)
    assert isinstance(caught.value, LookupError)
    assert caught.value.known == regions.available()


@pytest.mark.parametrize(
    "error",
    [
        RegionNotFoundError("yugra", ("amur", "ugra")),
        DuplicateRegionError("ugra", ("one", "another")),
        RegionLoadError("ugra", "rnms-ugra 1.0", "no reason"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_travels_between_processes(error: RnmsError) -> None:
    """Errors keep their facts when pickled, as pools of workers do."""
    again: Any = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes

    assert (type(again), str(again), again.key) == (type(error), str(error), error.key)  # type: ignore[attr-defined]


# The lazy.


def python(*lines: str) -> str:
    """What a fresh interpreter says."""
    done = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, check=True)
    return done.stdout.decode()


LOADED = (
    "print(*(name for name in sys.modules if name.removeprefix('rnms.regions.') in rnms.regions.available()))"
)


def test_listing_regions_imports_none() -> None:
    """The keys are told by names alone: no region's module is imported, built-in or not."""
    said = python(
        "import sys, rnms",
        "print(*rnms.regions.available())",
        LOADED,
    )

    assert said.splitlines() == [" ".join(INSTALLED), ""]


def test_asking_for_a_region_imports_no_other() -> None:
    """One key costs one region."""
    said = python(
        "import sys, rnms",
        "rnms.regions.get('kirov')",
        LOADED,
    )

    assert said.split() == ["rnms.regions.kirov"]


def test_a_profile_passed_as_an_object_scans_nothing() -> None:
    """Frozen applications pass the profile: no entry point is looked up behind their back."""
    said = python(
        "import rnms",
        "from rnms.regions.khabarovsk import PROFILE",
        "from rnms.regions import registry",
        "system = rnms.RegionalSystem(region='khabarovsk')",
        "rnms.evaluate(system, region=PROFILE, period=2023)",
        "print(registry._offers.cache_info().misses)",
    )

    assert said.split() == ["0"]


SPOILT = {
    "UTF-16": "[rnms.regions]\nspoilt = rnms_spoilt:PROFILE\n".encode("utf-16"),
    "no text": b"\xff\xfe\x00",
    "no section": b"spoilt = rnms_spoilt:PROFILE\n",
    "another's, in no UTF-8": "[console_scripts]\nзаречье = a:b\n".encode("cp1251"),
    "another's, without a value": b"[console_scripts]\nspoilt\n",
}


@pytest.mark.parametrize("content", SPOILT.values(), ids=SPOILT)
def test_a_spoilt_list_of_a_package_stops_no_region(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, install: Install
) -> None:
    """Whatever stands there, it is another package's."""
    spoil(content, tmp_path, monkeypatch)
    install("rnms-altai", declaration("altai"))

    assert "spoilt" not in regions.available()
    assert others_work()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("[rnms.regions]\nзаречье = a:b\n".encode("cp1251"), r"spoilt 1\.0.*utf-8"),
        (b"[rnms.regions]\nzarechye\n", r"spoilt 1\.0.*value"),
        (b"[console_scripts]\nspoilt\n[rnms.regions]\nzarechye = a:b\n", r"spoilt 1\.0.*value"),
    ],
    ids=["no UTF-8", "without a value", "another's without a value"],
)
def test_a_spoilt_list_that_names_regions_is_said_by_name(
    content: bytes, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, install: Install
) -> None:
    """Its keys cannot be read, so the package stands for them."""
    spoil(content, tmp_path, monkeypatch)
    install("rnms-altai", declaration("altai"))

    with pytest.raises(RegionLoadError, match=why):
        regions.get("spoilt")
    assert others_work()


@pytest.mark.parametrize("name", ["METADATA", "entry_points.txt", ""])
def test_what_cannot_be_opened_stops_no_region(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, install: Install
) -> None:
    """A file that is a link to itself, a folder that nobody may look into."""
    spoil(b"[rnms.regions]\nspoilt = rnms_spoilt:PROFILE\n", tmp_path, monkeypatch)
    if name:
        file = tmp_path / "spoilt" / "spoilt-1.0.dist-info" / name
        file.unlink()
        file.symlink_to(name)
    else:
        listed = Path.iterdir

        def iterdir(folder: Path) -> Iterator[Path]:
            if folder == tmp_path / "spoilt":
                raise PermissionError(13, "Permission denied", str(folder))
            return listed(folder)

        monkeypatch.setattr(Path, "iterdir", iterdir)
    install("rnms-altai", declaration("altai"))

    assert regions.get("altai").key == "altai"
    assert others_work()
    if "spoilt" in regions.available():
        with pytest.raises(RegionLoadError, match="rnms_spoilt:PROFILE"):
            regions.get("spoilt")


def spoil(content: bytes, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a package on the path whose list of entry points holds something."""
    info = folder / "spoilt" / "spoilt-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: spoilt\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_bytes(content)
    monkeypatch.syspath_prepend(str(folder / "spoilt"))


def test_what_a_plug_in_prints_is_no_part_of_a_result(
    install: Install, capsys: pytest.CaptureFixture[str]
) -> None:
    """JSON that goes down a pipe stays JSON."""
    install("rnms-loud", "print('привет')\n" + declaration("loud"), "loud")

    assert regions.get("loud").key == "loud"

    assert capsys.readouterr() == ("", "привет\n")


FORKED = """
import os, signal, sys, threading
from rnms import regions

begun = threading.Event()
thread = threading.Thread(target=regions.get, args=("slow",))
sys.path += sys.argv[1:]
thread.start()
begun.wait()
child = os.fork()
if not child:
    signal.alarm(5)
    print(regions.get("altai").key, regions.get("slow").key, flush=True)
    os._exit(0)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
"""Forks while another thread loads a plug-in, and asks for it and for another in the child."""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no forks")
def test_a_fork_waits_for_a_plug_in_that_is_half_loaded(install: Install, tmp_path: Path) -> None:
    """Its import would never end in the child, and what is printed would stay on standard error."""
    slow = "import __main__, time\n__main__.begun.set()\ntime.sleep(0.1)\n"
    install("rnms-slow", slow + declaration("slow"), "slow")
    install("rnms-altai", declaration("altai"))

    folders = [str(tmp_path / name) for name in ("rnms-slow", "rnms-altai")]
    done = subprocess.run(
        [sys.executable, "-c", FORKED, *folders], capture_output=True, check=True, text=True
    )

    assert done.stdout == "altai slow\n0\n"
