import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { FilingCategory } from '../../market/facts.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { countOf } from '../countOf.js';
import { inOrderOfKeys, keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

type Sources = Pick<LoaderSources, 'reads'>;

/** What tells a filing from others. */
export interface FilingKey {
  readonly ticker: Ticker;
  readonly filed_on: IsoDate;
  /** The second of the day in India; TIME_UNKNOWN where only the day is known. */
  readonly filed_second: number;
  readonly exchange: string;
  /** The beginning of the MD5 of the subject. */
  readonly mark: string;
}

export interface FilingRow extends FilingKey {
  readonly stock_id: number;
  readonly category: FilingCategory;
  readonly period_end: IsoDate | null;
  readonly subject: string;
  readonly url: string;
  readonly hash: string;
}

/** Which filings of a stock are listed. Null stands for a condition that is not set. */
export interface FilingsOf {
  readonly stockId: number;
  readonly categories: readonly FilingCategory[] | null;
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
}

/** A place in the list. */
export type FilingPlace = Omit<FilingKey, 'ticker'>;

export interface FilingPageKey {
  readonly of: FilingsOf;
  readonly after: FilingPlace | null;
  readonly limit: number;
}

const MARK = sql`left(md5(filings.subject), 16)`;
const COLUMNS = sql`filings.stock_id, stocks.ticker, filings.filed_on, filings.filed_second, filings.exchange,
  ${MARK} AS mark, filings.category, filings.period_end, filings.subject, filings.url, filings.hash`;

/** Loads pages of filings, the newest first. */
export function filingsLoader({ reads }: Sources): DataLoader<FilingPageKey, readonly FilingRow[], string> {
  return keyedLoader((keys: readonly FilingPageKey[]) =>
    Promise.all(
      keys.map(({ of, after, limit }) =>
        reads.rows(sql<FilingRow>`
          SELECT ${COLUMNS}
          FROM filings JOIN stocks ON stocks.id = filings.stock_id
          WHERE ${listed(of)} AND ${after === null ? sql`true` : isAfter(after)}
          ORDER BY filings.filed_on DESC, filings.filed_second DESC, filings.exchange DESC, mark DESC
          LIMIT ${limit}::integer`),
      ),
    ),
  );
}

/** Counts filings. */
export function filingCountLoader({ reads }: Sources): DataLoader<FilingsOf, number, string> {
  return keyedLoader((keys: readonly FilingsOf[]) =>
    Promise.all(
      keys.map((of) => countOf(reads, sql`SELECT count(*) AS count FROM filings WHERE ${listed(of)}`)),
    ),
  );
}

/** Loads filings by what tells them from others; null where there is none. */
export function filingLoader({ reads }: Sources): DataLoader<FilingKey, FilingRow | null, string> {
  return keyedLoader(async (keys) => {
    const rows = await reads.rows(sql<FilingRow & { readonly at: number }>`
      SELECT asked.at, ${COLUMNS}
      FROM unnest(
        ${keys.map(({ ticker }) => ticker)}::text[],
        ${keys.map(({ filed_on }) => filed_on)}::date[],
        ${keys.map(({ filed_second }) => filed_second)}::integer[],
        ${keys.map(({ exchange }) => exchange)}::text[],
        ${keys.map(({ mark }) => mark)}::text[]
      ) WITH ORDINALITY AS asked (of_ticker, day, second, on_exchange, of_mark, at)
      JOIN stocks ON stocks.ticker = asked.of_ticker
      JOIN filings ON filings.stock_id = stocks.id AND filings.filed_on = asked.day
        AND filings.filed_second = asked.second AND filings.exchange = asked.on_exchange
        AND filings.superseded_in IS NULL AND ${MARK} = asked.of_mark`);
    return inOrderOfKeys(keys.length, rows).map(([row = null]) => row);
  });
}

const listed = ({ stockId, categories, from, to }: FilingsOf) => sql`
  filings.stock_id = ${stockId}::integer AND filings.superseded_in IS NULL
  AND filings.filed_on >= coalesce(${from}::date, '-infinity')
  AND filings.filed_on <= coalesce(${to}::date, 'infinity')
  AND ${categories === null ? sql`true` : sql`filings.category = ANY (${categories}::text[])`}`;

const isAfter = ({ filed_on, filed_second, exchange, mark }: FilingPlace) => sql`
  filings.filed_on <= ${filed_on}::date
  AND (filings.filed_on, filings.filed_second, filings.exchange, ${MARK})
    < (${filed_on}::date, ${filed_second}::integer, ${exchange}::text, ${mark}::text)`;
