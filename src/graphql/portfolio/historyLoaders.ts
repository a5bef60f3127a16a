import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import { RISK_SESSIONS } from '../../portfolios/market/holdingsAtRisk.js';
import { MOST_CLOSES, readHistory, type History } from '../../portfolios/market/readHistory.js';
import { readNifty } from '../../portfolios/market/readNifty.js';
import type { ReadRows } from '../../portfolios/market/readRows.js';
import { readReturns, type TradedHistory } from '../../portfolios/market/readReturns.js';
import { stocksIn } from '../../portfolios/market/stockSet.js';
import type { IndexClose } from '../../portfolios/performance/indexReturn.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

type Sources = Pick<LoaderSources, 'reads'>;

/** Units of reading a close and counting it in the value of a session. */
const CLOSE = 0.05;

/** Days before a span in which the session before it lies. */
const DAYS_BEFORE = 14;

const NEWEST = sql`(SELECT max(day) FROM session_bars WHERE has_quorum)`;

/** The last day of what is read: that of the holdings, as `dayIn` knows it. */
const lastDay = (portfolioId: number, to: IsoDate | null) => sql`least(${to}::date, greatest(
  ${NEWEST}, (SELECT max(day) FROM portfolio_journal WHERE portfolio_id = ${portfolioId}::integer)
))`;

/** A portfolio over a span. */
export interface PortfolioSpan {
  readonly portfolioId: number;
  /** Null: the day of the first entry. */
  readonly from: IsoDate | null;
  /** Null: the newest. */
  readonly to: IsoDate | null;
}

/** What the performance of a portfolio is computed from, apart from its journal. */
export interface SpanHistory {
  readonly history: History;
  readonly index: readonly IndexClose[];
}

/** Loads closes of the stocks of portfolios, and of the index, over spans. */
export function spanHistoryLoader({ reads }: Sources): DataLoader<PortfolioSpan, SpanHistory, string> {
  const read: ReadRows = (query) => reads.rows(query);
  return keyedLoader((keys) =>
    Promise.all(
      keys.map(async ({ portfolioId, from, to }): Promise<SpanHistory> => {
        const since = sql`greatest(${from}::date, (
          SELECT min(day) FROM portfolio_journal WHERE portfolio_id = ${portfolioId}::integer
        )) - ${DAYS_BEFORE}::integer`;
        const until = lastDay(portfolioId, to);
        const [history, index] = await Promise.all([
          readHistory(read, stocksIn([portfolioId]), since, until),
          readNifty(read, since, until),
        ]);
        const { size } = history;
        if (size > MOST_CLOSES) throw tooLong(size);
        reads.charge(size * CLOSE);
        return { history, index };
      }),
    ),
  );
}

const tooLong = (size: number): UserError =>
  new UserError(
    `Expected a span with at most ${MOST_CLOSES} days times stocks, got ${size}: move from and to closer together.`,
  );

/** A portfolio on a day. */
export interface PortfolioDay {
  readonly portfolioId: number;
  /** Null: the newest. */
  readonly on: IsoDate | null;
}

/** What the risk of a portfolio is computed from, apart from its holdings and their prices. */
export interface RiskHistory {
  readonly stocks: ReadonlyMap<Ticker, TradedHistory>;
  readonly index: readonly IndexClose[];
}

/** The calendar days that these sessions lie in at most. */
const RISK_DAYS = 800;

/** Loads how the stocks of portfolios, and the index, traded over the last sessions. */
export function riskHistoryLoader({ reads }: Sources): DataLoader<PortfolioDay, RiskHistory, string> {
  const read: ReadRows = (query) => reads.rows(query);
  return keyedLoader((keys) =>
    Promise.all(
      keys.map(async ({ portfolioId, on }): Promise<RiskHistory> => {
        const until = lastDay(portfolioId, on);
        const [stocks, index] = await Promise.all([
          readReturns(read, stocksIn([portfolioId]), until, RISK_SESSIONS + 1),
          readNifty(read, sql`${until} - ${RISK_DAYS}::integer`, until),
        ]);
        reads.charge(stocks.size * RISK_SESSIONS * CLOSE);
        return { stocks, index };
      }),
    ),
  );
}
