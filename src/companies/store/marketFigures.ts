import type { Database } from '../../database/database.js';
import type { Day } from '../../scoring/names.js';
import type { CompanyFigures } from '../figures/companyFigures.js';

/** The figures of all companies as of a day, by the ids of their stocks. */
export type FiguresByStock = ReadonlyMap<number, CompanyFigures>;

export interface MarketFiguresOptions {
  /** How long a statement may take, in milliseconds; 0, the default: without limit. */
  readonly timeoutMs?: number;
}

/**
 * Reads what is derived of the whole market: sales, net profit, operating margins, equity and returns of all companies.
 * `figuresOfStocks` reads all figures of a few companies.
 */
export class MarketFigures {
  constructor(
    readonly database: Pick<Database, 'pool'>,
    readonly options: MarketFiguresOptions = {},
  ) {}

  /**
   * Returns the figures of all companies that have any: at once, and not as a promise, where they are kept.
   *
   * @param batch as recorded at which batch: that of the snapshot
   * @param on what was published later does not count
   */
  of(_batch: number, _on: Day): FiguresByStock | Promise<FiguresByStock> {
    throw new Error('not there yet');
  }
}
