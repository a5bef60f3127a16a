import type DataLoader from 'dataloader';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { BAR_NUMBERS } from '../../market/barColumns.js';
import { WITHDRAWABLE } from '../../market/datasets/withdrawable.js';
import type { Dataset } from '../../market/datasets/dataset.js';
import { countOf } from '../countOf.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';
import type { CorrectionRow } from './correction.js';

/** The place of a correction in the list of its stock. */
export type CorrectionPlace = Pick<CorrectionRow, 'batch' | 'dataset' | 'key' | 'field'>;

interface CorrectionPage {
  readonly stockId: number;
  /** The correction that the page comes after; null: none. */
  readonly after: CorrectionPlace | null;
  readonly limit: number;
}

/** Lists the corrections of a stock. An operation reads each page, and each count, once. */
export interface CorrectionListing {
  /** Returns the corrections of a page, the newest first. */
  page(page: CorrectionPage): Promise<readonly CorrectionRow[]>;
  count(stockId: number): Promise<number>;
}

export function correctionListing({ reads }: Pick<LoaderSources, 'reads'>): CorrectionListing {
  const pages: DataLoader<CorrectionPage, readonly CorrectionRow[], string> = keyedLoader((keys) =>
    Promise.all(
      keys.map(({ stockId, after, limit }) =>
        reads.rows(sql<CorrectionRow>`
          SELECT page.*, recorded_at, batches.dataset = 'withdrawals' AS withdrawn, withdrawals.reason
          FROM (
            SELECT * FROM (${corrections(stockId)}) AS page
            WHERE ${after === null ? sql<SqlBool>`true` : isAfter(after)}
            ${IN_ORDER} LIMIT ${limit}
          ) AS page
          JOIN batches ON batches.id = page.batch
          LEFT JOIN withdrawals ON withdrawals.recorded_in = page.batch AND (
            withdrawals.key = lower(page.dataset) || ' ' || page.key
            OR (withdrawals.published_on IS NULL
              AND withdrawals.key = lower(page.dataset) || ' ' || regexp_replace(page.key, ' [^ ]+$', ''))
          )
          ${IN_ORDER}`),
      ),
    ),
  );
  const counts: DataLoader<{ readonly stockId: number }, number, string> = keyedLoader((keys) =>
    Promise.all(
      keys.map(({ stockId }) =>
        countOf(reads, sql`SELECT count(*) AS count FROM (${corrections(stockId)}) AS own`),
      ),
    ),
  );
  return { page: (page) => pages.load(page), count: (stockId) => counts.load({ stockId }) };
}

const TEXTS = sql.raw('page.dataset COLLATE "C", page.key COLLATE "C", page.field COLLATE "C"');
const IN_ORDER = sql`ORDER BY page.batch DESC, ${TEXTS}`;

function isAfter({ batch, dataset, key, field }: CorrectionPlace): RawBuilder<SqlBool> {
  return sql<SqlBool>`(page.batch < ${batch}::integer OR (page.batch = ${batch}::integer AND
    (${TEXTS}) > (${dataset}::text, ${key}::text, ${field}::text)))`;
}

/** Selects the fields of a stock's facts that were changed or withdrawn, of all datasets. */
function corrections(stockId: number): RawBuilder<unknown> {
  const ofStocks = (WITHDRAWABLE as readonly Dataset[]).filter(({ key }) => key[0] === 'ticker');
  return sql.join(
    ofStocks.map((dataset) => ofDataset(dataset, stockId)),
    sql` UNION ALL `,
  );
}

function ofDataset({ name, key, table, kind }: Dataset, stockId: number): RawBuilder<unknown> {
  const columns = table.columns.map(([column]) => column);
  const [keys, rest] = [columns.slice(1, key.length), columns.slice(table.keys)];
  const fields = kind === 'BARS' ? ['source', ...BAR_NUMBERS] : rest;
  const of = (row: string, column: string) => sql.ref(`${row}.${column}`);
  const text = (row: string, column: string) => sql`nullif(${of(row, column)}::text, '')`;
  const parts = keys.map((column) => text('fact', column));
  const isNext = columns
    .slice(0, table.keys)
    .map((column) => sql`${of('later', column)} = ${of('fact', column)}`);
  const values = fields.map(
    (field) => sql`(${field}::text, ${text('fact', field)}, ${text('later', field)})`,
  );
  return sql`
    SELECT ${name.toUpperCase()}::text AS dataset, concat_ws(' ', ${sql.join([sql`stocks.ticker`, ...parts])}) AS key,
      changed.field, changed.former, changed.new, fact.superseded_in AS batch
    FROM ${sql.table(table.name)} AS fact
    JOIN stocks ON stocks.id = fact.stock_id
    LEFT JOIN ${sql.table(table.name)} AS later
      ON ${sql.join(isNext, sql` AND `)} AND later.recorded_in = fact.superseded_in
    CROSS JOIN LATERAL (VALUES ${sql.join(values)}) AS changed (field, former, new)
    WHERE fact.stock_id = ${stockId}::integer AND fact.superseded_in IS NOT NULL
      AND changed.former IS DISTINCT FROM changed.new`;
}
