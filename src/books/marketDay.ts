import type pg from 'pg';
import { copyOut } from '../database/copy.js';
import { UNIVERSE_SESSIONS } from '../market/crossSection.js';
import { actionsBetween, closeAsOf } from '../market/closeAsOf.js';
import { dayOf, isoOf } from '../market/day.js';
import type { KnownFundamentals } from '../market/fundamentals.js';
import type { TradedBars } from '../market/facts.js';
import { shareholdingAsOf, type KnownShareholding } from '../market/shareholding.js';
import { asRecorded } from '../market/store/recordFacts.js';
import { stockIds, type StockIds } from '../market/store/stockIds.js';
import { storedBars } from '../market/store/storedBars.js';
import { marketCapCr } from '../market/valuation/marketCapCr.js';
import { marketCapSourceAsOf, type MarketCapSource } from '../market/valuation/marketCapSource.js';
import { yieldsAsOf, type Yields } from '../market/valuation/yieldsAsOf.js';
import type { Derivations } from '../scoring/method.js';
import { FEATURES, type Day, type IsoDate, type Ticker } from '../scoring/names.js';
import type { BusinessFacts } from './businessFacts.js';
import { derivationsKey } from './derivationsKey.js';

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
  readonly yields: Yields;
  /** In ₹ crore; NaN where it is not known. */
  readonly marketCapCr: number;
}

/** Names a day of the market, and the batch as of which it is read. */
export interface MarketDayKey {
  readonly day: IsoDate;
  readonly batch: number;
  /** How the method of a list derives metrics; left out: as greyoak-1.1 does. */
  readonly derivations?: Derivations | undefined;
}

/** Names a day of the market as a text. Methods that derive metrics in the same way share its days. */
export const nameOfMarketDay = ({ day, batch, derivations }: MarketDayKey): string =>
  `${day} ${batch} ${derivationsKey(derivations)}`;

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

/** A bar of a stock as it was traded. */
interface Bar {
  readonly day: Day;
  readonly close: number;
}

/** The features of a stock, with the newest bar before the day. */
interface Stored {
  readonly ticker: Ticker;
  readonly features: Float64Array;
  readonly barAge: number;
  readonly before: Bar | null;
}

/** What a day is read with. */
interface Reading {
  readonly client: pg.ClientBase;
  readonly ids: StockIds;
  readonly facts: BusinessFacts;
  readonly day: Day;
  readonly batch: number;
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
  const day = dayOf(key.day);
  const reading = { client, facts, day, batch: key.batch, ids: await stockIds(client) };
  const at = { day, adjustedTo: facts.arePricesAdjusted ? Infinity : day };
  const stored = await storedFeatures(reading);
  const before = await adjustedCloses(
    reading,
    new Map(stored.flatMap(({ ticker, before }) => (before === null ? [] : [[ticker, before]]))),
  );
  const traded = new Map(
    stored.map((one): [Ticker, TradedDay] => {
      const { ticker, features, barAge } = one;
      const change = barAge === 0 ? features[CLOSE] / (before.get(ticker) ?? NaN) - 1 : NaN;
      return [ticker, { features, barAge, barDay: barAge === 0 ? day : (one.before?.day ?? day), change }];
    }),
  );
  const tickers = new Set([...traded.keys(), ...facts.tickers]);
  const capSources = new Map(
    [...tickers].map((ticker) => [
      ticker,
      marketCapSourceAsOf(facts.figures(ticker), facts.actions(ticker), at),
    ]),
  );
  const closesThen = await adjustedCloses(reading, await barsOfCaps(reading, capSources));
  const rows = new Map<Ticker, MarketRow>();
  for (const [ticker, capSource] of capSources) {
    const known = traded.get(ticker) ?? null;
    const close = known?.features[CLOSE] ?? NaN;
    const history = facts.history(ticker, key.derivations);
    rows.set(ticker, {
      traded: known,
      fundamentals: history.asOf(day, close),
      shareholding: shareholdingAsOf(
        facts.shareholding(ticker),
        day,
        key.derivations?.pledge_carried_quarters,
      ),
      yields: yieldsAsOf(history, facts.figures(ticker), facts.actions(ticker), at, close),
      marketCapCr: marketCapCr(capSource, close, closesThen.get(ticker) ?? NaN),
    });
  }
  return new MarketDay(key, rows, stored.length + factsRead);
}

const CLOSE = FEATURES.indexOf('close');

async function storedFeatures({ client, ids, day, batch }: Reading): Promise<readonly Stored[]> {
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
       SELECT day, close::float8 FROM bars
       WHERE stock_id = stocks.id AND day < '${isoOf(day)}' AND ${asRecorded(batch)}
       ORDER BY day DESC LIMIT 1
     ) AS before ON true`,
    (row) => {
      const ticker = ids.tickerOf(row.int4());
      const barAge = row.int2();
      const features = Float64Array.from(FEATURES, () => row.float8());
      const before = { day: row.date(), close: row.float8() };
      stored.push({ ticker, features, barAge, before: before.day === before.day ? before : null });
    },
  );
  return stored;
}

/** Reads the last bars up to the days that market capitalisations are of, where trading had not stopped by then. */
async function barsOfCaps(
  { client, ids, facts, batch }: Reading,
  sources: ReadonlyMap<Ticker, MarketCapSource>,
): Promise<ReadonlyMap<Ticker, Bar>> {
  const asked = [...sources].flatMap(([ticker, { marketCap }]) =>
    marketCap === null ? [] : [{ ticker, on: marketCap.periodEnd }],
  );
  if (asked.length === 0) return new Map();
  const { rows } = await client.query<{ at: number; day: IsoDate; close: number }>(
    `SELECT asked.at, last.day, last.close
     FROM unnest($1::integer[], $2::date[]) WITH ORDINALITY AS asked (id, until, at)
     CROSS JOIN LATERAL (
       SELECT day, close::float8 FROM bars
       WHERE stock_id = asked.id AND day <= asked.until
         AND recorded_in <= $3 AND (superseded_in IS NULL OR superseded_in > $3)
       ORDER BY day DESC LIMIT 1
     ) AS last`,
    [asked.map(({ ticker }) => ids.idOf(ticker)), asked.map(({ on }) => isoOf(on)), batch],
  );
  const bars = new Map<Ticker, Bar>();
  for (const { at, day, close } of rows) {
    const { ticker, on } = asked[at - 1];
    const age = facts.sessions.countUpTo(on) - facts.sessions.countUpTo(dayOf(day));
    if (age < UNIVERSE_SESSIONS) bars.set(ticker, { day: dayOf(day), close });
  }
  return bars;
}

/** Returns the closes of bars as they look on the day. Few stocks have had an action since. */
async function adjustedCloses(
  { client, ids, facts, day, batch }: Reading,
  bars: ReadonlyMap<Ticker, Bar>,
): Promise<ReadonlyMap<Ticker, number>> {
  const toAdjust = [...bars].filter(
    ([ticker, bar]) => actionsBetween(facts.actionsOnPrices(ticker), bar.day, day).length > 0,
  );
  const traded =
    toAdjust.length === 0
      ? new Map<Ticker, TradedBars>()
      : await storedBars(client, ids, {
          batch,
          stocks: toAdjust.map(([ticker]) => ids.idOf(ticker)),
          from: Math.min(...toAdjust.map(([, bar]) => bar.day)),
          to: day,
        });
  return new Map(
    [...bars].map(([ticker, bar]) => {
      const own = traded.get(ticker);
      const close = own === undefined ? bar.close : closeAsOf(bar, facts.actionsOnPrices(ticker), own, day);
      return [ticker, close];
    }),
  );
}
