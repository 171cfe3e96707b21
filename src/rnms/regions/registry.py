"""The registry: regions by key, imported only when asked for.

A built-in region needs no registration: its key is the name of its module here. Third parties offer theirs
through the entry-point group ``rnms.regions``. A key that is claimed twice has no winner, and a plug-in that
cannot be loaded fails alone and by name.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import os
import pkgutil
import re
import sys
import threading
from collections.abc import Callable, Iterable
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING

from rnms._version import __version__
from rnms.errors import DuplicateRegionError, RegionLoadError, RegionNotFoundError, RnmsError, nearest
from rnms.model.checked import shown
from rnms.regions.composition import compose
from rnms.regions.profile import RegionProfile

if TYPE_CHECKING:
    from importlib.metadata import Distribution

GROUP = "rnms.regions"
_LOADING = threading.RLock()
if hasattr(os, "register_at_fork"):  # Windows has no forks
    # A fork waits until a plug-in is loaded: in the child nobody would end what another thread has begun.
    os.register_at_fork(
        before=_LOADING.acquire, after_in_parent=_LOADING.release, after_in_child=_LOADING.release
    )
_LONGEST = 500
"""So many letters of what an error of another package says are shown."""
_OF_ALL_REGIONS = {"rules"}
"""The packages beside the regions that are none."""
_KINDS_OF_REGIONS = {"республика", "край", "область", "автономный", "автономная", "округ", "город"}
"""The words of names that tell no region from another."""


def available() -> tuple[str, ...]:
    """List the keys of all regions that are installed; nothing is imported to tell them.

    >>> "ugra" in available()
    True
    """
    return tuple(sorted(_offers()))


def get(key: str) -> RegionProfile:
    """Find the profile of a region.

    >>> get("khabarovsk").name
    'Хабаровский край'

    Raises:
        RegionNotFoundError: If no region has this key; the error lists those known.
        DuplicateRegionError: If several packages offer it.
        RegionLoadError: If the package that offers it is broken.
    """
    _found(key)
    return _composed(key)


def key_of(said: str) -> str:
    """Find the key of a region that is called by its key, its ISO code, its name or how words of it begin.

    >>> key_of("Хабаровск"), key_of("кировская обл."), key_of("RU-KHM")
    ('khabarovsk', 'kirov', 'ugra')

    Raises:
        RegionNotFoundError: If no region is called so, or several are; the error names what is near.
        DuplicateRegionError, RegionLoadError: As :func:`get`, where it is a key.
    """
    if said in _offers():
        return said
    spoken_words = _name_words(said)
    names = {key: _name_words(f"{profile.name} {key}") for key, profile in _usable().items()}
    by_code = [key for key, profile in _usable().items() if profile.iso.casefold() == said.strip().casefold()]
    beginning = by_code or [
        key
        for key, words in names.items()
        if spoken_words and all(any(word.startswith(start) for word in words) for start in spoken_words)
    ]
    if len(beginning) == 1:
        return beginning[0]
    key_by_word = {word: key for key, words in names.items() for word in words - _KINDS_OF_REGIONS}
    near = {
        key_by_word[neighbour]
        for word in spoken_words - _KINDS_OF_REGIONS
        for neighbour in nearest(word, key_by_word)
    }
    raise RegionNotFoundError(said, available(), tuple(beginning or sorted(near)))


def _name_words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold().replace("ё", "е")))


def _usable() -> dict[str, RegionProfile]:
    """List the regions by their keys, those left out that cannot be used."""
    profiles = {}
    for key in available():
        with contextlib.suppress(RnmsError):
            profiles[key] = get(key)
    return profiles


def source(key: str) -> str:
    """Tell where the profile of a region comes from: distribution, version and object.

    >>> source("ugra").rpartition(" ")[2]
    '(rnms.regions.ugra:PROFILE)'

    Raises:
        RegionNotFoundError, DuplicateRegionError, RegionLoadError: As :func:`get`.
    """
    return _found(key)[1]


def refresh() -> None:
    """Look for regions anew, after a package was installed into the running interpreter.

    >>> refresh()
    >>> "ugra" in available()
    True
    """
    importlib.invalidate_caches()
    _offers.cache_clear()
    _loaded.cache_clear()
    _composed.cache_clear()


@functools.cache
def _offers() -> dict[str, dict[str, Callable[[], object]]]:
    """List every key, with the sources that offer it and how each is loaded."""
    offers: dict[str, dict[str, Callable[[], object]]] = {}
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        # A region is a package of pages; what lies beside them is for all regions.
        if module.ispkg and module.name not in _OF_ALL_REGIONS:
            name = f"rnms.regions.{module.name}"
            origin = f"rnms {__version__} ({name}:PROFILE)"
            offers.setdefault(module.name, {})[origin] = functools.partial(_built_in, name)
    package_names: set[str] = set()
    for distribution in _distributions() if _may_be_offered() else ():
        regions = _offered_by(distribution)
        name = re.sub(r"[-_.]+", "-", _name_of(distribution)).lower() if regions else ""
        # Of several copies of one package Python takes that which it finds first.
        if name not in package_names or not name:
            for key, origin, load in regions:
                offers.setdefault(key, {})[origin] = load
            package_names.add(name)
    return offers


def _distributions() -> Iterable[Distribution]:
    # Imported here: it takes half as long as attrs and cattrs, and most have no other regions.
    from importlib.metadata import distributions

    return distributions()


def _offered_by(distribution: Distribution) -> list[tuple[str, str, Callable[[], object]]]:
    """List the regions that a package offers: their keys, where they come from, how they are loaded."""
    try:
        points = list(distribution.entry_points.select(group=GROUP))
    except Exception as error:  # noqa: BLE001  # nobody else's regions suffer
        # Where some are lost, the name of the package stands for their keys.
        if not _names_regions(distribution, error):
            return []
        return [(_name_of(distribution), _named(distribution), functools.partial(_raise, error))]
    origin = _named(distribution) if points else ""
    return [
        (point.name, f"{origin} ({point.value})", functools.partial(_quietly, point.load)) for point in points
    ]


def _names_regions(distribution: Distribution, error: Exception) -> bool:
    """Tell whether a list of entry points that cannot be read as one names regions."""
    if isinstance(error, UnicodeDecodeError):
        return GROUP.encode() in error.object
    if isinstance(error, OSError):
        return False
    return GROUP in (distribution.read_text("entry_points.txt") or "")


def _quietly(load: Callable[[], object]) -> object:
    """Load the profile of another package; what it prints is no part of what anybody asked rnms for."""
    # One at a time: what two threads put in the place of a stream they would put back in a wrong order.
    with _LOADING, contextlib.redirect_stdout(sys.stderr):
        return load()


def _raise(error: Exception) -> object:
    raise error


def _may_be_offered() -> bool:
    """Tell whether a distribution may offer a region: one that a folder holds says so in its entry points."""
    finders = [finder for finder in sys.meta_path if hasattr(finder, "find_distributions")]
    return finders != [PathFinder] or any(map(_is_offered_in, sys.path))


def _is_offered_in(entry: str) -> bool:
    """Tell whether a distribution in a folder offers a region; of an archive nobody can tell so cheaply."""
    folder = Path(entry)
    if not folder.is_dir():
        return folder.exists()
    try:
        infos = list(folder.iterdir())
    except OSError:  # Python finds nothing in it either
        return False
    for info in infos:
        if info.name.lower().endswith((".dist-info", "egg-info")):
            try:
                text = (info / "entry_points.txt").read_bytes()
            except OSError:
                continue
            if GROUP.encode() in text:
                return True
    return False


def _named(distribution: Distribution) -> str:
    name, version = (_said(distribution, field) for field in ("Name", "Version"))
    return f"{name} {version}".strip() if name else "an unnamed distribution"


def _name_of(distribution: Distribution) -> str:
    return _said(distribution, "Name")


def _said(distribution: Distribution, field: str) -> str:
    """Find what a package says of itself; nothing where it has no METADATA, or none that can be read."""
    try:
        metadata = distribution.metadata
        return metadata[field] if field in metadata else ""  # noqa: SIM401  # it has no get before Python 3.12
    except Exception:  # noqa: BLE001  # each Python has its own errors for what is not there
        return ""


def _fault(error: BaseException) -> str:
    """Say what an error of another package says, as far as it can and has not too much to say."""
    try:
        text = str(error)
    except Exception:  # noqa: BLE001  # it is no code of ours that fails here
        text = ""
    told = f"{type(error).__name__}: {text}"
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"


def _built_in(name: str) -> object:
    return importlib.import_module(name).PROFILE


def composed(profile: RegionProfile) -> RegionProfile:
    """Compose a profile with what it takes over from others, which are looked up by their keys.

    >>> composed(get("ugra")) is get("ugra")
    True

    Raises:
        ProfileError: If profiles take from each other in a circle, or a part is named that is not there.
        RegionNotFoundError: If no region has a key.
    """
    return compose(profile, lambda key: _found(key)[0])


def profile_of(region: RegionProfile | str) -> RegionProfile:
    """Find the profile that is meant by its key or given itself, composed with what it takes over.

    >>> profile_of("ugra") is profile_of(get("ugra"))
    True

    Raises:
        ProfileError, RegionNotFoundError, DuplicateRegionError, RegionLoadError: As :func:`get` and
            :func:`composed`.
    """
    return composed(region) if isinstance(region, RegionProfile) else get(region)


@functools.cache
def _composed(key: str) -> RegionProfile:
    return composed(_found(key)[0])


def _found(key: object) -> tuple[RegionProfile, str]:
    if not isinstance(key, str):
        raise RegionNotFoundError(shown(key), available())
    return _loaded(key)


@functools.cache
def _loaded(key: str) -> tuple[RegionProfile, str]:
    offers = _offers().get(key, {})
    if not offers:
        raise RegionNotFoundError(key, available())
    if len(offers) > 1:
        raise DuplicateRegionError(key, tuple(sorted(offers)))
    [(origin, load)] = offers.items()
    try:
        profile = load()
    except KeyboardInterrupt:
        raise  # somebody wants to stop
    except BaseException as error:
        raise RegionLoadError(key, origin, _fault(error)) from error
    # What only says that it is one has not what one has.
    if not (issubclass(type(profile), RegionProfile) and isinstance(profile, RegionProfile)):
        raise RegionLoadError(key, origin, f"it is a {type(profile).__name__}, not a RegionProfile")
    if profile.key != key:
        raise RegionLoadError(key, origin, f"its profile says key={profile.key!r}")
    return profile, origin
