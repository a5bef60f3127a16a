import type { Day } from '../../scoring/names.js';
import { monthOf } from '../../market/day.js';
import { USUAL_MONTHS, type Basis, type Figure, type StatementMetric } from '../../market/facts.js';

/** The lengths of periods that anything is derived from. */
export type DerivedPeriod = 'QUARTER' | 'ANNUAL';

/** A figure that counts on a day, with its value as of the day. */
export interface KnownFigure {
  readonly figure: Figure;
  /** As filed; of earnings per share, of the shares that there are on the day. */
  readonly value: number;
}

/** The figures of a metric by the calendar months in which their periods end (`monthOf`). */
export type FiguresByMonth = ReadonlyMap<number, KnownFigure>;

const NONE: FiguresByMonth = new Map();
const QUARTERS_OF_A_YEAR = [0, 3, 6, 9];

/** The quarters of three months and years of twelve of one basis that count on a day. */
export class KnownFigures {
  readonly #figures = new Map<string, Map<number, KnownFigure>>();

  constructor(readonly basis: Basis) {}

  /** Adds a figure. Of several whose periods end in one calendar month, the one that was published last counts. */
  add(figure: Figure, value: number): void {
    const { metric, period, months, periodEnd } = figure;
    if (period === 'POINT' || months !== USUAL_MONTHS[period]) return;
    const key = `${metric} ${period}`;
    let ofMetric = this.#figures.get(key);
    if (ofMetric === undefined) this.#figures.set(key, (ofMetric = new Map<number, KnownFigure>()));
    const month = monthOf(periodEnd);
    const other = ofMetric.get(month);
    if (other === undefined || isLater(figure, other.figure)) ofMetric.set(month, { figure, value });
  }

  of(metric: StatementMetric, period: DerivedPeriod): FiguresByMonth {
    return this.#figures.get(`${metric} ${period}`) ?? NONE;
  }

  /** Returns the months in which periods of a metric end, the newest first. */
  months(metric: StatementMetric, period: DerivedPeriod): readonly number[] {
    return [...this.of(metric, period).keys()].sort((a, b) => b - a);
  }

  /** Returns the four consecutive quarters up to the one that ends in a month, newest first; null where one is missing. */
  fourQuarters(metric: StatementMetric, month: number): readonly KnownFigure[] | null {
    const quarters = this.of(metric, 'QUARTER');
    const four: KnownFigure[] = [];
    for (const before of QUARTERS_OF_A_YEAR) {
      const quarter = quarters.get(month - before);
      if (quarter === undefined) return null;
      four.push(quarter);
    }
    return four;
  }
}

function isLater(a: Figure, b: Figure): boolean {
  return (a.publishedOn - b.publishedOn || a.periodEnd - b.periodEnd) > 0;
}

/** Returns the latest day on which any of some figures was published. */
export function lastPublished(figures: readonly KnownFigure[]): Day {
  return figures.reduce((last, { figure }) => Math.max(last, figure.publishedOn), -Infinity);
}
