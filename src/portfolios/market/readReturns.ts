import { sql, type RawBuilder } from 'kysely';
import { adjustedBars } from '../../market/adjustedBars.js';
import { adjustmentsOf, barsAround } from '../../market/adjustment.js';
import { dayOf } from '../../market/day.js';
import type { Action, ActionKind } from '../../market/facts.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import type { ReadRows } from './readRows.js';
import { withReached, type StockSet } from './stockSet.js';

/** How a stock traded up to a day. */
export interface TradedHistory {
  /** Closes as they look on the day, adjusted for actions, by their days. */
  readonly closes: ReadonlyMap<IsoDate, number>;
  /** The median traded value of a session in ₹; null where it is not known on the day. */
  readonly medianTradedValue: number | null;
}

interface BarsRow {
  readonly ticker: Ticker;
  readonly days: readonly IsoDate[] | null;
  readonly opens: readonly number[] | null;
  readonly closes: readonly number[] | null;
  readonly median: number | null;
  readonly actions:
    | readonly {
        readonly day: IsoDate;
        readonly kind: ActionKind;
        readonly new_shares: number | null;
        readonly old_shares: number | null;
        readonly price: number | null;
        readonly factor: number | null;
      }[]
    | null;
}

const RUPEES_PER_CRORE = 10_000_000;

/**
 * Reads how the stocks of a set traded up to a day.
 *
 * @param until SQL of the day
 * @param bars how many bars of each stock are read, the newest first
 */
export async function readReturns(
  read: ReadRows,
  set: StockSet,
  until: RawBuilder<unknown>,
  bars: number,
): Promise<ReadonlyMap<Ticker, TradedHistory>> {
  const rows = await read(sql<BarsRow>`
    ${withReached(set)}, asked AS MATERIALIZED (SELECT (${until})::date AS day)
    SELECT reached.ticker, traded.days, traded.opens, traded.closes,
      (SELECT median_traded_value_cr FROM features
        WHERE stock_id = reached.id AND day <= asked.day AND day > asked.day - 21 AND superseded_in IS NULL
        ORDER BY day DESC LIMIT 1) AS median,
      (SELECT json_agg(json_build_object('day', ex_date, 'kind', kind, 'new_shares', new_shares,
          'old_shares', old_shares, 'price', price, 'factor', factor))
        FROM actions
        WHERE stock_id = reached.id AND superseded_in IS NULL AND ex_date <= asked.day
          AND NOT EXISTS (SELECT FROM market_kind WHERE adjusted)) AS actions
    FROM reached CROSS JOIN asked CROSS JOIN LATERAL (
      SELECT json_agg(day ORDER BY day) AS days, json_agg(open::float8 ORDER BY day) AS opens,
        json_agg(close::float8 ORDER BY day) AS closes
      FROM (
        SELECT day, open, close FROM bars
        WHERE bars.stock_id = reached.id AND bars.superseded_in IS NULL AND bars.day <= asked.day
        ORDER BY day DESC LIMIT ${bars}::integer
      ) AS newest
    ) AS traded`);
  return new Map(rows.map((row) => [row.ticker, historyOf(row)]));
}

function historyOf({ ticker, days, opens, closes, median, actions }: BarsRow): TradedHistory {
  const medianTradedValue = median === null ? null : median * RUPEES_PER_CRORE;
  if (days === null || opens === null || closes === null) return { closes: new Map(), medianTradedValue };
  const adjustments = adjustmentsOf(
    (actions ?? []).map(({ day, kind, ...terms }): Action => ({
      ticker,
      exDate: dayOf(day),
      kind,
      newShares: terms.new_shares ?? NaN,
      oldShares: terms.old_shares ?? NaN,
      price: terms.price ?? NaN,
      factor: terms.factor ?? NaN,
    })),
    barsAround({
      day: Int32Array.from(days, dayOf),
      open: Float64Array.from(opens),
      close: Float64Array.from(closes),
    }),
  );
  const newestFirst = days
    .map((day, k) => ({ day, open: opens[k], high: closes[k], low: closes[k], close: closes[k], volume: 0 }))
    .reverse();
  const adjusted = adjustedBars(newestFirst, adjustments, days.at(-1) ?? null);
  return { closes: new Map(adjusted.map(({ day, close }) => [day, close])), medianTradedValue };
}

/**
 * Returns the simple returns of sessions, each over the session before.
 *
 * @param closes by their days
 * @param sessions one more than there are returns, in ascending order
 * @returns null where either session has no close
 */
export function sessionReturns(
  closes: ReadonlyMap<IsoDate, number>,
  sessions: readonly IsoDate[],
): readonly (number | null)[] {
  return sessions.slice(1).map((session, k) => {
    const [before, after] = [closes.get(sessions[k]), closes.get(session)];
    return before === undefined || after === undefined || before <= 0 ? null : after / before - 1;
  });
}
