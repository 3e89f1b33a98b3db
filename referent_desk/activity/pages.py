"""The report on paper: what stands where, and what is said of it in plain words."""

import re
from collections.abc import Iterable, Iterator, Sequence

from referent_desk.activity import explanations, wording
from referent_desk.activity.charts import bar, longest, tall_bar
from referent_desk.activity.control import Printed, Symbol
from referent_desk.activity.indicators import Population, Section, Unit
from referent_desk.activity.periods import Period
from referent_desk.activity.report import (
    BASE_OF_A_SPREAD,
    PrintedRow,
    PrintedSection,
    PrintedTable,
    PrintedTotal,
    Report,
)
from referent_desk.documents import (
    Beside,
    Cover,
    Figure,
    Grid,
    Header,
    Highlight,
    Highlights,
    ItemList,
    Paper,
    PaperBlock,
    Paragraph,
    Part,
    Remark,
    RowDrawing,
    Run,
    Style,
    long_date,
    render_paper,
)
from referent_desk.drawings import (
    PRINT,
    Bar,
    Limit,
    Look,
    Panel,
    draw_bar_rows,
    draw_small_multiples,
    draw_spread,
)
from referent_desk.figures import counted

_TITLE = "Rapport d’activité"
_PARAGRAPHS = re.compile(r"\n\s*\n")
_NAME = 3.0
_NO_BAR = Bar("", None, "", Look.NONE)


def pdf(report: Report) -> bytes:
    """Tagged; the same report gives the same bytes. Raises MissingGlyphs."""
    period = wording.period_name(report.period).capitalize()
    body = tuple(block for part in _parts(report) for block in part)
    kept = "" if report.issued_on else " · aperçu, pas encore émis"
    foot = f"{_TITLE} · {period}{kept}"
    return render_paper(Paper(f"{_TITLE}, {period}", _cover(report, period), body, foot))


def _cover(report: Report, period: str) -> Cover:
    sender = report.sender
    return Cover(
        _TITLE,
        period,
        tuple(text for text in (*sender.service, sender.name, sender.title) if text),
        tuple(_about(report)),
        tuple(_rectified(report)),
    )


def _about(report: Report) -> Iterator[str]:
    if report.period.is_quarter or report.period.is_year:
        yield wording.period_days(report.period).capitalize()
    if report.issued_on:
        yield f"Émis le {long_date(report.issued_on)}"
    else:
        yield "Aperçu, pas encore émis: à ne pas transmettre"
    if report.version > 1:
        yield f"Version {report.version}, rectifiée"


def _rectified(report: Report) -> Iterator[Paragraph | ItemList]:
    if report.rectified:
        before = report.version - 1
        yield Paragraph((Run(f"Ce qui change depuis la version {before}", Style.STRONG),))
        yield _items(report.rectified)


def _parts(report: Report) -> Iterator[Iterable[PaperBlock]]:
    yield _key_figures(report)
    yield _over_time(report)
    for section in report.sections:
        yield _section(section, report)
    yield _lessons(report)
    yield _comment(report)
    yield explanations.definitions(report)
    yield explanations.method(report)
    yield explanations.left_out(report)


def _key_figures(report: Report) -> Iterator[PaperBlock]:
    shown = [total for total in report.key_figures if total.values[0] is not Symbol.OMITTED]
    if not shown:
        return
    yield Part("Chiffres clés")
    yield Highlights(tuple(_highlight(total, report) for total in shown))
    if report.threshold > 1:
        small = wording.small(report.threshold)
        yield Remark(
            f"« {small} »: de 1 à {report.threshold - 1}. « {wording.WITHHELD} »: non communiqué."
            " Le pourquoi est dit sous « Méthode »."
        )


def _highlight(total: PrintedTotal, report: Report) -> Highlight:
    texts = [_figure(value, report, total.population) for value in total.values]
    before = zip(total.columns[1:], texts[1:], strict=True)
    note = " · ".join(f"{wording.short_period(period)}: {text}" for period, text in before)
    return Highlight(texts[0], total.population.name, note)


