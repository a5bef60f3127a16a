import type { Day } from '../../scoring/names.js';
import type { Action, Figure } from '../../market/facts.js';
import type { MetricFigure } from './metricFigure.js';

/** A figure of four quarters, and that of the four quarters a year before, of one basis. */
export interface FigurePair {
  readonly now: MetricFigure;
  readonly before: MetricFigure;
}

/**
 * The figures of one company as they were known on a day. What was published later changes nothing of them. No derived
 * figure mixes bases, or periods of other lengths than a quarter and a year.
 */
export class CompanyFigures {
  /**
   * @param rows in any order; those of some metrics alone give what is derived from these
   * @param actions all of the company; only earnings per share need them
   * @param on the day: what was published after it does not count
   * @param pricesAdjusted whether prices were imported as adjusted, so that earnings per share are adjusted for all actions
   */
  constructor(
    readonly rows: readonly Figure[],
    readonly actions: readonly Action[],
    readonly on: Day,
    readonly pricesAdjusted: boolean,
  ) {}

  /** Returns all figures, as filed and derived: the newest period first, then by code, period and basis. */
  metrics(): readonly MetricFigure[] {
    throw new Error('not there yet');
  }

  /**
   * Returns the newest sum of a flow over four consecutive quarters; null where there is none.
   *
   * @param code of a flow, such as sales
   */
  ttm(_code: string): MetricFigure | null {
    throw new Error('not there yet');
  }

  /** Returns the newest sum of four quarters of a basis that has that of a year before as well; null where none has. */
  ttmPair(_code: string): FigurePair | null {
    throw new Error('not there yet');
  }

  /** Returns the growth of the newest four quarters, as a fraction; null where it is unknown, or those before are not above 0. */
  ttmGrowth(_code: string): number | null {
    throw new Error('not there yet');
  }

  /**
   * Returns the newest annual figures of consecutive years of one basis, newest first; none where no basis has so many.
   *
   * @param years how many
   */
  annual(_code: string, _years: number): readonly MetricFigure[] {
    throw new Error('not there yet');
  }

  /** Returns the operating margin of the newest four quarters, as a fraction; null where it is unknown, or sales are not above 0. */
  operatingMargin(): MetricFigure | null {
    throw new Error('not there yet');
  }

  /**
   * Returns the newest annual return on capital employed; of a lender the return on equity: as filed, or else net profit /
   * mean equity of this and the former year. A fraction; null where it is unknown.
   */
  returnOnCapital(_isLender: boolean): MetricFigure | null {
    throw new Error('not there yet');
  }
}
