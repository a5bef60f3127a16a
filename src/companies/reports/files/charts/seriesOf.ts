import type { ReportUnit } from '../../names.js';
import type { ReportCell, ReportTable } from '../../reportContent.js';
import type { TemplateChart } from '../../template/reportTemplate.js';
import { isAmount } from '../../shown/isAmount.js';
import { columnAt, unitOf } from '../cells.js';

/** What a chart draws in one colour. */
export interface ChartSeries {
  readonly title: string;
  readonly points: readonly ChartPoint[];
}

export interface ChartPoint {
  /** What its row is of: its first cell. */
  readonly row: ReportCell;
  /** Fractions are in %, as those of y. */
  readonly x: string | number | boolean;
  /** NaN: not known. */
  readonly y: number;
}

/** What is said of numbers along an axis. */
export interface ChartAxis {
  /** Null: it is said elsewhere. */
  readonly title: string | null;
  /** Never FRACTION. Null: none, or different ones. */
  readonly unit: ReportUnit | null;
}

export interface ChartData {
  /** Those with a number. */
  readonly series: readonly ChartSeries[];
  /** How many more there are, which are not drawn. */
  readonly undrawn: number;
  /** How many points with a number have no place along the chart. */
  readonly unplaced: number;
  readonly x: ChartAxis;
  readonly y: ChartAxis;
}

/** So many are told apart. */
const MOST_SERIES = 6;

/** Takes what a chart draws from its table. */
export function seriesOf(table: ReportTable, { x, y, series: by }: TemplateChart): ChartData {
  const xAt = columnAt(table, x);
  const xColumn = table.columns[xAt];
  const byAt = by === undefined ? null : columnAt(table, by);
  const found = new Map<string, { title: string; points: ChartPoint[] }>();
  const units = new Set<ReportUnit | null>();
  let unplaced = 0;
  for (const name of y) {
    const at = columnAt(table, name);
    const column = table.columns[at];
    for (const row of table.rows) {
      const title = byAt === null ? column.title : String(row[byAt] ?? 'not known');
      let series = found.get(title);
      if (series === undefined) found.set(title, (series = { title, points: [] }));
      const unit = unitOf(table, row, column);
      const value = numberOf(row[at]) * (unit === 'FRACTION' ? 100 : 1);
      if (!Number.isNaN(value)) units.add(unit);
      const place = xColumn.unit === 'FRACTION' ? numberOf(row[xAt]) * 100 : row[xAt];
      if (place !== null && !Number.isNaN(place)) series.points.push({ row: row[0], x: place, y: value });
      else if (!Number.isNaN(value)) unplaced++;
    }
  }
  const known = [...found.values()].filter(({ points }) => points.some((point) => !Number.isNaN(point.y)));
  const [unit] = units;
  return {
    series: known.slice(0, MOST_SERIES),
    undrawn: Math.max(0, known.length - MOST_SERIES),
    unplaced,
    x: { title: xColumn.title, unit: axisUnit(xColumn.unit) },
    y: {
      title: y.length === 1 ? table.columns[columnAt(table, y[0])].title : null,
      unit: units.size === 1 ? axisUnit(unit) : null,
    },
  };
}

/** Returns the number of a cell; NaN where it has none. */
export const numberOf = (cell: ReportCell): number =>
  typeof cell === 'number' ? cell : isAmount(cell) ? Number(cell) : NaN;

const axisUnit = (unit: ReportUnit | null): ReportUnit | null => (unit === 'FRACTION' ? 'PERCENT' : unit);
