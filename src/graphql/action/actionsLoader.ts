import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import { adjustmentsOf, type Adjustment, type BarsAround } from '../../market/adjustment.js';
import { dayOf } from '../../market/day.js';
import type { Action, ActionKind } from '../../market/facts.js';
import { knownAt } from '../../market/store/knownAt.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { inOrderOfKeys } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';
import { momentLoader, type StockMoment } from '../momentLoader.js';

/** An action with the bars next to its ex-date. */
export interface ActionRow {
  readonly at: number;
  readonly ticker: Ticker;
  readonly ex_date: IsoDate;
  readonly kind: ActionKind;
  readonly new_shares: number | null;
  readonly old_shares: number | null;
  readonly price: number | null;
  readonly factor: number | null;
  /** Empty where nothing is known. */
  readonly detail: string;
  readonly recorded_at: string;
  readonly before_day: IsoDate | null;
  readonly before_close: number | null;
  readonly after_day: IsoDate | null;
  readonly after_open: number | null;
  /** Whether prices were imported as adjusted, so that it does not apply to them. */
  readonly is_idle: boolean;
}

/** The actions of a stock, and what those that apply make of its bars. */
export interface StockActions {
  readonly rows: readonly ActionRow[];
  /** The rows, in their order. */
  readonly actions: readonly Action[];
  /** Whether prices were imported as adjusted, so that no action applies to them. */
  readonly areIdle: boolean;
  readonly adjustments: readonly Adjustment[];
}

/** Loads the actions of stocks. */
export function actionsLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<StockMoment, StockActions, string> {
  return momentLoader(async (keys, moment) => {
    const bars = knownAt('bars', moment);
    const rows = await reads.rows(sql<ActionRow>`
      SELECT asked.at, stocks.ticker, ex_date, kind, new_shares, old_shares, price, factor, detail,
        (SELECT recorded_at FROM batches WHERE id = actions.recorded_in) AS recorded_at,
        before.day AS before_day, before.close AS before_close, after.day AS after_day, after.open AS after_open,
        EXISTS (SELECT FROM market_kind WHERE adjusted) AS is_idle
      FROM unnest(${keys.map(({ stockId }) => stockId)}::integer[]) WITH ORDINALITY AS asked (stock_id, at)
      JOIN stocks ON stocks.id = asked.stock_id
      JOIN actions ON actions.stock_id = asked.stock_id AND ${knownAt('actions', moment)}
      LEFT JOIN LATERAL (
        SELECT day, close FROM bars
        WHERE bars.stock_id = asked.stock_id AND bars.day < actions.ex_date AND ${bars}
        ORDER BY day DESC LIMIT 1
      ) AS before ON true
      LEFT JOIN LATERAL (
        SELECT day, open FROM bars
        WHERE bars.stock_id = asked.stock_id AND bars.day >= actions.ex_date AND ${bars}
        ORDER BY day LIMIT 1
      ) AS after ON true`);
    return inOrderOfKeys(keys.length, rows).map((own) => {
      const areIdle = own.some(({ is_idle }) => is_idle);
      return {
        rows: own,
        actions: own.map(actionOf),
        areIdle,
        adjustments: areIdle ? [] : adjustmentsIn(own),
      };
    });
  });
}

function adjustmentsIn(rows: readonly ActionRow[]): readonly Adjustment[] {
  const around = new Map<number, BarsAround>();
  for (const { ex_date, before_day, before_close, after_day, after_open } of rows) {
    around.set(dayOf(ex_date), {
      before:
        before_day === null || before_close === null ? null : { day: dayOf(before_day), close: before_close },
      after: after_day === null || after_open === null ? null : { day: dayOf(after_day), open: after_open },
    });
  }
  return adjustmentsOf(rows.map(actionOf), (exDate) => around.get(exDate) ?? { before: null, after: null });
}

function actionOf(row: ActionRow): Action {
  return {
    ticker: row.ticker,
    exDate: dayOf(row.ex_date),
    kind: row.kind,
    newShares: row.new_shares ?? NaN,
    oldShares: row.old_shares ?? NaN,
    price: row.price ?? NaN,
    factor: row.factor ?? NaN,
  };
}
