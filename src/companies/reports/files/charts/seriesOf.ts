import type { ReportUnit } from '../../names.js';
import type { ReportCell, ReportTable } from '../../reportContent.js';
import type { TemplateChart } from '../../template/reportTemplate.js';
import { columnAt, isAmount, unitOf } from '../cells.js';

/** What a chart draws in one colour. */
export interface ChartSeries {
  readonly title: string;
  readonly points: readonly ChartPoint[];
}

export interface ChartPoint {
  readonly x: ReportCell;
  /** NaN: not known. Fractions are in %. */
  readonly y: number;
}

export interface ChartData {
  /** Those with a number. */
  readonly series: readonly ChartSeries[];
  /** How many more there are, which are not drawn. */
  readonly undrawn: number;
  /** Of all numbers; null: none, or different ones. */
  readonly unit: ReportUnit | null;
}

/** So many are told apart. */
const MOST_SERIES = 6;

/** Takes what a chart draws from its table. */
export function seriesOf(table: ReportTable, { x, y, series: by }: TemplateChart): ChartData {
  const xAt = columnAt(table, x);
  const found = new Map<string, { title: string; points: ChartPoint[] }>();
  const units = new Set<ReportUnit | null>();
  const byAt = by === undefined ? null : columnAt(table, by);
  for (const name of y) {
    const at = columnAt(table, name);
    const column = table.columns[at];
    for (const row of table.rows) {
      const title = byAt === null ? column.title : String(row[byAt] ?? 'not known');
      let series = found.get(title);
      if (series === undefined) found.set(title, (series = { title, points: [] }));
      const unit = unitOf(table, row, column);
      const value = numberOf(row[at]);
      if (!Number.isNaN(value)) units.add(unit);
      series.points.push({ x: row[xAt], y: unit === 'FRACTION' ? value * 100 : value });
    }
  }
  const known = [...found.values()].filter(({ points }) => points.some((point) => !Number.isNaN(point.y)));
  const [unit] = units;
  return {
    series: known.slice(0, MOST_SERIES),
    undrawn: Math.max(0, known.length - MOST_SERIES),
    unit: units.size === 1 ? unit : null,
  };
}

/** Returns the number of a cell; NaN where it has none. */
export const numberOf = (cell: ReportCell): number =>
  typeof cell === 'number' ? cell : isAmount(cell) ? Number(cell) : NaN;
