import type pg from 'pg';
import { isoOf } from '../../market/day.js';
import { newestSession } from '../../market/store/newestSession.js';
import { servedMethod } from '../../runs/servedMethod.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import type { BacktestRequest } from './backtestRequest.js';
import { requireSpan, type CheckedBacktest } from './requireBacktest.js';

/**
 * Decides what the store knows of a backtest: the served method and the newest session, where none is named.
 *
 * @throws UserError where the span has no session with scores
 */
export async function resolveBacktest(
  client: pg.ClientBase | pg.Pool,
  checked: CheckedBacktest,
): Promise<BacktestRequest> {
  const method = checked.method ?? (await servedMethod(client));
  const newest = checked.to === null ? await newestSession(client) : null;
  const to = checked.to ?? (newest === null ? checked.from : isoOf(newest));
  const { from, mode } = checked;
  requireSpan(from, to);
  const { rows } = await client.query<{ has: boolean }>(
    `SELECT EXISTS (
       SELECT FROM scored_days WHERE method = $1 AND mode = $2 AND day BETWEEN $3 AND $4
     ) AS has`,
    [method ?? '', mode, from, to],
  );
  if (method !== null && rows[0].has) return { ...checked, method, to };
  const named = method === null ? '' : ` of the method "${shown(method)}"`;
  throw new UserError(
    `Expected a span with scores${named} and ${mode}, got none from ${from} to ${to}: choose other days, or score these.`,
  );
}
