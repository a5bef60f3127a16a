import { dayOf, isoOf } from '../../market/day.js';
import type { TradedBars } from '../../market/facts.js';
import { indexNameOf } from '../../market/indexNameOf.js';
import type { MarketFacts } from '../../market/market.js';
import type { RiskInputs, RiskStock } from '../../risk/riskInputs.js';
import type { RiskMethod } from '../../risk/riskMethod.js';
import type { CrossSection } from '../../scoring/crossSection.js';
import type { Ticker } from '../../scoring/names.js';
import { RiskHistory } from './riskHistory.js';

/** What the risks of days are assessed from: facts, bars, and the universe and features of the day's cross-section. */
export class RiskHistories {
  readonly #histories = new Map<Ticker, RiskHistory>();
  readonly #indexClose: Float64Array;

  /** @param bars of each stock, at least those that lie within the reach of the method's windows before the first day */
  constructor(
    private readonly facts: MarketFacts,
    private readonly bars: ReadonlyMap<Ticker, TradedBars>,
    { parameters }: RiskMethod,
  ) {
    const { sessions, indices } = facts;
    this.#indexClose = new Float64Array(sessions.days.length).fill(NaN);
    const index = indices.get(indexNameOf(parameters.market.index));
    index?.day.forEach((day, k) => {
      const ordinal = sessions.ordinalOf(day);
      if (ordinal !== -1) this.#indexClose[ordinal] = index.close[k];
    });
  }

  /** Returns what the risks of a day's universe are assessed from. */
  inputsOf(section: CrossSection): RiskInputs {
    const { sessions } = this.facts;
    const { date, tickers, features } = section;
    const day = dayOf(date);
    const stocks = tickers.map((ticker, i): RiskStock => {
      const history = this.#of(ticker);
      const known = history.on(day);
      if (known === null)
        throw new Error(`Expected a bar of ${ticker} on or before ${date}, but there is none.`);
      const { close, hi52w, lo52w, dma50, dma200 } = features;
      return {
        ticker,
        ...known,
        features: { close: close[i], hi52w: hi52w[i], lo52w: lo52w[i], dma50: dma50[i], dma200: dma200[i] },
        size: history.sizeOn(day, close[i]),
      };
    });
    return {
      ...{ date, day, today: sessions.ordinalOf(day), stocks, indexClose: this.#indexClose },
      dateOf: (ordinal) => isoOf(sessions.days[ordinal]),
    };
  }

  #of(ticker: Ticker): RiskHistory {
    let history = this.#histories.get(ticker);
    if (history === undefined) {
      const { actions, statements, sessions, pricesAdjusted } = this.facts;
      const bars = this.bars.get(ticker);
      if (bars === undefined) throw new Error(`Expected bars of ${ticker}, but there are none.`);
      history = new RiskHistory({
        bars,
        actions: actions.get(ticker) ?? [],
        figures: statements.get(ticker) ?? [],
        sessions,
        pricesAdjusted,
      });
      this.#histories.set(ticker, history);
    }
    return history;
  }
}
