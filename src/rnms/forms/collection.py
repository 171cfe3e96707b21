"""A folder of returned forms, as one value: what was reported, who sent what, and every fault."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePath

import attrs

from rnms._values import frozen
from rnms.errors import PlanNotFoundError, StoppedError, UsageError
from rnms.files.progress import Progress, counted
from rnms.forms.form_plan import PLAN_FILE, FormQuestion, Plan, plan, plan_of, saved_plan
from rnms.forms.leaflet import LEAFLET_FILE
from rnms.forms.ledger import Days, ledger
from rnms.forms.owner import Addressees
from rnms.forms.reading import Refused, Returned, attempted
from rnms.forms.workbook import workbook
from rnms.indicators.tally import distinct
from rnms.issues import Issue, message
from rnms.model.checked import expect_day
from rnms.model.period import Period
from rnms.model.returns import Delivery, DeliveryStatus, Figure, Unreported
from rnms.model.spelling import as_seen
from rnms.model.subjects import Municipality
from rnms.model.system import RegionalSystem
from rnms.regions.profile import RegionProfile
from rnms.results.ledger import LedgerEntry, entries
from rnms.sheets.calamine import Calamine
from rnms.sheets.safety import Upload, file_name, is_folder
from rnms.writing import write_file

NOT_RETURNED = "форма не получена"
"""Why nothing is known of a municipality that sent nothing."""
NOT_READ = "форма не прочитана"
"""Why nothing is known of a municipality whose file could not be read."""
STOPPED = "сбор остановлен до его формы"
"""Why nothing is known of a municipality whose form may lie among those that were not opened."""


@frozen(kw_only=True)
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
        deliveries: The ledger: of each question that each was asked, what became of it.
        issues: Every fault, with its file and cell.
        copies: The copies of forms with remarks, where they were asked for.
        questions: What was asked of each.
    """

    region: str
    period: Period
    municipalities: tuple[Municipality, ...]
    figures: tuple[Figure, ...]
    unreported: tuple[Unreported, ...]
    deliveries: tuple[Delivery, ...] = attrs.field(default=(), repr=False)
    issues: tuple[Issue, ...]
    copies: tuple[Path, ...] = ()
    questions: tuple[FormQuestion, ...] = attrs.field(default=(), repr=False)

    def __repr__(self) -> str:
        number = len(self.municipalities)
        forms = f"{self.forms} of {number} forms"
        return f"Collected({self.region!r}, {str(self.period)!r}, {forms}, {len(self.issues)} issues)"

    @property
    def silent(self) -> tuple[Municipality, ...]:
        """The municipalities that sent nothing; whoever sent what could not be read is :attr:`unread`."""
        ids = {part.municipality for part in self.unreported if part.why == NOT_RETURNED}
        return tuple(place for place in self.municipalities if place.id in ids)

    @property
    def unread(self) -> tuple[Municipality, ...]:
        """The municipalities that sent something of which no form could be read."""
        ids = {part.municipality for part in self.unreported if part.why != NOT_RETURNED}
        return tuple(place for place in self.municipalities if place.id in ids)

    @property
    def forms(self) -> int:
        """How many forms were read."""
        return len(self.municipalities) - len(self.silent) - len(self.unread)

    def ledger(self, system: RegionalSystem | None = None) -> tuple[LedgerEntry, ...]:
        """List the ledger of what was asked, with the names of municipalities and the titles of questions.

        >>> from rnms.forms import plan
        >>> form_plan = plan("khabarovsk", 2023, [Municipality(id="m1", name="Лесной район")], only="3")
        >>> [line] = collect([Upload("plan.json", form_plan.dumps().encode())]).ledger()
        >>> line.name, line.delivery.status
        ('Лесной район', <DeliveryStatus.NOT_SENT: 'not_sent'>)

        Args:
            system: The system that came of the forms, where they were added to what was known before; by
                default the forms alone.
        """
        titles = {question.key: question.title for question in self.questions}
        if system is None:
            return entries(self.deliveries, self.municipalities, titles)
        lines = (line for line in system.deliveries if (line.question, line.period) in self._asked)
        return entries(lines, system.municipalities or (), titles)

    def system(self, base: RegionalSystem | None = None) -> RegionalSystem:
        """Find the regional system to evaluate: the forms alone, or added to what the region knows itself.

        What ``base`` holds from an earlier collection gives way: of a municipality whose form came, all
        that was asked; whoever is silent now and answered then is taken at his earlier word.

        Raises:
            ValueError: If ``base`` is of another region.
        """
        base = RegionalSystem(region=self.region) if base is None else base
        if base.region != self.region:
            regions = {"region": repr(self.region), "other": repr(base.region)}
            raise UsageError(message("error.other-region/forms", **regions))
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
        earlier_deliveries = (
            delivery
            for delivery in base.deliveries
            if not (delivery.municipality in asked_of and (delivery.question, delivery.period) in self._asked)
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
            deliveries=(
                *earlier_deliveries,
                *(delivery for delivery in self._dated(base) if delivery.municipality not in kept),
            ),
        )

    def open_issues(self, base: RegionalSystem) -> tuple[Issue, ...]:
        """List the issues without those that say that nothing came from whoever ``base`` has the answers of.

        >>> from rnms.forms import plan
        >>> form_plan = plan("khabarovsk", 2023, [Municipality(id="m1", name="Лесной район")], only="3")
        >>> collected = collect([Upload("plan.json", form_plan.dumps().encode())])
        >>> [issue.code for issue in collected.open_issues(RegionalSystem(region="khabarovsk"))]
        ['form.not-returned']
        """
        # Whose earlier form has a fault or a blank is asked again.
        faulty = {
            line.municipality
            for line in base.deliveries
            if line.status in {DeliveryStatus.FAULTY, DeliveryStatus.BLANK}
            and (line.question, line.period) in self._asked
        }
        kept = self._kept_from(base) - faulty
        names = {place.name for place in self.municipalities if place.id in kept}
        return tuple(
            issue for issue in self.issues if not (issue.code == "form.not-returned" and issue.place in names)
        )

    def _dated(self, base: RegionalSystem) -> Iterator[Delivery]:
        """List the lines of the ledger; what is as it was in an earlier collection came when it came then."""
        days = {attrs.evolve(line, when=None): line.when for line in base.deliveries}
        earlier_figures = set(base.figures)
        changed = {
            (figure.municipality, figure.key, figure.period)
            for figure in self.figures
            if figure not in earlier_figures
        }
        for line in self.deliveries:
            day = days.get(attrs.evolve(line, when=None))
            is_same = (line.municipality, line.question, line.period) not in changed
            yield attrs.evolve(line, when=day) if day is not None and is_same else line

    def _is_earlier(self, figure: Figure) -> bool:
        """Tell whether a figure was collected, and answers what is asked again."""
        # What was read from no cell is known to the region from elsewhere.
        return bool(figure.place) and (figure.key, figure.period) in self._asked

    def _kept_from(self, base: RegionalSystem) -> set[str | None]:
        """List the municipalities of which nothing came now, and something did before, were it unreadable."""
        unsent = {part.municipality for part in self.unreported if part.why in {NOT_RETURNED, STOPPED}}
        counted = {figure.municipality for figure in base.figures if self._is_earlier(figure)}
        sent = {
            delivery.municipality
            for delivery in base.deliveries
            if delivery.status is not DeliveryStatus.NOT_SENT
            and (delivery.question, delivery.period) in self._asked
        }
        return unsent & (counted | sent)

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
    duties: bool = False,
    remarks: str | Path | None = None,
    came: dt.date | Days | None = None,
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
        duties: Whether duties were asked for, as in :func:`write`.
        remarks: Another folder, where a copy of each faulty form is put with a comment on every bad cell.
        came: The day on which the files came, for the ledger: of all, or of each by its name.
        progress: Is told how many files are read, and of how many.

    Raises:
        DataError: If the plan in the folder is spoilt.
        FieldError: If the day on which the files came is none.
        FileNotFoundError: If there is no plan, and the arguments do not make one.
        LookupError: If there is no such region, indicator or reading.
        MissingExtraError: If openpyxl is not installed.
        StoppedError: If somebody stops it by Ctrl-C; what was read by then is in it.
        ValueError: If the copies would go among the forms.
    """
    folder = Path(folder) if isinstance(folder, str | Path) else tuple(folder)
    if remarks is not None and isinstance(folder, Path) and Path(remarks).resolve() == folder.resolve():
        raise UsageError(message("error.remarks-among-forms"))
    form_plan = _asked(folder, profile, period, municipalities, only, readings, duties=duties)
    copies_folder = None if remarks is None else Path(remarks)
    files, read_files = list(_returned_files(folder, copies_folder)), list[Returned | Refused]()
    if copies_folder is not None:
        _refuse_to_replace(files, _copy_paths(form_plan, copies_folder).values())
    addressees = Addressees.of(form_plan)
    if came is not None and not isinstance(came, Mapping):
        expect_day(came, owner="forms.collect", field="came")
    days = dict.fromkeys(map(file_name, files), came) if isinstance(came, dt.date) else came or {}
    try:
        with Calamine() as calamine:
            for path in counted(files, progress):
                read_files.append(attempted(path, addressees, calamine))
    except KeyboardInterrupt:
        unread = len(files) - len(read_files)
        raise StoppedError(_collected(form_plan, read_files, copies_folder, days, unread)) from None
    return _collected(form_plan, read_files, copies_folder, days)


def _collected(
    form_plan: Plan,
    read_files: Sequence[Returned | Refused],
    copies_folder: Path | None,
    days: Days,
    unread: int = 0,
) -> Collected:
    """Put together what files say, where so many more were not opened."""
    forms: dict[str, list[Returned]] = {}
    for form in read_files:
        if isinstance(form, Returned):
            forms.setdefault(form.municipality.id, []).append(form)
    forms = {key: _current(several) for key, several in forms.items()}
    copied = [*_copied(forms)]
    forms = {key: _once_each(several) for key, several in forms.items()}
    refused = [file for file in read_files if isinstance(file, Refused)]
    doubled = {key: [*_doubled(several)] for key, several in forms.items() if len(several) > 1}
    issues = [issue for file in refused for issue in file.issues]
    issues += (*copied, *(issue for of_one in doubled.values() for issue in of_one))
    order = [forms[place.id][0] for place in form_plan.municipalities if len(forms.get(place.id, ())) == 1]
    senders = {sender.id for file in refused for sender in file.senders}
    why = STOPPED if unread else NOT_RETURNED
    silent = {
        place.id: NOT_READ if place.id in senders else why
        for place in form_plan.municipalities
        if place.id not in forms
    }
    if unread:
        fault = message("form.stopped", number=unread)
        issues.append(Issue(place=form_plan.region, text=fault, code="form.stopped"))
    for place in form_plan.municipalities:
        if silent.get(place.id) == NOT_RETURNED:
            fault = message("form.not-returned")
            issues.append(Issue(place=place.name, text=fault, code="form.not-returned"))
    silent |= dict.fromkeys(doubled, "получены две формы")
    first_doubled = {key: of_one[0] for key, of_one in doubled.items()}
    deliveries = ledger(form_plan, forms, refused, first_doubled, days)
    return Collected(
        region=form_plan.region,
        period=form_plan.period,
        municipalities=form_plan.municipalities,
        figures=tuple(figure for form in order for figure in form.figures),
        unreported=tuple(_unreported(form_plan, silent)),
        # Of whoever's file was not opened nobody can say that he sent nothing.
        deliveries=tuple(line for line in deliveries if silent.get(line.municipality or "") != STOPPED),
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
    *,
    duties: bool,
) -> Plan:
    if profile is not None and period is not None and municipalities is not None:
        return plan(profile, period, municipalities, only=only, readings=readings, duties=duties)
    if profile is not None or period is not None or municipalities is not None:
        raise TypeError(
            "give profile, period and municipalities together, or none of them: then the plan counts"
        )
    if isinstance(folder, Path):
        return saved_plan(folder)
    for upload in folder:
        if upload.name.casefold() == PLAN_FILE:
            return plan_of(upload.data)
    raise PlanNotFoundError(PLAN_FILE)


_NO_FORMS = {"thumbs.db", "desktop.ini", PLAN_FILE, LEAFLET_FILE.casefold()}


def _returned_files(
    folder: Path | tuple[Upload, ...], remarks: Path | None = None
) -> Iterator[Path | Upload]:
    """List the files of a folder by name, without ours, those of systems, and of office programs.

    A folder inside is listed too where something lies in it, unless it is that of our remarks.
    """
    files: Iterable[Path | Upload] = folder.iterdir() if isinstance(folder, Path) else folder
    for path in sorted(files, key=lambda path: path.name):
        name = file_name(path)
        if name.startswith(("~$", ".")) or name.casefold() in _NO_FORMS:
            continue
        if isinstance(path, Path) and is_folder(path) and (_is_empty(path) or _is_same(path, remarks)):
            continue
        yield path


def _is_empty(folder: Path) -> bool:
    """Tell whether nothing lies in a folder; in one that may not be opened something may."""
    try:
        return next(folder.iterdir(), None) is None
    except OSError:
        return False


def _is_same(folder: Path, other: Path | None) -> bool:
    return other is not None and folder.resolve() == other.resolve()


def _current(forms: list[Returned]) -> list[Returned]:
    """List the forms of a municipality without those that a corrected copy stands for.

    The one that bears its name comes first: of two that say the same the other is the copy.
    """
    current = (form for form in forms if not any(form.is_replaced_by(other) for other in forms))
    return sorted(
        current, key=lambda form: as_seen(PurePath(form.file).stem) != as_seen(form.municipality.name)
    )


def _first_alike(form: Returned, forms: Sequence[Returned]) -> Returned:
    """Find the first of some forms that says the same as one of them."""
    return next(other for other in forms if form.is_copy_of(other))


def _once_each(forms: Sequence[Returned]) -> list[Returned]:
    """List forms without those that say what one before them says."""
    return [form for form in forms if _first_alike(form, forms) is form]


def _copied(forms: Mapping[str, Sequence[Returned]]) -> Iterator[Issue]:
    """Name the forms that count once since one before them says the same."""
    for of_one in forms.values():
        for form in of_one:
            first = _first_alike(form, of_one)
            if first is not form:
                fault = message("form.copied", municipality=form.municipality.name, first=first.file)
                yield Issue(place=form.file, text=fault, code="form.copied")


def _doubled(forms: list[Returned]) -> Iterator[Issue]:
    for form in forms[1:]:
        fault = message("form.doubled", municipality=form.municipality.name, first=forms[0].file)
        yield Issue(place=form.file, text=fault, code="form.doubled")


def _unreported(form_plan: Plan, silent: Mapping[str, str]) -> Iterator[Unreported]:
    for place in form_plan.municipalities:
        if place.id in silent:
            for period in distinct(question.period for question in form_plan.questions):
                yield Unreported(entity="figures", municipality=place.id, period=period, why=silent[place.id])


def _copy_paths(form_plan: Plan, folder: Path) -> dict[str, Path]:
    """Name the copy with remarks of each municipality's form, by its id."""
    return {key: folder / f"{stem} — замечания.xlsx" for key, stem in form_plan.file_stems().items()}


def _refuse_to_replace(files: Iterable[Path | Upload], copies: Iterable[Path]) -> None:
    """Refuse to write copies where one would take the place of a form: by a link, or within the folder."""
    inodes = {(at.st_dev, at.st_ino) for file in files if isinstance(file, Path) for at in (file.stat(),)}
    for copy in filter(Path.is_file, copies):
        at = copy.stat()
        if (at.st_dev, at.st_ino) in inodes:
            raise UsageError(message("error.remarks-among-forms"))


def _copies(form_plan: Plan, forms: Iterable[Returned], folder: Path) -> Iterator[Path]:
    """Write a copy of each faulty form: our own form with its answers as values and its faults as notes."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = _copy_paths(form_plan, folder)
    for form in forms:
        if form.remarks:
            path = paths[form.municipality.id]
            write_file(path, workbook(form_plan, form.municipality, form.filled()))
            yield path
