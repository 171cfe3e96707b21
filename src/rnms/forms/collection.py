"""A folder of returned forms, as one value: what was reported, who is silent, and every fault."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import attrs

from rnms.files.progress import Progress, StoppedError, counted
from rnms.forms.form_plan import PLAN_FILE, FormQuestion, Plan, plan, plan_of, saved_plan
from rnms.forms.leaflet import LEAFLET_FILE
from rnms.forms.owner import Addressees
from rnms.forms.reading import Returned, attempted
from rnms.forms.workbook import workbook
from rnms.indicators.tally import distinct
from rnms.issues import Issue, message
from rnms.model.period import Period
from rnms.model.returns import Figure, Unreported
from rnms.model.subjects import Municipality
from rnms.model.system import RegionalSystem
from rnms.regions.profile import RegionProfile
from rnms.sheets.calamine import Calamine
from rnms.sheets.safety import Upload, file_name

NOT_RETURNED = "форма не получена"
"""Why nothing is known of a municipality of which no form could be read."""
STOPPED = "сбор остановлен до его формы"
"""Why nothing is known of a municipality whose form may lie among those that were not opened."""


@attrs.frozen(kw_only=True)
class Collected:
    """What the municipalities returned.

    >>> import rnms, tempfile
    >>> places = [Municipality(id="m1", name="Лесной район")]
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     forms = rnms.forms.write("khabarovsk", 2023, places, folder)
    ...     collected = rnms.forms.collect(folder)
    >>> [place.name for place in collected.silent]
    ['Лесной район']

    Attributes:
        region: Key of the region.
        period: The period that was asked for.
        municipalities: Who was asked.
        figures: What they report, and why a number is missing where they say so.
        unreported: Those of whom no form could be read.
        issues: Every fault, with its file and cell.
        copies: The copies of forms with remarks, where they were asked for.
        questions: What was asked of each.
    """

    region: str
    period: Period
    municipalities: tuple[Municipality, ...]
    figures: tuple[Figure, ...]
    unreported: tuple[Unreported, ...]
    issues: tuple[Issue, ...]
    copies: tuple[Path, ...] = ()
    questions: tuple[FormQuestion, ...] = attrs.field(default=(), repr=False)

    def __repr__(self) -> str:
        number = len(self.municipalities)
        forms = f"{number - len(self.silent)} of {number} forms"
        return f"Collected({self.region!r}, {str(self.period)!r}, {forms}, {len(self.issues)} issues)"

    @property
    def silent(self) -> tuple[Municipality, ...]:
        """The municipalities of which no form could be read."""
        ids = {part.municipality for part in self.unreported}
        return tuple(place for place in self.municipalities if place.id in ids)

    def system(self, base: RegionalSystem | None = None) -> RegionalSystem:
        """Find the regional system to evaluate: the forms alone, or added to what the region knows itself.

        What ``base`` holds from an earlier collection gives way: of a municipality whose form came, all
        that was asked; whoever is silent now and answered then is taken at his earlier word.

        Raises:
            ValueError: If ``base`` is of another region.
        """
        base = RegionalSystem(region=self.region) if base is None else base
        if base.region != self.region:
            raise ValueError(f"the forms are of {self.region!r}, the data of {base.region!r}")
        ids = {place.id for place in base.municipalities or ()}
        new = [place for place in self.municipalities if place.id not in ids]
        kept = self._kept_from(base)
        periods = {question.period for question in self.questions}
        asked_of = {place.id for place in self.municipalities} - kept
        earlier_figures = (
            figure
            for figure in base.figures
            if not (figure.municipality in asked_of and self._is_earlier(figure))
        )
        earlier_silence = (
            part
            for part in base.unreported
            if not (part.municipality in asked_of and part.entity == "figures" and part.period in periods)
        )
        return attrs.evolve(
            base,
            municipalities=(*(base.municipalities or ()), *new),
            figures=(*earlier_figures, *self.figures),
            unreported=(
                *earlier_silence,
                *(part for part in self.unreported if part.municipality not in kept),
            ),
        )

    def _is_earlier(self, figure: Figure) -> bool:
        """Tell whether a figure was collected, and answers what is asked again."""
        # What was read from no cell is known to the region from elsewhere.
        return bool(figure.place) and (figure.key, figure.period) in self._asked

    def _kept_from(self, base: RegionalSystem) -> set[str | None]:
        """List the municipalities of which no form came now, and one did before."""
        unsent = {part.municipality for part in self.unreported if part.why in {NOT_RETURNED, STOPPED}}
        return {
            figure.municipality
            for figure in base.figures
            if figure.municipality in unsent and self._is_earlier(figure)
        }

    @functools.cached_property
    def _asked(self) -> frozenset[tuple[str, Period]]:
        return frozenset((question.key, question.period) for question in self.questions)


def collect(
    folder: str | Path | Iterable[Upload],
    profile: RegionProfile | str | None = None,
    period: Period | int | str | None = None,
    municipalities: Iterable[Municipality] | None = None,
    *,
    only: str | Iterable[str] | None = None,
    readings: str | Iterable[str] = (),
    remarks: str | Path | None = None,
    progress: Progress | None = None,
) -> Collected:
    """Collect the forms of a folder, all faults at once.

    A cell that cannot be read is unknown and nothing else is lost; a municipality without a form is named.
    Who was asked for what is told by the plan that :func:`write` left in the folder, or by the same
    arguments. Folders inside are not looked into.

    >>> import pathlib, tempfile
    >>> from rnms.forms import write
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = write("khabarovsk", 2023, [Municipality(id="m1", name="Лесной район")], folder, only="3")
    >>> print(collect(folder).issues[0])
    Лесной район.xlsx[Форма]: форма не заполнена: ни ответа, ни причины

    Args:
        folder: Where the forms are: XLSX, or CSV of the same columns; or the files themselves, the plan
            among them unless the arguments make one.
        profile: The region, or its key; by default that of the plan in the folder.
        period: The period that was asked for.
        municipalities: Who was asked.
        only: The indicators that were asked for, as in :func:`write`.
        readings: The readings that were asked for, as in :func:`write`.
        remarks: Another folder, where a copy of each faulty form is put with a comment on every bad cell.
        progress: Is told how many files are read, and of how many.

    Raises:
        DataError: If the plan in the folder is spoilt.
        FileNotFoundError: If there is no plan, and the arguments do not make one.
        LookupError: If there is no such region, indicator or reading.
        MissingExtraError: If openpyxl is not installed.
        StoppedError: If somebody stops it by Ctrl-C; what was read by then is in it.
        ValueError: If the copies would go among the forms.
    """
    folder = Path(folder) if isinstance(folder, str | Path) else tuple(folder)
    if remarks is not None and isinstance(folder, Path) and Path(remarks).resolve() == folder.resolve():
        raise ValueError("copies with remarks cannot go among the forms; name another folder for them")
    form_plan = _asked(folder, profile, period, municipalities, only, readings)
    files, read_files = list(_returned_files(folder)), list[Returned | tuple[Issue, ...]]()
    addressees = Addressees.of(form_plan)
    copies_folder = None if remarks is None else Path(remarks)
    try:
        with Calamine() as calamine:
            for path in counted(files, progress):
                read_files.append(attempted(path, addressees, calamine))
    except KeyboardInterrupt:
        unread = len(files) - len(read_files)
        raise StoppedError(_collected(form_plan, read_files, copies_folder, unread)) from None
    return _collected(form_plan, read_files, copies_folder)


def _collected(
    form_plan: Plan,
    read_files: Iterable[Returned | tuple[Issue, ...]],
    copies_folder: Path | None,
    unread: int = 0,
) -> Collected:
    """Put together what files say, where so many more were not opened."""
    issues: list[Issue] = []
    forms: dict[str, list[Returned]] = {}
    for form in read_files:
        if isinstance(form, Returned):
            forms.setdefault(form.municipality.id, []).append(form)
        else:
            issues += form
    forms = {key: _current(several) for key, several in forms.items()}
    issues += (issue for several in forms.values() for issue in _doubled(several))
    order = [forms[place.id][0] for place in form_plan.municipalities if len(forms.get(place.id, ())) == 1]
    why = STOPPED if unread else NOT_RETURNED
    silent = {place.id: why for place in form_plan.municipalities if place.id not in forms}
    if unread:
        fault = message("form.stopped", number=unread)
        issues.append(Issue(place=form_plan.region, text=fault, code="form.stopped"))
    for place in () if unread else form_plan.municipalities:
        if place.id in silent:
            fault = message("form.not-returned")
            issues.append(Issue(place=place.name, text=fault, code="form.not-returned"))
    silent |= {key: "получены две формы" for key, several in forms.items() if len(several) > 1}
    return Collected(
        region=form_plan.region,
        period=form_plan.period,
        municipalities=form_plan.municipalities,
        figures=tuple(figure for form in order for figure in form.figures),
        unreported=tuple(_unreported(form_plan, silent)),
        issues=(*(remark.issue for form in order for remark in form.remarks), *issues),
        copies=() if copies_folder is None else tuple(_copies(form_plan, order, copies_folder)),
        questions=form_plan.questions,
    )


def _asked(
    folder: Path | tuple[Upload, ...],
    profile: RegionProfile | str | None,
    period: Period | int | str | None,
    municipalities: Iterable[Municipality] | None,
    only: str | Iterable[str] | None,
    readings: str | Iterable[str],
) -> Plan:
    if profile is not None and period is not None and municipalities is not None:
        return plan(profile, period, municipalities, only=only, readings=readings)
    if profile is not None or period is not None or municipalities is not None:
        raise TypeError(
            "give profile, period and municipalities together, or none of them: then the plan counts"
        )
    if isinstance(folder, Path):
        return saved_plan(folder)
    for upload in folder:
        if upload.name.casefold() == PLAN_FILE:
            return plan_of(upload.data)
    raise FileNotFoundError(
        f"no {PLAN_FILE} is among the files; give it, or profile, period and municipalities"
    )


_NO_FORMS = {"thumbs.db", "desktop.ini", PLAN_FILE, LEAFLET_FILE.casefold()}


def _returned_files(folder: Path | tuple[Upload, ...]) -> Iterator[Path | Upload]:
    """List the files of a folder by name, without ours, those of systems, and of office programs at work."""
    files: Iterable[Path | Upload] = folder.iterdir() if isinstance(folder, Path) else folder
    for path in sorted(files, key=lambda path: path.name):
        name = file_name(path)
        is_folder = isinstance(path, Path) and not path.is_file()
        if not (is_folder or name.startswith(("~$", ".")) or name.casefold() in _NO_FORMS):
            yield path


def _current(forms: list[Returned]) -> list[Returned]:
    """List the forms of a municipality without those that a corrected copy stands for."""
    return [form for form in forms if not any(form.is_replaced_by(other) for other in forms)]


def _doubled(forms: list[Returned]) -> Iterator[Issue]:
    for form in forms[1:]:
        said = message("form.doubled", municipality=form.municipality.name, first=forms[0].file)
        yield Issue(place=form.file, text=said, code="form.doubled")


def _unreported(form_plan: Plan, silent: Mapping[str, str]) -> Iterator[Unreported]:
    for place in form_plan.municipalities:
        if place.id in silent:
            for period in distinct(question.period for question in form_plan.questions):
                yield Unreported(entity="figures", municipality=place.id, period=period, why=silent[place.id])


def _copies(form_plan: Plan, forms: Iterable[Returned], folder: Path) -> Iterator[Path]:
    """Write a copy of each faulty form: our own form with its answers as values and its faults as notes."""
    folder.mkdir(parents=True, exist_ok=True)
    stems = form_plan.file_stems()
    for form in forms:
        if form.remarks:
            path = folder / f"{stems[form.municipality.id]} — замечания.xlsx"
            path.write_bytes(workbook(form_plan, form.municipality, form.filled()))
            yield path
