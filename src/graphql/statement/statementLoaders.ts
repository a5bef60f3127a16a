import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import { knownAt, type Moment } from '../../market/store/knownAt.js';
import type { IsoDate } from '../../scoring/names.js';
import { countOf } from '../countOf.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';
import { momentLoader, type StockMoment } from '../momentLoader.js';

export interface StatementRow {
  readonly metric: string;
  readonly period: string;
  readonly period_end: IsoDate;
  readonly months: number;
  readonly basis: string;
  readonly value: number;
  readonly published_on: IsoDate;
  readonly source: string;
  readonly recorded_at: string;
  readonly superseded_at: string | null;
}

/** What the list is ordered by, which no two figures that are known at a moment share. */
export type StatementPlace = Pick<StatementRow, (typeof ORDER)[number]>;
const ORDER = ['period_end', 'published_on', 'period', 'months', 'basis', 'metric'] as const;

export interface StatementPageKey extends StockMoment {
  readonly after: StatementPlace | null;
  readonly before: StatementPlace | null;
  /** Whether the figures are counted from the oldest one. */
  readonly isFromEnd: boolean;
  readonly limit: number;
}

/** Loads pages of figures. The newest period comes first. */
export function statementsLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<StatementPageKey, readonly StatementRow[], string> {
  return keyedLoader((keys: readonly StatementPageKey[]) =>
    Promise.all(
      keys.map(async ({ stockId, moment, after, before, isFromEnd, limit }) => {
        const direction = isFromEnd ? sql`ASC` : sql`DESC`;
        const order = sql.join(ORDER.map((column) => sql`${sql.ref(column)} ${direction}`));
        const rows = await reads.rows(sql<StatementRow>`
          SELECT metric, period, period_end, months, basis, value, published_on, source,
            (SELECT recorded_at FROM batches WHERE id = recorded_in) AS recorded_at,
            (SELECT recorded_at FROM batches WHERE id = superseded_in) AS superseded_at
          FROM statements
          WHERE ${ofStock(stockId, moment)}
            AND ${after === null ? sql`true` : sql`${columns} < ${placeOf(after)}`}
            AND ${before === null ? sql`true` : sql`${columns} > ${placeOf(before)}`}
          ORDER BY ${order}
          LIMIT ${limit}::integer`);
        return isFromEnd ? rows.reverse() : rows;
      }),
    ),
  );
}

/** Counts the figures of stocks. */
export function statementCountLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<StockMoment, number, string> {
  return momentLoader((keys, moment) =>
    Promise.all(
      keys.map(({ stockId }) =>
        countOf(reads, sql`SELECT count(*) AS count FROM statements WHERE ${ofStock(stockId, moment)}`),
      ),
    ),
  );
}

const ofStock = (stockId: number, moment: Moment) =>
  sql`stock_id = ${stockId}::integer AND ${knownAt('statements', moment)}`;

const columns = sql`(${sql.join(ORDER.map((column) => sql.ref(column)))})`;

const placeOf = ({ period_end, published_on, period, months, basis, metric }: StatementPlace) => sql`(
  ${period_end}::date, ${published_on}::date, ${period}::text, ${months}::integer, ${basis}::text, ${metric}::text)`;
