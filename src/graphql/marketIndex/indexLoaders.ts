import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import { groupBy } from '../../market/grouping.js';
import { indexNameOf } from '../../market/indexNameOf.js';
import type { IsoDate } from '../../scoring/names.js';
import { countOf } from '../countOf.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';
import { onceLoader } from '../onceLoader.js';

export interface IndexRow {
  readonly name: string;
  /** The spellings under which it has bars: before names were made alike, an import kept them as they were given. */
  readonly spellings: readonly string[];
  readonly newest: IsoDate;
}

/** Loads all indices that have bars, in the order of their names, once for an operation. */
export function indicesLoader({ reads }: Pick<LoaderSources, 'reads'>): () => Promise<readonly IndexRow[]> {
  // The statement jumps from name to name in the index of the table, which has thousands of bars for each.
  const read = async () => {
    const rows = await reads.rows(sql<{ readonly name: string; readonly newest: IsoDate }>`
      WITH RECURSIVE named AS (
        (SELECT index_name AS name FROM index_bars ORDER BY index_name LIMIT 1)
        UNION ALL
        SELECT (SELECT index_name FROM index_bars WHERE index_name > named.name ORDER BY index_name LIMIT 1)
        FROM named WHERE named.name IS NOT NULL
      )
      SELECT named.name, newest.day AS newest
      FROM named CROSS JOIN LATERAL (
        SELECT day FROM index_bars WHERE index_name = named.name AND superseded_in IS NULL ORDER BY day DESC LIMIT 1
      ) AS newest`);
    const groups = groupBy(rows, ({ name }) => indexNameOf(name));
    return [...groups]
      .map(([name, own]) => ({
        name,
        spellings: own.map((row) => row.name),
        newest: own.reduce((newest, row) => (row.newest > newest ? row.newest : newest), own[0].newest),
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  };
  return onceLoader(read);
}

export interface IndexBarRow {
  readonly day: IsoDate;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly recorded_at: string;
}

/** The bars of an index from a day to a day, both inclusive; a null end is open. */
export interface IndexBarsKey {
  readonly name: string;
  readonly spellings: readonly string[];
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
}

export interface IndexPageKey extends IndexBarsKey {
  /** Day of the newer bar that the page comes after; null: none. */
  readonly after: IsoDate | null;
  /** Day of the older bar that the page comes before; null: none. */
  readonly before: IsoDate | null;
  /** Whether bars are counted from the oldest one. */
  readonly isFromEnd: boolean;
  readonly limit: number;
}

/** Loads pages of bars of indices. The newest comes first. */
export function indexBarsLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<IndexPageKey, readonly IndexBarRow[], string> {
  return keyedLoader((keys: readonly IndexPageKey[]) =>
    Promise.all(
      keys.map(async ({ after, before, isFromEnd, limit, ...stretch }) => {
        const rows = await reads.rows(sql<IndexBarRow>`
          SELECT DISTINCT ON (day) day, open, high, low, close,
            (SELECT recorded_at FROM batches WHERE id = recorded_in) AS recorded_at
          FROM index_bars
          WHERE ${within(stretch)}
            AND day < coalesce(${after}::date, 'infinity') AND day > coalesce(${before}::date, '-infinity')
          -- Of two spellings, the name of today counts.
          ORDER BY day ${isFromEnd ? sql`ASC` : sql`DESC`}, index_name <> ${stretch.name}::text
          LIMIT ${limit}::integer`);
        return isFromEnd ? rows.reverse() : rows;
      }),
    ),
  );
}

/** Counts the bars of indices. */
export function indexBarCountLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<IndexBarsKey, number, string> {
  return keyedLoader((keys: readonly IndexBarsKey[]) =>
    Promise.all(
      keys.map((stretch) =>
        countOf(reads, sql`SELECT count(DISTINCT day) AS count FROM index_bars WHERE ${within(stretch)}`),
      ),
    ),
  );
}

const within = ({ spellings, from, to }: Omit<IndexBarsKey, 'name'>) => sql`
  index_name = ANY (${spellings}::text[]) AND superseded_in IS NULL
  AND day >= coalesce(${from}::date, '-infinity') AND day <= coalesce(${to}::date, 'infinity')`;
