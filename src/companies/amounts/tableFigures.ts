import { dayOf, isoOf } from '../../market/day.js';
import type { StatementMetric } from '../../market/facts.js';
import type { IsoDate } from '../../scoring/names.js';
import type { CleanedText, Span } from '../documents/text/documentText.js';
import { metricCode } from '../figures/metricCodes.js';
import { cellNumber, type CellNumber } from './cellNumber.js';
import { HeaderPeriods } from './headerPeriods.js';
import { metricNamed, type MetricName } from './metricNames.js';
import { shiftedDecimal } from './shiftedDecimal.js';
import type { MetricValue } from './metricValue.js';
import type { SuggestedFigure } from './suggestedFigure.js';
import { tableUnitIn, type TableUnit } from './tableUnit.js';
import { pageAt, textAround } from './textPlaces.js';

/** How far above a table its unit may be written. */
const ABOVE = 300;
const CRORE = 7;
/** A table of parts of a company, or of other ones. */
const OF_PARTS = /\b(?:segments?|subsidiar(?:y|ies)|associates?|joint ventures?|divisions?|peers?)\b/i;
const NUMBERING = /^\s*(?:[([]?(?:\d{1,2}|[ivxlc]{1,5}|[a-z])[).\]]\s*|\d{1,2}\s+|[IVX]{1,5}\s+)/i;
const REMARK = /\s*(?:\((?!PAT\)|EPS\)|ROE\)|ROCE\)|ROA\)|NIM\)|PCR\)|loss\))[^)]*\)|\[[^\]]*\]|\*|#)\s*$/i;

/**
 * Yields the figures that tables state: rows whose label is a name, in columns whose header is a period. A bare number has
 * the unit that stands above the table or in it.
 */
export function* tableFigures(cleaned: CleanedText, publishedOn: IsoDate): Generator<SuggestedFigure> {
  let above = 0;
  for (const table of cleaned.layout.tables) {
    yield* figuresOf(cleaned, table, Math.max(above, table.start - ABOVE), dayOf(publishedOn));
    above = table.end;
  }
}

function* figuresOf(
  cleaned: CleanedText,
  table: Span,
  from: number,
  until: number,
): Generator<SuggestedFigure> {
  const { text } = cleaned;
  const caption = text.slice(from, table.start);
  if (OF_PARTS.test(lastLine(caption))) return;
  const header = new HeaderPeriods();
  let unit = tableUnitIn(caption);
  for (const row of rowsOf(text, table)) {
    const labelAt = row.findIndex(({ start, end }) => /\p{L}{2}/u.test(text.slice(start, end)));
    const label = labelAt < 0 ? '' : text.slice(row[labelAt].start, row[labelAt].end);
    if (OF_PARTS.test(label)) return;
    const name = nameOf(label);
    const cells = row.slice(labelAt + 1);
    const numbers = cells.map(({ start, end }) => cellNumber(text.slice(start, end)));
    if (name === null) {
      const whole = row.map(({ start, end }) => text.slice(start, end));
      header.read(whole.map((cell) => cell.trim()));
      unit = tableUnitIn(whole.join(' ').slice(0, 400)) ?? unit;
      continue;
    }
    const periods = header.of(cells.length);
    const isOnlyOne = numbers.filter((number) => number !== null).length === 1;
    for (const [place, number] of numbers.entries()) {
      const period = periods[place] ?? null;
      if (number === null || name.code === null || (period === null && !isOnlyOne)) continue;
      if (period !== null && period.periodEnd > until) continue;
      const value = valueOf(name.code, number, label, tableUnitIn(label) ?? unit);
      if (value === null) continue;
      const { start, end } = cells[place];
      const marks = [name.isExact, value.hasUnit, period !== null, true];
      yield {
        code: name.code,
        periodEnd: period === null ? null : isoOf(period.periodEnd),
        months: period?.months ?? null,
        value: name.isLoss ? -Math.abs(value.value) : value.value,
        unit: metricCode(name.code).unit,
        confidence: marks.filter(Boolean).length / marks.length,
        text: textAround(text, start, end),
        page: pageAt(cleaned, start),
        start,
      };
    }
  }
}

/** Yields the rows of a table: the spans of their cells. */
function* rowsOf(text: string, { start, end }: Span): Generator<readonly Span[]> {
  let [cells, from]: [Span[], number] = [[], start];
  for (let at = start; at <= end; at += 1) {
    if (at < end && text[at] !== '\t' && text[at] !== '\n') continue;
    cells.push({ start: from, end: at });
    from = at + 1;
    if (at < end && text[at] === '\t') continue;
    yield cells;
    cells = [];
  }
}

/** Returns what the label of a row names, without its number and remarks; null where it names nothing. */
function nameOf(label: string): MetricName | null {
  if (label.length > 120) return null;
  let rest = label.replace(NUMBERING, '').trim();
  for (let times = 0; times < 3; times += 1) {
    const named = metricNamed(rest);
    if (named !== undefined) return named;
    rest = rest
      .replace(REMARK, '')
      .replace(/[\s:,.-]+$/, '')
      .replace(/\s+%$/, '');
  }
  return metricNamed(rest) ?? null;
}

/** Returns the number of a cell in the unit of a metric; null where the table does not give a unit that fits. */
function valueOf(
  code: StatementMetric,
  { decimal, isPercent }: CellNumber,
  label: string,
  unit: TableUnit | null,
): MetricValue | null {
  const negative = decimal.startsWith('-');
  const shifted = (power: number) =>
    Number(shiftedDecimal(negative ? decimal.slice(1) : decimal, power, negative));
  switch (metricCode(code).unit) {
    case 'INR_CRORE':
      if (unit === null || unit.currency === 'OTHER' || isPercent) return null;
      return { value: shifted(unit.scale - CRORE), hasUnit: unit.currency === 'INR' };
    case 'RUPEES':
      return isPercent || unit?.currency === 'OTHER'
        ? null
        : { value: shifted(0), hasUnit: unit?.currency === 'INR' || /₹|\bRs\b|\bINR\b/.test(label) };
    case 'FRACTION':
      return isPercent || /%/.test(label) ? { value: shifted(-2), hasUnit: true } : null;
    case 'PERCENT':
      return isPercent || /%/.test(label) ? { value: shifted(0), hasUnit: true } : null;
    default:
      return null;
  }
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}
