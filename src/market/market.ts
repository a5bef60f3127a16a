import type { Ticker } from '../scoring/names.js';
import type { Sessions } from './calendar.js';
import type { DATASETS } from './datasets/datasets.js';
import type { TradedBars } from './facts.js';
import type { Isins } from './isins.js';

type Grouped = Extract<(typeof DATASETS)[number], { readonly group: unknown }>;

/** The facts of every dataset that is grouped, by its name. */
export type GroupedFacts = { readonly [One in Grouped as One['name']]: ReturnType<One['group']> };

/** All facts of a market except its bars. */
export interface MarketFacts extends GroupedFacts {
  readonly sessions: Sessions;
  readonly isins: Isins;
  /** Whether prices were given as adjusted. Actions then do not apply to them. */
  readonly pricesAdjusted: boolean;
}

/** All facts of a market. What a score of day D may see of them is decided by crossSection.ts. */
export interface Market extends MarketFacts {
  readonly bars: ReadonlyMap<Ticker, TradedBars>;
}
