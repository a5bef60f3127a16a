import type { Day } from '../../scoring/names.js';
import { snapOrNull } from '../../scoring/rounding.js';
import { BASES, type Action, type Figure, type StatementMetric } from '../../market/facts.js';
import { newestOf } from '../../market/newestOf.js';
import { epsAsOf } from '../../market/valuation/epsAsOf.js';
import { countingFigures, type CountingFigure } from './countingFigures.js';
import { derivedFigures } from './derivedFigures.js';
import { figureOrder } from './figureOrder.js';
import { filedFigure } from './filedFigure.js';
import { flowValue, newestFlow } from './flowValue.js';
import { growthOf } from './growth.js';
import { KnownFigures, type KnownFigure } from './knownFigures.js';
import { newestOperatingMargin } from './margins.js';
import type { Flow } from './metricCodes.js';
import { METRIC_BASES, type MetricBasis, type MetricFigure } from './metricFigure.js';
import { newestYears } from './newestYears.js';
import { newestReturnOnEquity } from './returnOnEquity.js';
import { ttm } from './ttm.js';

/** A figure of four quarters, and that of the four quarters a year before, of one basis. */
export interface FigurePair {
  readonly now: MetricFigure;
  readonly before: MetricFigure;
}

/**
 * The figures of one company as they were known on a day. What was published later changes nothing of them. No derived
 * figure mixes bases, or periods of other lengths than a quarter and a year. Where several bases have all that a derivation
 * needs, the one with the newest period counts, and of equal ones the first in the order of METRIC_BASES.
 */
export class CompanyFigures {
  #counting: readonly CountingFigure[] | null = null;
  #known: readonly KnownFigures[] | null = null;
  /** What was derived, by its name: who compares companies asks for the same again and again. */
  readonly #derived = new Map<string, unknown>();

  /**
   * @param rows in any order; those of some metrics alone give what is derived from these
   * @param actions all of the company; only earnings per share need them
   * @param on the day: what was published after it does not count
   * @param pricesAdjusted whether prices were imported as adjusted, so that earnings per share are adjusted for all actions
   */
  constructor(
    private readonly rows: readonly Figure[],
    private readonly actions: readonly Action[],
    readonly on: Day,
    private readonly pricesAdjusted: boolean,
  ) {}

  /**
   * Returns all figures, as filed and derived, of each basis: the newest period first, then by code, period and basis.
   * Earnings per share are as filed; what is derived from them is of the shares that there are on the day.
   */
  metrics(): readonly MetricFigure[] {
    const derived = this.bases.flatMap(derivedFigures).filter(isKnown);
    return [...this.counting.map(filedFigure), ...derived].sort(figureOrder);
  }

  /** The figures that count on the day, in no particular order. */
  get counting(): readonly CountingFigure[] {
    return (this.#counting ??= countingFigures(this.rows, this.on));
  }

  /** What is derived from, by basis. */
  basis(basis: MetricBasis): KnownFigures {
    return this.bases[METRIC_BASES.indexOf(basis)];
  }

  /** Returns the newest sum of a flow over four consecutive quarters; null where there is none. */
  ttm(flow: Flow): MetricFigure | null {
    return this.#newest(`ttm ${flow}`, (known) => {
      const newest = newestFlow(known, flow, 'TTM');
      return newest && ttm(newest);
    });
  }

  /** Returns the newest four quarters of a basis that has those of a year before as well; null where none has. */
  ttmPair(flow: Flow): FigurePair | null {
    return this.#newest(`pair ${flow}`, (known) => {
      const now = newestFlow(known, flow, 'TTM');
      const before = now && flowValue(known, flow, 'TTM', now.month - 12);
      return before && { periodEnd: now.periodEnd, now: ttm(now), before: ttm(before) };
    });
  }

  /** Returns the growth of `ttmPair`, as a fraction; null where it is unknown, or those before are not above 0. */
  ttmGrowth(flow: Flow): number | null {
    const pair = this.ttmPair(flow);
    return pair && snapOrNull(growthOf(pair.now.value, pair.before.value));
  }

  /**
   * Returns the newest annual figures of consecutive years of one basis, newest first; none where no basis has so many.
   *
   * @param years how many, from 1
   */
  annual(metric: StatementMetric, years: number): readonly MetricFigure[] {
    const newest = this.#newest(`${years} years ${metric}`, (known) => {
      const figures = newestYears(known, metric, years)?.map((one) => this.#filed(one));
      return figures === undefined ? null : { periodEnd: figures[0].periodEnd, figures };
    });
    return newest?.figures ?? [];
  }

  /** Returns the operating margin of the newest four quarters, as a fraction; null where it is unknown, or sales are not above 0. */
  operatingMargin(): MetricFigure | null {
    const margin = this.#newest('margin', newestOperatingMargin);
    return margin !== null && isKnown(margin) ? margin : null;
  }

  /**
   * Returns the newest annual return on capital employed; of a lender the return on equity, as filed, or else net profit /
   * mean equity. A fraction; null where it is unknown.
   */
  returnOnCapital(isLender: boolean): MetricFigure | null {
    if (!isLender) return this.annual('roce', 1)[0] ?? null;
    return this.#newest('roe', (known) => {
      const newest = newestReturnOnEquity(known);
      return newest && ('figure' in newest ? this.#filed(newest) : newest);
    });
  }

  private get bases(): readonly KnownFigures[] {
    if (this.#known === null) {
      const known = BASES.map((basis) => new KnownFigures(basis));
      for (const { figure } of this.counting) {
        known[BASES.indexOf(figure.basis)].add(figure, this.#valueOf(figure));
      }
      this.#known = known;
    }
    return this.#known;
  }

  #valueOf(figure: Figure): number {
    return figure.metric === 'eps'
      ? epsAsOf(figure, this.actions, this.pricesAdjusted ? Infinity : this.on)
      : figure.value;
  }

  /** @param name of what is derived, which is kept under it */
  #newest<Result extends { readonly periodEnd: Day }>(
    name: string,
    derive: (known: KnownFigures) => Result | null,
  ): Result | null {
    let newest = this.#derived.get(name) as Result | null | undefined;
    if (newest === undefined) this.#derived.set(name, (newest = newestOf(this.bases.map(derive))));
    return newest;
  }

  /** Returns a figure with its versions, and its value as of the day. */
  #filed({ figure, value }: KnownFigure): MetricFigure {
    const counting = this.counting.find((one) => one.figure === figure);
    return { ...filedFigure(counting ?? { figure, earlier: [] }), value };
  }
}

/** Whether a figure that was derived has a value. */
const isKnown = ({ value }: MetricFigure): boolean => value === value;