def _over_time(report: Report) -> Iterator[PaperBlock]:
    if not report.series:
        return
    panels: list[Panel] = []
    told: list[str] = []
    for series in report.series:
        texts = [_figure(value, report, series.population) for _, value in series.points]
        bars = [
            tall_bar(period, value, text, latest=period == series.points[-1][0])
            for (period, value), text in zip(series.points, texts, strict=True)
        ]
        panels.append(Panel(series.population.name, tuple(bars)))
        values = zip(series.points, texts, strict=True)
        said = ", ".join(f"{wording.short_period(period)}: {text}" for (period, _), text in values)
        told.append(f"{series.population.name}, {said}")
    yield Part("D’un trimestre à l’autre")
    alt = "Petits graphiques en barres, un par total. " + ". ".join(told) + "."
    yield Figure(draw_small_multiples(panels, PRINT), alt)
    yield from _series_grid(report)


def _series_grid(report: Report) -> Iterator[PaperBlock]:
    periods = sorted({period for series in report.series for period, _ in series.points})
    rows: list[tuple[str, ...]] = []
    for series in report.series:
        values = dict(series.points)
        figures = (_figure(values.get(p), report, series.population) for p in periods)
        rows.append((series.population.name, *figures))
    heads = (Header(_stacked(period), number=True) for period in periods)
    yield Grid((Header("Totaux", 2.2), *heads), tuple(rows))


def _section(section: PrintedSection, report: Report) -> Iterator[PaperBlock]:
    yield Part(section.title)
    if section.totals:
        rows = tuple(
            (total.population.name, *(_figure(v, report, total.population) for v in total.values))
            for total in section.totals
        )
        yield Grid(_heads("Ensemble", section.totals[0].columns), rows, narrow=True)
    yield from _not_printed(section)
    if section.section is Section.REQUESTS:
        yield from _delay(report)
    if section.section is Section.WORK:
        yield from _work(report)
    for table in section.tables:
        if _met(table):
            yield from _table(table, report)


def _not_printed(section: PrintedSection) -> Iterator[PaperBlock]:
    if nothing := [t.indicator.name for t in section.tables if not t.reason and not _met(t)]:
        yield Remark(f"Rien à compter: {'; '.join(nothing)}.")
    if omitted := [table.indicator.name for table in section.tables if table.reason]:
        yield Remark(f"Omis, avec leur raison à la fin du rapport: {'; '.join(omitted)}.")


def _met(table: PrintedTable) -> list[PrintedRow]:
    """The answers that were given in one of the periods, or may have been."""
    return [row for row in table.rows if any(value != 0 for value in row.values)]


def _table(table: PrintedTable, report: Report) -> Iterator[PaperBlock]:
    yield Part(table.indicator.name, level=3)
    rows, population = _met(table), table.population
    texts = [(_label(row), *(_figure(v, report, population) for v in row.values)) for row in rows]
    total = ("Total", *(_figure(value, report, population) for value in table.totals))
    parts = frozenset(at for at, row in enumerate(rows) if row.level)
    heads = _heads(population.name, table.columns)
    grid = Grid(heads, (*texts, total), totals=1, indented=parts)
    bars = [_beside(row, text[1]) for row, text in zip(rows, texts, strict=True)]
    yield Beside(grid, _rows_drawn([*bars, _NO_BAR]), _alt(table, texts))
    yield from _under(table, rows)


def _label(row: PrintedRow) -> str:
    """Words of a catalogue are written small."""
    return row.label if row.level else row.label[:1].upper() + row.label[1:]


def _under(table: PrintedTable, rows: Sequence[object]) -> Iterator[PaperBlock]:
    if table.indicator.several:
        yield Remark("Plusieurs réponses sont possibles: leur somme peut dépasser le total.")
    if len(rows) < len(table.rows):
        never = ", ".join(row.label for row in table.rows if all(v == 0 for v in row.values))
        yield Remark(f"Aucun cas: {never}.")


def _beside(row: PrintedRow, told: str) -> Bar:
    """The table tells the figures; a bar tells only why it has no length."""
    value = row.values[0]
    return bar(value, told if isinstance(value, Symbol) else "", full=not row.level)


def _rows_drawn(bars: Sequence[Bar], limit: Limit | None = None) -> RowDrawing:
    of_all = longest(bars)
    return lambda rows, heights, width: draw_bar_rows(
        bars[rows.start : rows.stop], heights, PRINT, width, of_all, limit
    )


def _alt(table: PrintedTable, texts: Sequence[tuple[str, ...]]) -> str:
    said = "; ".join(f"{row[0]}: {row[1]}" for row in texts)
    return f"Barres: {table.indicator.name}, {wording.short_period(table.columns[0])}. {said}."


