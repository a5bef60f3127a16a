import { sql } from 'kysely';
import type { ActionKind } from '../../market/facts.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import type { ShareAction } from '../journal/shareAction.js';
import { unitsOf } from '../money/units.js';
import type { ReadRows } from './readRows.js';
import { withReached, type StockSet } from './stockSet.js';

/** An action that leaves the number of shares as it is, and takes value out of them all the same. */
export interface ValueAction {
  readonly exDate: IsoDate;
  readonly kind: 'DEMERGER' | 'RIGHTS';
}

/** What happened to the shares of stocks, as it is known today, ascending by ex-date. */
export interface StockActions {
  /** Empty where prices were imported as adjusted, because these show no action. */
  readonly shares: ReadonlyMap<Ticker, readonly ShareAction[]>;
  readonly values: ReadonlyMap<Ticker, readonly ValueAction[]>;
}

interface ActionRow {
  readonly ticker: Ticker;
  readonly ex_date: IsoDate;
  readonly kind: ActionKind;
  readonly new_shares: string | null;
  readonly old_shares: string | null;
}

/** Reads the actions of the stocks of a set, by their tickers of today. */
export async function readShareActions(read: ReadRows, set: StockSet): Promise<StockActions> {
  const rows = await read(sql<ActionRow>`
    ${withReached(set)}
    SELECT reached.ticker, ex_date, kind, new_shares::text AS new_shares, old_shares::text AS old_shares
    FROM reached JOIN actions ON actions.stock_id = reached.id AND actions.superseded_in IS NULL
    WHERE NOT EXISTS (SELECT FROM market_kind WHERE adjusted) AND kind <> 'SPECIAL_DIVIDEND'
    ORDER BY reached.ticker, ex_date, kind`);
  const shares = new Map<Ticker, ShareAction[]>();
  const values = new Map<Ticker, ValueAction[]>();
  for (const { ticker, ex_date: exDate, kind, new_shares, old_shares } of rows) {
    if (kind === 'SPLIT' || kind === 'BONUS' || kind === 'CONSOLIDATION') {
      const action = { exDate, kind, newShares: sharesOf(new_shares), oldShares: sharesOf(old_shares) };
      add(shares, ticker, action);
    } else if (kind === 'DEMERGER' || kind === 'RIGHTS') add(values, ticker, { exDate, kind });
  }
  return { shares, values };
}

/** More decimals than terms of an action have. Both sides have the same, so that the ratio is exact. */
const DECIMALS = 12;

function sharesOf(text: string | null): bigint {
  const units = text === null ? null : unitsOf(text, DECIMALS);
  if (units === null || units <= 0n) throw new Error(`Expected shares of an action above 0, got ${text}`);
  return units;
}

function add<One>(lists: Map<Ticker, One[]>, ticker: Ticker, one: One): void {
  const list = lists.get(ticker);
  if (list === undefined) lists.set(ticker, [one]);
  else list.push(one);
}
