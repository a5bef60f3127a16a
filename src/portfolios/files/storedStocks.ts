import type pg from 'pg';
import { isinOf } from '../../market/isin.js';
import { stockIds } from '../../market/store/stockIds.js';
import { storedIsins } from '../../market/store/storedIsins.js';
import { storedSymbols } from '../../market/store/storedSymbols.js';
import type { Ticker } from '../../scoring/names.js';
import type { KnownStock, KnownStocks } from '../store/knownStocks.js';

/** The companies of the store, as files name them. */
export interface StoredStocks {
  /** By its ticker, or a former symbol of it. */
  readonly byTicker: KnownStocks;
  /** By an ISIN that it has or had; null: no company, or more than one. */
  readonly byIsin: (isin: string) => KnownStock | null;
  /** Whether any ISIN of a company is known. */
  readonly hasIsin: (ticker: Ticker) => boolean;
}

export async function storedStocks(client: pg.ClientBase): Promise<StoredStocks> {
  const ids = await stockIds(client);
  const symbols = await storedSymbols(client, ids);
  const { rows } = await client.query<{ ticker: Ticker }>(
    'SELECT ticker FROM companies JOIN stocks ON stocks.id = stock_id WHERE superseded_in IS NULL',
  );
  const listed = new Set(rows.map(({ ticker }) => ticker));
  const byTicker = (ticker: Ticker): KnownStock | null => {
    const today = listed.has(ticker) ? ticker : symbols.newestOf(ticker);
    return today !== null && listed.has(today) ? { id: ids.idOf(today), ticker: today } : null;
  };
  const isins = await storedIsins(client, ids);
  const tickersOf = new Map<string, Set<Ticker>>();
  for (const [ticker, some] of isins) {
    if (!listed.has(ticker)) continue;
    for (const isin of some) tickersOf.set(isin, (tickersOf.get(isin) ?? new Set()).add(ticker));
  }
  return {
    byTicker,
    byIsin: (text) => {
      const [ticker, another] = tickersOf.get(isinOf(text) ?? '') ?? [];
      return ticker === undefined || another !== undefined ? null : byTicker(ticker);
    },
    hasIsin: (ticker) => isins.has(ticker),
  };
}
