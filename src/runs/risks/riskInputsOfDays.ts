import type pg from 'pg';
import { barsFrom } from '../../market/barColumns.js';
import type { TradedBars } from '../../market/facts.js';
import type { MarketFacts } from '../../market/market.js';
import type { KeptBars } from '../../market/store/keptBars.js';
import type { StockIds } from '../../market/store/stockIds.js';
import { storedBars } from '../../market/store/storedBars.js';
import type { RiskInputs } from '../../risk/riskInputs.js';
import type { RiskMethod } from '../../risk/riskMethod.js';
import { reachOf } from '../../risk/reachOf.js';
import type { CrossSection } from '../../scoring/crossSection.js';
import type { Day, Ticker } from '../../scoring/names.js';
import { countAtOrBelow } from '../../scoring/statistics.js';
import { RiskHistories } from './riskHistories.js';

/** As of when bars are read, and for which days. */
export interface RiskReading {
  readonly facts: MarketFacts;
  /** Facts and bars are read as recorded at this batch. */
  readonly batch: number;
  /** The days that may be asked for, ascending. */
  readonly days: readonly Day[];
  /** Bars that a worker keeps, where the batch is the newest. */
  readonly kept?: KeptBars | undefined;
}

/**
 * Returns what reads what the risks of days are assessed from. Bars are read when the first day is asked for, once for all
 * days.
 */
export function riskInputsOfDays(
  client: pg.ClientBase,
  ids: StockIds,
  method: RiskMethod,
  { facts, batch, days, kept }: RiskReading,
): (section: CrossSection) => Promise<RiskInputs> {
  let histories: RiskHistories | null = null;
  return async (section) => {
    if (histories === null) {
      const from = firstDayWithin(facts, days[0], method);
      const to = days[days.length - 1];
      const bars =
        kept === undefined
          ? await storedBars(client, ids, { batch, from, to })
          : await keptSince(from, kept, client, ids, batch);
      histories = new RiskHistories(facts, bars, method);
    }
    return histories.inputsOf(section);
  };
}

/** Returns the first day whose bar may count on a day. */
function firstDayWithin({ sessions }: MarketFacts, day: Day, method: RiskMethod): Day {
  const ordinal = sessions.countUpTo(day) - 1 - reachOf(method.parameters);
  return sessions.days[Math.max(ordinal, 0)];
}

/** Returns the bars of all stocks from a day on, of which a worker keeps all. */
async function keptSince(
  from: Day,
  kept: KeptBars,
  client: pg.ClientBase,
  ids: StockIds,
  batch: number,
): Promise<ReadonlyMap<Ticker, TradedBars>> {
  const { rows } = await client.query<{ id: number }>('SELECT id FROM stocks');
  const bars = await kept.of(
    client,
    ids,
    rows.map(({ id }) => id),
    batch,
  );
  return new Map(
    [...bars].map(([ticker, all]) => [ticker, barsFrom(all, countAtOrBelow(all.day, from - 1))]),
  );
}
