import type { Day } from '../../scoring/names.js';
import { monthOf } from '../../market/day.js';
import { yearEndsOf } from '../../market/flags/resultsDue.js';
import { USUAL_MONTHS, type StatementMetric } from '../../market/facts.js';
import type { CompanyFigures } from './companyFigures.js';
import { changeFlags } from './flags/changeFlags.js';
import { lateFlag } from './flags/lateFlag.js';
import { missingQuarterFlag } from './flags/missingQuarterFlag.js';
import { ttmFlag } from './flags/ttmFlag.js';
import { flowValue, type FlowPeriod } from './flowValue.js';
import { FLOWS } from './metricCodes.js';
import type { MetricFigure, MetricPeriod } from './metricFigure.js';
import type { MetricFlag } from './metricFlag.js';

/** What is odd about the figures of one company, as of the day of these. */
export class FigureFlags {
  /** When results of a period were first published, by period and its end. */
  readonly #firstPublished = new Map<string, Day>();
  readonly #yearEnds: ReadonlySet<number>;

  constructor(private readonly company: CompanyFigures) {
    const { counting } = company;
    this.#yearEnds = yearEndsOf(counting.map(({ figure }) => figure));
    for (const { figure, earlier } of counting) {
      const key = keyOf(figure);
      const first = (earlier.at(-1) ?? figure).publishedOn;
      this.#firstPublished.set(key, Math.min(first, this.#firstPublished.get(key) ?? Infinity));
    }
  }

  /**
   * Returns what is odd about one of the company's `metrics()`: nothing about growth, margins and points in time. Figures
   * of other lengths than a quarter and a year are late at most.
   */
  of(figure: MetricFigure): readonly MetricFlag[] {
    const { code, period, months, periodEnd, derived } = figure;
    if (period === 'POINT' || (derived && !(period === 'TTM' && isFlow(code)))) return [];
    const first = this.#firstPublished.get(keyOf(figure));
    const late = derived || first === undefined ? [] : lateFlag(period, periodEnd, first, this.#yearEnds);
    if (period !== 'TTM' && months !== USUAL_MONTHS[period]) return late;
    const known = this.company.basis(figure.basis);
    const metric = code as StatementMetric;
    const month = monthOf(periodEnd);
    const at = (length: FlowPeriod, end: number) => flowValue(known, metric, length, end);
    const now = at(period, month);
    // Another figure counts for the month.
    if (now?.periodEnd !== periodEnd) return late;
    return [
      ...changeFlags(now, at(period, month - 12)),
      ...(period === 'TTM' ? ttmFlag(now, at('ANNUAL', month)) : []),
      ...(period === 'QUARTER' ? missingQuarterFlag(known, metric, month) : []),
      ...late,
    ];
  }
}

const isFlow = (code: string): boolean => (FLOWS as readonly string[]).includes(code);

const keyOf = ({ period, periodEnd }: { readonly period: MetricPeriod; readonly periodEnd: Day }): string =>
  `${period} ${periodEnd}`;
