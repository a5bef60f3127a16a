import { sql, type RawBuilder } from 'kysely';
import type { IsoDate } from '../scoring/names.js';

/** The days of a stock from one to another, both inclusive; a null end is open. */
export interface StockSpan {
  readonly stockId: number;
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
}

/** SQL of spans as arguments of `unnest`. */
export const spanArrays = (keys: readonly StockSpan[]): RawBuilder<unknown> => sql`
  ${keys.map(({ stockId }) => stockId)}::integer[],
  ${keys.map(({ from }) => from)}::date[],
  ${keys.map(({ to }) => to)}::date[]`;

/** SQL of spans as rows of a FROM clause: asked (stock_id, since, until, at), where `at` numbers the keys from 1. */
export const askedSpans = (keys: readonly StockSpan[]): RawBuilder<unknown> =>
  sql`unnest(${spanArrays(keys)}) WITH ORDINALITY AS asked (stock_id, since, until, at)`;
