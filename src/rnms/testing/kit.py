"""The conformance kit: whoever writes a region calls it in a test of two lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rnms import regions
from rnms.errors import ContractError, ProfileError, RnmsError
from rnms.regions.profile import RegionProfile
from rnms.regions.registry import composed
from rnms.regions.rules.contract import READ
from rnms.regions.rules.pages import modules_only_declare
from rnms.regions.rules.words import words_speak_of_records
from rnms.testing.trials import TRIALS

Rule = Callable[[RegionProfile], Iterator[str]]

RULES: tuple[Rule, ...] = (*READ, *TRIALS)
"""The rules that every region keeps. Each yields a sentence for each breach; its docstring is the rule."""


def check_region(profile: RegionProfile | Callable[[], RegionProfile]) -> None:
    """Hold a profile to the rules that every region keeps.

    >>> from rnms.regions.khabarovsk import PROFILE
    >>> check_region(PROFILE)

    Args:
        profile: The profile; or what makes it, where it may contradict itself and so cannot be made. Then it
            is told those contradictions together with the rest, as far as there is a rest.

    Raises:
        ContractError: If it breaks some; all problems are listed, one a line.
        TypeError: If it is no profile at all.
    """
    rules, found = RULES, profile
    if not isinstance(found, RegionProfile):
        if not callable(found):
            raise TypeError(
                f"a {type(found).__name__} is no RegionProfile; pass the profile, or what makes it"
            )
        try:
            found = found()
        except ProfileError as error:
            if not isinstance(error.profile, RegionProfile):
                raise
            rules, found = READ, error.profile
    # Its pages hold the profile as it is declared; all else is asked of the whole.
    try:
        whole = composed(found)
    except ProfileError as error:
        raise ContractError(found.key, error.faults) from None
    problems: tuple[str, ...] = ()
    is_judged = True
    for rule in rules:
        # Who asks records for what they do not have is told so; each trial would only say it again.
        if is_judged or rule not in TRIALS:
            held = found if rule is modules_only_declare else whole
            told = tuple(_told(rule, held, sound=rules is RULES))
            is_judged = is_judged and not (told and rule is words_speak_of_records)
            problems += told
    if problems:
        raise ContractError(found.key, problems)


def _told(rule: Rule, profile: RegionProfile, *, sound: bool) -> Iterator[str]:
    try:
        yield from (f"{rule.__name__}: {problem}" for problem in rule(profile))
    except Exception as error:  # noqa: BLE001  # whatever a declaration makes go wrong is told
        # A profile that contradicts itself was told so, which may be all that there is to say.
        if sound:
            message = f"{type(error).__name__}: {error}"
            yield f"{rule.__name__}: it cannot be checked ({message}); mend what it names"


def check_installed(profile: RegionProfile) -> None:
    """Hold that a profile is found by its key, as an installed package offers it.

    >>> from rnms.regions.amur import PROFILE
    >>> check_installed(PROFILE)

    Raises:
        ContractError: If it is not; the problem says what to write in pyproject.toml.
    """
    regions.refresh()
    problems = tuple(f"it_is_installed: {problem}" for problem in _of_installation(profile))
    if problems:
        raise ContractError(profile.key, problems)


def _of_installation(profile: RegionProfile) -> Iterator[str]:
    key = profile.key
    if key not in regions.available():
        yield (
            f'no installed package offers {key!r}; write {key} = "your_package:PROFILE" under'
            ' [project.entry-points."rnms.regions"] in pyproject.toml, and pip install it'
        )
        return
    try:
        registered = regions.get(key)
    except RnmsError as error:
        yield str(error)
        return
    if registered != composed(profile):
        yield (
            f"{regions.source(key)} offers another profile under {key!r};"
            " uninstall the old one, or pip install yours again"
        )
    yield from _unpinned(regions.source(key).split()[0])


def _unpinned(distribution: str) -> Iterator[str]:
    # Imported here: it costs as much as the rest of rnms together.
    from importlib.metadata import PackageNotFoundError, requires

    try:
        demanded = requires(distribution) or []
    except PackageNotFoundError:
        return
    if distribution != "rnms" and not any(
        requirement.startswith("rnms") and ">=" in requirement for requirement in demanded
    ):
        yield f'{distribution} does not say which rnms it needs; write dependencies = ["rnms>=…"]'
