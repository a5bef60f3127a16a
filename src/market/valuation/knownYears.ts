import type { Day } from '../../scoring/names.js';
import { monthOf } from '../day.js';
import { BASES, USUAL_MONTHS, type Figure, type StatementMetric } from '../facts.js';

/** The figures of whole years of one basis that count on a day, by the calendar month in which a year ends. */
export class KnownYears {
  readonly #figures = new Map<StatementMetric, Map<number, Figure>>();

  /**
   * Returns the years of each basis, in the order of BASES: the figures of twelve months that were published by a day. Of
   * several whose years end in one calendar month, the one that was published last counts.
   */
  static byBasis(
    figures: readonly Figure[],
    metrics: ReadonlySet<StatementMetric>,
    day: Day,
  ): readonly KnownYears[] {
    const all = BASES.map(() => new KnownYears());
    for (const figure of figures) {
      const { metric, period, months, publishedOn, basis } = figure;
      if (period !== 'ANNUAL' || months !== USUAL_MONTHS.ANNUAL) continue;
      if (publishedOn <= day && metrics.has(metric)) all[BASES.indexOf(basis)].#add(figure);
    }
    return all;
  }

  #add(figure: Figure): void {
    let years = this.#figures.get(figure.metric);
    if (years === undefined) this.#figures.set(figure.metric, (years = new Map<number, Figure>()));
    const month = monthOf(figure.periodEnd);
    const other = years.get(month);
    if (other === undefined || isLater(figure, other)) years.set(month, figure);
  }

  /** Returns the figure of the newest year that has this metric and all of the others; null where there is none. */
  newest(metric: StatementMetric, ...others: readonly StatementMetric[]): Figure | null {
    let newest: Figure | null = null;
    for (const [month, figure] of this.#figures.get(metric) ?? []) {
      if (newest !== null && figure.periodEnd < newest.periodEnd) continue;
      if (others.every((other) => this.#figures.get(other)?.has(month))) newest = figure;
    }
    return newest;
  }

  /** Returns the figure of a metric for the year that ends in the month in which that of a figure ends, or some years before. */
  ofYear({ periodEnd }: Figure, metric: StatementMetric, yearsBefore = 0): Figure | null {
    return this.#figures.get(metric)?.get(monthOf(periodEnd) - 12 * yearsBefore) ?? null;
  }
}

function isLater(a: Figure, b: Figure): boolean {
  return (a.publishedOn - b.publishedOn || a.periodEnd - b.periodEnd) > 0;
}