def _delay(report: Report) -> Iterator[PaperBlock]:
    delay = report.delay
    if delay.base is Symbol.OMITTED:
        return
    base = _value(delay.base, report, Unit.REQUESTS)
    yield Part(delay.name, level=3)
    if delay.median is None:
        yield Remark(f"Base: {base}. {_why_no_delay(report)}")
        return
    if delay.low_quartile is None or delay.high_quartile is None:
        half = counted(delay.median, "jour", "jours")
        yield Remark(
            f"La moitié des demandes a attendu au plus {half} (médiane). Base: {base}, trop petite"
            " pour imprimer des quartiles."
        )
        return
    spread = delay.low_quartile, delay.median, delay.high_quartile
    days = [counted(value, "jour", "jours") for value in spread]
    names = (
        "Un quart a attendu au plus",
        "La moitié a attendu au plus (médiane)",
        "Trois quarts ont attendu au plus",
    )
    grid = Grid(
        (Header("Demandes", _NAME), Header("Délai", number=True)),
        tuple(zip(names, days, strict=True)),
    )
    alt = f"Délai sur un axe de jours: médiane {days[1]}, entre {days[0]} et {days[2]}."
    yield Beside(
        grid, lambda _rows, _heights, width: draw_spread(*spread, "jours", PRINT, width), alt
    )
    yield Remark(
        f"Base: {base}. La boîte va du premier au troisième quartile; le trait est la médiane."
    )


def _why_no_delay(report: Report) -> str:
    base = report.delay.base
    if not isinstance(base, int) or base < BASE_OF_A_SPREAD * report.threshold:
        return "Elle est trop petite pour imprimer un délai."
    return "Un délai imprimé ferait retrouver des nombres cachés."


def _work(report: Report) -> Iterator[PaperBlock]:
    work = report.work
    whole = work.direct + work.indirect
    rows = (
        ("Travail direct, avec les familles", work.direct, Look.FULL),
        ("Travail indirect", work.indirect, Look.FULL),
        ("Ensemble", whole, Look.FULL),
        ("Horaire du poste sur la période", work.expected, Look.PALE),
    )
    told = [(label, wording.hours(minutes)) for label, minutes, _ in rows]
    bars = [Bar("", minutes, "", look) for _, minutes, look in rows]
    yield Part("Temps de travail et horaire du poste", level=3)
    grid = Grid((Header("Travail", _NAME), Header("Durée", number=True)), tuple(told))
    alt = "Barres: " + "; ".join(f"{label}: {text}" for label, text in told) + "."
    limit = Limit(work.expected, "horaire") if work.expected else None
    yield Beside(grid, _rows_drawn(bars, limit), alt)
    if work.expected:
        share = round(100 * whole / work.expected)
        yield Remark(f"Le travail noté fait {share} % de l’horaire du poste.")


def _lessons(report: Report) -> Iterator[PaperBlock]:
    if report.lessons:
        yield Part("Ce que les familles nous apprennent")
        yield Remark("Reformulé, sans nom, et imprimé avec l’accord des familles concernées.")
        yield _items(report.lessons)


def _comment(report: Report) -> Iterator[PaperBlock]:
    paragraphs = [text.strip() for text in _PARAGRAPHS.split(report.comment) if text.strip()]
    if paragraphs:
        yield Part("Commentaire")
        yield from (Paragraph((Run(text),)) for text in paragraphs)


def _items(texts: Iterable[str]) -> ItemList:
    return ItemList(tuple((Run(text),) for text in texts))


def _heads(name: str, columns: Sequence[Period]) -> tuple[Header, ...]:
    """The report's own period in ink, those that it is compared with in grey."""
    numbers = (
        Header(wording.column_period(period), number=True, quiet=place > 0)
        for place, period in enumerate(columns)
    )
    return Header(name, _NAME), *numbers


def _stacked(period: Period) -> str:
    """The same in a narrow column."""
    return wording.column_period(period).replace("\u00a0", "\n")


def _figure(value: Printed | None, report: Report, population: Population) -> str:
    return _value(value, report, population.unit)


def _value(value: Printed | None, report: Report, unit: Unit) -> str:
    return wording.figure(value, report.threshold, unit)
