import type pg from 'pg';
import { barsAsOf } from '../../market/adjustment.js';
import { Sessions } from '../../market/calendar.js';
import { actions } from '../../market/datasets/actions.js';
import { dayOf } from '../../market/day.js';
import type { Action } from '../../market/facts.js';
import { arePricesAdjusted } from '../../market/store/marketKind.js';
import { factsAsRecorded } from '../../market/store/recordFacts.js';
import { stockIds, type StockIds } from '../../market/store/stockIds.js';
import { storedBars } from '../../market/store/storedBars.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import type { MarketPanel } from '../../validation/figures/panel.js';
import { sharedColumn } from './sharedColumn.js';

const INDEX = 'NIFTY 50';
/** Stocks whose bars are read at a time: 200 of 1,700 sessions take 25 MB. */
const AT_A_TIME = 200;

/** The prices of the market, and where its securities stand in them. */
export interface StoredPanel {
  readonly market: MarketPanel;
  /** The place of a security in `market.tickers` by the id of the stock. */
  readonly placeOf: ReadonlyMap<number, number>;
}

/**
 * Reads the prices of all securities on all sessions with quorum, as they are known now. Bars on other days do not count.
 *
 * @param client in a snapshot of the store
 * @param signal ends the work with its reason
 */
export async function readMarketPanel(client: pg.ClientBase, signal?: AbortSignal): Promise<StoredPanel> {
  const days = await readSessions(client);
  const sessions = new Sessions(Int32Array.from(days, dayOf));
  const ids = await stockIds(client);
  const securities = await readSecurities(client);
  const market: MarketPanel = {
    days,
    tickers: securities.map(({ ticker }) => ticker),
    closes: sharedColumn(Float64Array, securities.length * days.length).fill(NaN),
    tradedValues: sharedColumn(Float64Array, securities.length * days.length).fill(NaN),
    indexCloses: await readIndex(client, sessions),
  };
  const placeOf = new Map(securities.map(({ id }, place) => [id, place]));
  if (days.length === 0) return { market, placeOf };
  const actionsOf = await readActions(client, ids);
  for (let at = 0; at < securities.length; at += AT_A_TIME) {
    signal?.throwIfAborted();
    const stocks = securities.slice(at, at + AT_A_TIME).map(({ id }) => id);
    const last = dayOf(days[days.length - 1]);
    for (const [ticker, traded] of await storedBars(client, ids, { stocks, to: last })) {
      const bars = barsAsOf(traded, actionsOf.get(ticker) ?? [], sessions, last);
      const from = (placeOf.get(ids.idOf(ticker)) ?? NaN) * days.length;
      for (let bar = 0; bar < bars.close.length; bar++) {
        const session = sessions.ordinalOf(traded.day[bar]);
        if (session === -1) continue;
        market.closes[from + session] = bars.close[bar];
        market.tradedValues[from + session] = bars.tradedValue[bar];
      }
    }
  }
  return { market, placeOf };
}

async function readSessions(client: pg.ClientBase): Promise<IsoDate[]> {
  const { rows } = await client.query<{ day: IsoDate }>(
    'SELECT day::text FROM session_bars WHERE has_quorum ORDER BY day',
  );
  return rows.map(({ day }) => day);
}

/** Reads the stocks that have a bar or a score. */
async function readSecurities(client: pg.ClientBase): Promise<{ id: number; ticker: Ticker }[]> {
  const { rows } = await client.query<{ id: number; ticker: Ticker }>(
    `SELECT id, ticker FROM stocks
     WHERE EXISTS (SELECT FROM bars WHERE stock_id = id AND superseded_in IS NULL)
       OR EXISTS (SELECT FROM scores WHERE stock_id = id)
     ORDER BY ticker COLLATE "C"`,
  );
  return rows;
}

async function readIndex(client: pg.ClientBase, sessions: Sessions): Promise<Float64Array> {
  const { rows } = await client.query<{ day: IsoDate; close: number }>(
    `SELECT day::text, close::float8 FROM index_bars WHERE superseded_in IS NULL AND index_name = $1`,
    [INDEX],
  );
  const closes = sharedColumn(Float64Array, sessions.days.length).fill(NaN);
  for (const { day, close } of rows) {
    const session = sessions.ordinalOf(dayOf(day));
    if (session !== -1) closes[session] = close;
  }
  return closes;
}

/** Reads the actions of all stocks; none where prices were given as adjusted. */
async function readActions(
  client: pg.ClientBase,
  ids: StockIds,
): Promise<ReadonlyMap<Ticker, readonly Action[]>> {
  if (await arePricesAdjusted(client)) return new Map();
  return actions.group(await factsAsRecorded(client, actions.table, ids));
}
