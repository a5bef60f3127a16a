import type pg from 'pg';
import { FACT_DAYS } from '../market/datasets/factDays.js';
import { servedMethod } from '../runs/servedMethod.js';
import type { IsoDate } from '../scoring/names.js';
import type { ExportRequest } from './exportRequest.js';

/** The first and the last day of rows, both inclusive. */
export interface StoredSpan {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

const FACTS = FACT_DAYS.filter(({ day }) => day !== null)
  .map(
    ({ table, day }) =>
      `SELECT min(${day}) AS first, max(${day}) AS last FROM ${table} WHERE superseded_in IS NULL`,
  )
  .join(' UNION ALL ');

/** SQL that returns the first and the last day of each kind. That of SCORES takes the name of a method. */
const SPANS: Readonly<Record<Exclude<ExportRequest['kind'], 'MY_DATA'>, string>> = {
  SCORES: 'SELECT min(day) AS from, max(day) AS to FROM scored_days WHERE method = $1',
  FEATURES: 'SELECT min(day) AS from, max(day) AS to FROM features WHERE superseded_in IS NULL',
  BARS: 'SELECT min(day) AS from, max(day) AS to FROM bars WHERE superseded_in IS NULL',
  FACTS: `SELECT min(first) AS from, max(last) AS to FROM (${FACTS}) AS days`,
  SESSION: 'SELECT min(day) AS from, max(day) AS to FROM served_days',
};

/**
 * Reads of which days the store has rows of a kind, whatever their stock and mode.
 *
 * @returns null where it has none
 */
export async function storedSpan(
  pool: pg.Pool,
  { kind, method }: Pick<ExportRequest, 'method'> & { readonly kind: keyof typeof SPANS },
): Promise<StoredSpan | null> {
  const values = kind === 'SCORES' ? [method ?? (await servedMethod(pool)) ?? ''] : [];
  const { rows } = await pool.query<{ readonly from: IsoDate | null; readonly to: IsoDate | null }>(
    SPANS[kind],
    values,
  );
  const [{ from, to }] = rows;
  return from === null || to === null ? null : { from, to };
}
