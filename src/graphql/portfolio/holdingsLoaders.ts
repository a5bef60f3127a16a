import DataLoader from 'dataloader';
import { sql, type RawBuilder } from 'kysely';
import { dayOf } from '../../market/day.js';
import { stateOn } from '../../portfolios/journal/stateOn.js';
import type { PortfolioState } from '../../portfolios/journal/portfolioState.js';
import { dayPricesOf } from '../../portfolios/market/dayPricesOf.js';
import { readCloses } from '../../portfolios/market/readCloses.js';
import { readShareActions, type StockActions } from '../../portfolios/market/readShareActions.js';
import { readTradingDays, type TradingDays } from '../../portfolios/market/readTradingDays.js';
import { stocksIn } from '../../portfolios/market/stockSet.js';
import { readJournals, type NotedRow } from '../../portfolios/store/readJournal.js';
import type { DayPrices } from '../../portfolios/valuation/pricedStock.js';
import type { IsoDate } from '../../scoring/names.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';
import { onceLoader } from '../onceLoader.js';

type Sources = Pick<LoaderSources, 'reads'>;

/** The journal of a portfolio, and what is known of its stocks. */
export interface PortfolioBook {
  /** In the order in which they count. */
  readonly rows: readonly NotedRow[];
  readonly actions: StockActions;
  readonly days: TradingDays;
  /** The day that counts as today: of the newest session, or of the last entry where that is later; null: there is none. */
  readonly newest: IsoDate | null;
}

/**
 * Returns which day a portfolio is seen on.
 *
 * @param on null, and a later day: the newest. A day without a session means the session before it.
 * @returns null before the first entry
 */
export function dayIn({ rows, days, newest }: PortfolioBook, on: IsoDate | null): IsoDate | null {
  if (newest === null || rows.length === 0) return null;
  const day = on === null || on >= newest ? newest : days.upTo(on);
  return day < rows[0].day ? null : day;
}

/** Names a portfolio and its model, and the day on which they are seen. */
export interface PortfolioOn {
  readonly portfolioId: number;
  readonly modelId: number | null;
  readonly on: IsoDate | null;
}

/** Cash, holdings and prices of a day. */
export interface PricedPortfolio {
  readonly book: PortfolioBook;
  readonly state: PortfolioState;
  readonly prices: DayPrices;
}

/** The day of the holdings of a key, as `dayIn` knows it, but that a day without a session may stay as it is. */
const askedDays = (keys: readonly PortfolioOn[]) => sql<{ readonly day: IsoDate; readonly at: number }>`
  SELECT DISTINCT asked.day, asked.day - date '1970-01-01' AS at FROM (
    SELECT least(keys.until, greatest(
      (SELECT max(day) FROM session_bars WHERE has_quorum),
      (SELECT max(day) FROM portfolio_journal WHERE portfolio_id = keys.id)
    )) AS day
    FROM unnest(
      ${keys.map(({ portfolioId }) => portfolioId)}::integer[], ${keys.map(({ on }) => on)}::date[]
    ) AS keys (id, until)
  ) AS asked
  WHERE asked.day IS NOT NULL`;

/** Loads what portfolios hold. Who may see them was checked when their rows were read. */
export interface HoldingsLoaders {
  /** By the ids of portfolios. */
  readonly books: DataLoader<number, PortfolioBook>;
  /** Null before the first entry. */
  readonly priced: DataLoader<PortfolioOn, PricedPortfolio | null, string>;
}

/** Makes the loaders of an operation. What is asked for together takes one statement. */
export function holdingsLoaders({ reads }: Sources): HoldingsLoaders {
  const read = <Row extends object>(query: RawBuilder<Row>) => reads.rows<Row>(query);
  const tradingDays = onceLoader(() => readTradingDays(read));
  const books = new DataLoader(async (ids: readonly number[]) => {
    const [journals, actions, days] = await Promise.all([
      readJournals(read, ids),
      readShareActions(read, stocksIn(ids)),
      tradingDays(),
    ]);
    return ids.map((id): PortfolioBook => {
      const rows = journals.get(id) ?? [];
      const last = rows.at(-1)?.day ?? null;
      const newest = last !== null && (days.newest === null || last > days.newest) ? last : days.newest;
      return { rows, actions, days, newest };
    });
  });
  const priced = keyedLoader(async (keys: readonly PortfolioOn[]) => {
    const set = stocksIn(
      keys.map(({ portfolioId }) => portfolioId),
      keys.flatMap(({ modelId }) => modelId ?? []),
    );
    const [owned, actions, closes] = await Promise.all([
      Promise.all(keys.map(({ portfolioId }) => books.load(portfolioId))),
      readShareActions(read, set),
      readCloses(read, set, askedDays(keys)),
    ]);
    return keys.map(({ on }, k): PricedPortfolio | null => {
      const book = owned[k];
      const day = dayIn(book, on);
      if (day === null || book.newest === null) return null;
      const asked = on === null || on >= book.newest ? book.newest : on;
      const state = stateOn(book.rows, actions.shares, day);
      const prices = dayPricesOf(closes.get(dayOf(asked)) ?? [], actions.shares, book.days, day);
      return { book, state, prices };
    });
  });
  return { books, priced };
}
