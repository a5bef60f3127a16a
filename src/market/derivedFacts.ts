import type { Derivations } from '../scoring/method.js';
import type { Ticker } from '../scoring/names.js';
import { fundamentalsHistory } from './fundamentalsHistory.js';
import type { FundamentalsHistory } from './fundamentals.js';
import type { MarketFacts } from './market.js';
import { YieldsHistory } from './valuation/yieldsHistory.js';

/** What one way of deriving metrics makes of a market's facts: computed when it is asked for, and kept. */
export class DerivedFacts {
  readonly #fundamentals = new Map<Ticker, FundamentalsHistory>();
  readonly #yields = new Map<Ticker, YieldsHistory>();

  /** @param derivations undefined: as greyoak-1.1 derives metrics */
  constructor(
    private readonly market: MarketFacts,
    private readonly derivations: Derivations | undefined,
  ) {}

  /** Returns the same of facts as recorded at another batch, with which what is derived of the same facts is shared. */
  of(market: MarketFacts): DerivedFacts {
    const other = new DerivedFacts(market, this.derivations);
    other.#share(this);
    return other;
  }

  fundamentals(ticker: Ticker): FundamentalsHistory {
    let history = this.#fundamentals.get(ticker);
    if (history === undefined) this.#fundamentals.set(ticker, (history = this.#historyOf(ticker)));
    return history;
  }

  yields(ticker: Ticker): YieldsHistory {
    let yields = this.#yields.get(ticker);
    if (yields === undefined) {
      const { statements, actions, pricesAdjusted } = this.market;
      yields = new YieldsHistory(
        this.fundamentals(ticker),
        statements.get(ticker) ?? [],
        actions.get(ticker) ?? [],
        pricesAdjusted,
      );
      this.#yields.set(ticker, yields);
    }
    return yields;
  }

  #historyOf(ticker: Ticker): FundamentalsHistory {
    const { fundamentals, statements, actions, pricesAdjusted } = this.market;
    return fundamentalsHistory(this.derivations, {
      rows: fundamentals.get(ticker) ?? [],
      figures: statements.get(ticker) ?? [],
      actions: actions.get(ticker) ?? [],
      pricesAdjusted,
    });
  }

  #share(former: DerivedFacts): void {
    const isSame = (ticker: Ticker) =>
      this.market.pricesAdjusted === former.market.pricesAdjusted &&
      (['fundamentals', 'statements', 'actions'] as const).every(
        (dataset) => this.market[dataset].get(ticker) === former.market[dataset].get(ticker),
      );
    for (const [ticker, history] of former.#fundamentals) {
      if (!isSame(ticker)) continue;
      this.#fundamentals.set(ticker, history);
      const yields = former.#yields.get(ticker);
      if (yields !== undefined) this.#yields.set(ticker, yields);
    }
  }
}
