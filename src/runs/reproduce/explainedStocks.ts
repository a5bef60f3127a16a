import { LRUCache } from 'lru-cache';
import type { Ticker } from '../../scoring/names.js';
import { ExplainedStock } from './explainedStock.js';
import type { RecomputedRun } from './recomputedRun.js';
import type { FinishedRunRow, Recomputer } from './recomputer.js';

/** Some 13,000 stocks of a day: a year of sessions of 50 stocks. */
const MOST_BYTES = 64 * 2 ** 20;
/** So few runs are kept whole, for other stocks of the same days. More would push out all that are kept. */
const FEW_RUNS = 4;

/** A stock whose components in a run are asked for. */
export interface StockOfRun {
  readonly run: FinishedRunRow;
  readonly ticker: Ticker;
}

/** A run that is being computed, and the stocks that will be explained by it. */
interface Computing {
  readonly tickers: Set<Ticker>;
  readonly explained: Promise<ReadonlyMap<Ticker, ExplainedStock>>;
}

/**
 * Explains scores of stocks by their components, and keeps these. A run never changes, so what was worked out once stays
 * true. A stock of a run takes five kilobytes where a whole run takes some megabytes, so that years of stocks are kept.
 */
export class ExplainedStocks {
  readonly #recomputer: Pick<Recomputer, 'recompute' | 'isKept'>;
  readonly #kept: LRUCache<string, ExplainedStock>;
  readonly #computing = new Map<number, Computing>();

  /** @param maxBytes how much memory they may take, by an estimate; by default 64 MiB */
  constructor(recomputer: Pick<Recomputer, 'recompute' | 'isKept'>, maxBytes = MOST_BYTES) {
    this.#recomputer = recomputer;
    this.#kept = new LRUCache({ maxSize: maxBytes, sizeCalculation: ({ bytes }) => bytes });
  }

  /** How much memory they take, by an estimate. */
  get bytes(): number {
    return this.#kept.calculatedSize;
  }

  /** Whether no run has to be computed to explain a stock, apart from one that is being computed already. */
  isKept(stock: StockOfRun): boolean {
    const { id } = stock.run;
    return this.#kept.has(keyOf(stock)) || this.#computing.has(id) || this.#recomputer.isKept(id);
  }

  /**
   * Explains stocks. A run is computed once for all stocks that are asked for before it is there.
   *
   * @returns a promise for each stock, in the order of the stocks
   * @throws Error for a run that has not ended
   */
  explain(stocks: readonly StockOfRun[]): readonly Promise<ExplainedStock>[] {
    const found = stocks.map((stock) => this.#kept.get(keyOf(stock)));
    const missing = stocks.filter(({ run }, k) => found[k] === undefined && !this.#computing.has(run.id));
    this.#begin([...new Map(missing.map(({ run }) => [run.id, run])).values()]);
    return stocks.map(async (stock, k) => found[k] ?? this.#explained(stock));
  }

  async #explained({ run, ticker }: StockOfRun): Promise<ExplainedStock> {
    const computing = this.#computing.get(run.id);
    computing?.tickers.add(ticker);
    const explained = (await computing?.explained)?.get(ticker);
    if (explained === undefined) throw new Error(`run ${run.id} was not computed for ${ticker}`);
    return explained;
  }

  #begin(runs: readonly FinishedRunRow[]): void {
    const computed = this.#recomputer.recompute(runs, runs.length <= FEW_RUNS);
    for (const [k, { id }] of runs.entries()) {
      const tickers = new Set<Ticker>();
      const explained = computed[k].then(
        (run) => {
          this.#computing.delete(id);
          return new Map([...tickers].map((ticker) => [ticker, this.#keep(id, run, ticker)]));
        },
        (error: unknown) => {
          this.#computing.delete(id);
          throw error;
        },
      );
      this.#computing.set(id, { tickers, explained });
    }
  }

  #keep(id: number, run: RecomputedRun, ticker: Ticker): ExplainedStock {
    const explained = new ExplainedStock(run.day, run.indexOf(ticker));
    this.#kept.set(keyOf({ run: { id }, ticker }), explained);
    return explained;
  }
}

const keyOf = ({ run, ticker }: { readonly run: { readonly id: number }; readonly ticker: Ticker }): string =>
  `${run.id} ${ticker}`;
