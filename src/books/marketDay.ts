import type pg from 'pg';
import { copyOut } from '../database/copy.js';
import { actionsBetween, closeAsOf } from '../market/closeAsOf.js';
import { dayOf, isoOf } from '../market/day.js';
import type { KnownFundamentals } from '../market/fundamentals.js';
import { shareholdingAsOf, type KnownShareholding } from '../market/shareholding.js';
import { asRecorded } from '../market/store/recordFacts.js';
import { stockIds, type StockIds } from '../market/store/stockIds.js';
import { storedBars } from '../market/store/storedBars.js';
import { FEATURES, type Day, type FeatureName, type IsoDate, type Ticker } from '../scoring/names.js';
import type { BusinessFacts } from './businessFacts.js';

/** A stock's indicators on a day. In the numbers, NaN is null. */
export interface TradedDay {
  /** In the order of FEATURES. */
  readonly features: Float64Array;
  /** Sessions since the last bar; 0 where the day has one. */
  readonly barAge: number;
  /** The day of the last bar. */
  readonly barDay: Day;
  /** Close / the close of the bar before, adjusted as of the day, - 1. NaN where the day has no bar, or it is the first. */
  readonly change: number;
}

/** What was known of one stock and its business at the close of a day. */
export interface MarketRow {
  /** Null where the stock has no bar, or is not traded any more. */
  readonly traded: TradedDay | null;
  readonly fundamentals: KnownFundamentals | null;
  readonly shareholding: KnownShareholding | null;
}

/** Returns a feature of a day; NaN where it is null. */
export const featureOf = ({ features }: TradedDay, name: FeatureName): number =>
  features[FEATURES.indexOf(name)];

/** Names a day of the market, and the batch as of which it is read. */
export interface MarketDayKey {
  readonly day: IsoDate;
  readonly batch: number;
}

/** What was known of all stocks at the close of a day, as recorded at a batch. It is immutable. */
export class MarketDay {
  constructor(
    readonly key: MarketDayKey,
    private readonly rows: ReadonlyMap<Ticker, MarketRow>,
    /** How many rows were read for it. */
    readonly rowsRead: number,
  ) {}

  /** Returns what was known of a stock; undefined where nothing was. */
  of(ticker: Ticker): MarketRow | undefined {
    return this.rows.get(ticker);
  }

  /** How many stocks it knows. */
  get size(): number {
    return this.rows.size;
  }
}

/** The features of a stock, with the newest bar before the day. */
interface Stored {
  readonly ticker: Ticker;
  readonly id: number;
  readonly features: Float64Array;
  readonly barAge: number;
  readonly before: { readonly day: Day; readonly close: number } | null;
}

/**
 * Reads a day of the market as recorded at a batch.
 *
 * @param facts as recorded at the batch
 * @param factsRead how many rows of these were read for this day
 */
export async function loadMarketDay(
  client: pg.ClientBase,
  facts: BusinessFacts,
  key: MarketDayKey,
  factsRead = 0,
): Promise<MarketDay> {
  const { batch } = key;
  const day = dayOf(key.day);
  const ids = await stockIds(client);
  const stored = await storedFeatures(client, ids, day, batch);
  const closesBefore = await adjustedCloses(client, ids, facts, stored, day, batch);
  const traded = new Map(
    stored.map(({ ticker, features, barAge, before }): [Ticker, TradedDay] => {
      const change = barAge === 0 ? features[CLOSE] / (closesBefore.get(ticker) ?? NaN) - 1 : NaN;
      const barDay = barAge === 0 || before === null ? day : before.day;
      return [ticker, { features, barAge, barDay, change }];
    }),
  );
  const rows = new Map<Ticker, MarketRow>();
  for (const ticker of new Set([...traded.keys(), ...facts.tickers])) {
    const known = traded.get(ticker) ?? null;
    rows.set(ticker, {
      traded: known,
      fundamentals: facts.fundamentals(ticker).asOf(day, known?.features[CLOSE] ?? NaN),
      shareholding: shareholdingAsOf(facts.shareholding(ticker), day),
    });
  }
  return new MarketDay(key, rows, stored.length + factsRead);
}

const CLOSE = FEATURES.indexOf('close');

async function storedFeatures(
  client: pg.ClientBase,
  ids: StockIds,
  day: Day,
  batch: number,
): Promise<readonly Stored[]> {
  const stored: Stored[] = [];
  await copyOut(
    client,
    `SELECT known.stock_id, known.bar_age, ${FEATURES.map((name) => `known.${name}`).join(', ')},
       before.day, before.close
     FROM stocks
     CROSS JOIN LATERAL (
       SELECT * FROM features WHERE stock_id = stocks.id AND day = '${isoOf(day)}' AND ${asRecorded(batch)}
     ) AS known
     LEFT JOIN LATERAL (
       SELECT day, close::float8 FROM bars WHERE stock_id = stocks.id AND day < '${isoOf(day)}' AND ${asRecorded(batch)}
       ORDER BY day DESC LIMIT 1
     ) AS before ON true`,
    (row) => {
      const id = row.int4();
      const barAge = row.int2();
      const features = Float64Array.from(FEATURES, () => row.float8());
      const before = { day: row.date(), close: row.float8() };
      const hasBefore = before.day === before.day;
      stored.push({ ticker: ids.tickerOf(id), id, features, barAge, before: hasBefore ? before : null });
    },
  );
  return stored;
}

/** Returns the closes of the bars before, as they look on the day. Few stocks have an action between the two. */
async function adjustedCloses(
  client: pg.ClientBase,
  ids: StockIds,
  facts: BusinessFacts,
  stored: readonly Stored[],
  day: Day,
  batch: number,
): Promise<ReadonlyMap<Ticker, number>> {
  const closes = new Map<Ticker, number>();
  const toAdjust: (Stored & { before: NonNullable<Stored['before']> })[] = [];
  for (const { before, ...one } of stored) {
    if (before === null) continue;
    closes.set(one.ticker, before.close);
    if (actionsBetween(facts.actions(one.ticker), before.day, day).length > 0) {
      toAdjust.push({ ...one, before });
    }
  }
  if (toAdjust.length === 0) return closes;
  const bars = await storedBars(client, ids, {
    batch,
    stocks: toAdjust.map(({ id }) => id),
    from: Math.min(...toAdjust.map(({ before }) => before.day)),
    to: day,
  });
  for (const { ticker, before } of toAdjust) {
    const traded = bars.get(ticker);
    if (traded !== undefined) closes.set(ticker, closeAsOf(before, facts.actions(ticker), traded, day));
  }
  return closes;
}
