import DataLoader from 'dataloader';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { RECORDED } from '../../market/store/importIntelligence.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { countOf } from '../countOf.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

/** The version of an item that counts, and who recorded it. */
export interface IntelligenceRow {
  readonly item: string;
  readonly published_on: IsoDate;
  readonly type: string;
  readonly title: string;
  readonly day: IsoDate;
  readonly source: string;
  /** Separated by blanks. */
  readonly tickers: string;
  /** Empty where there is none, as is url. */
  readonly text: string;
  readonly url: string;
  /** Null where it was imported. */
  readonly by_user: number | null;
  /** Null where it was imported, or the user is deleted. */
  readonly by_name: string | null;
}

/** Which items to list; what is null does not matter. */
export interface IntelligenceSelection {
  /** The last day of publication. */
  readonly on: IsoDate | null;
  readonly types: readonly string[] | null;
  /** Of one of these, by their tickers of today. */
  readonly tickers: readonly Ticker[] | null;
  /** The first and the last day of what items tell. */
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  /** Words that title and text have together. */
  readonly search: string | null;
}

/** What the list is ordered by. */
export type IntelligencePlace = Pick<IntelligenceRow, 'day' | 'item'>;

interface IntelligencePage extends IntelligenceSelection {
  readonly after: IntelligencePlace | null;
  readonly limit: number;
}

/** Lists items. An operation reads each page, and each count, once. */
export interface IntelligenceListing {
  /** Returns the items of a page, the newest date first. */
  page(page: IntelligencePage): Promise<readonly IntelligenceRow[]>;
  count(selection: IntelligenceSelection): Promise<number>;
}

type Sources = Pick<LoaderSources, 'reads'>;

export function intelligenceListing({ reads }: Sources): IntelligenceListing {
  const pages = keyedLoader((keys: readonly IntelligencePage[]) =>
    Promise.all(
      keys.map(({ after, limit, ...selection }) =>
        reads.rows(sql<IntelligenceRow>`
          SELECT page.*, ${recordedBy} FROM (
            SELECT ${columns}, recorded_in FROM intelligence AS own
            WHERE ${selected(selection)}
              AND ${after === null ? sql`true` : sql`(day, item) < (${after.day}::date, ${after.item}::text)`}
            ORDER BY day DESC, item DESC LIMIT ${limit}::integer
          ) AS page ${joined}
          ORDER BY page.day DESC, page.item DESC`),
      ),
    ),
  );
  const counts = keyedLoader((keys: readonly IntelligenceSelection[]) =>
    Promise.all(
      keys.map((selection) =>
        countOf(reads, sql`SELECT count(*) AS count FROM intelligence AS own WHERE ${selected(selection)}`),
      ),
    ),
  );
  return { page: (page) => pages.load(page), count: (selection) => counts.load(selection) };
}

/** Loads the newest versions of items; null where there is none. */
export function intelligenceLoader({ reads }: Sources): DataLoader<string, IntelligenceRow | null> {
  return new DataLoader(async (items) => {
    const rows = await reads.rows(sql<IntelligenceRow>`
      SELECT page.*, ${recordedBy} FROM (
        SELECT DISTINCT ON (item) ${columns}, recorded_in FROM intelligence
        WHERE superseded_in IS NULL AND item = ANY (${[...items]}::text[])
        ORDER BY item, published_on DESC
      ) AS page ${joined}`);
    const known = new Map(rows.map((row) => [row.item, row]));
    return items.map((item) => known.get(item) ?? null);
  });
}

const columns = sql.raw('item, published_on, type, title, day, source, tickers, text, url');
const recordedBy = sql.raw('batch.by_user, users.name AS by_name');
const joined = sql`
  LEFT JOIN batches AS batch ON batch.id = page.recorded_in AND batch.source = ${RECORDED}
  LEFT JOIN users ON users.id = batch.by_user`;

/** Selects, of each item, the version that was published last up to the day. */
function selected({ on, types, tickers, from, to, search }: IntelligenceSelection): RawBuilder<SqlBool> {
  const until = (version: string) =>
    on === null ? sql`true` : sql`${sql.ref(`${version}.published_on`)} <= ${on}::date`;
  const conditions = [
    sql`own.superseded_in IS NULL AND ${until('own')}`,
    types && sql`own.type = ANY (${[...types]}::text[])`,
    tickers && sql`own.stocks && ${[...tickers]}::text[]`,
    from && sql`own.day >= ${from}::date`,
    to && sql`own.day <= ${to}::date`,
    search !== null && sql`own.words @@ plainto_tsquery('english', ${search}::text)`,
    sql`NOT EXISTS (
      SELECT FROM intelligence AS later WHERE later.item = own.item AND later.superseded_in IS NULL
        AND later.published_on > own.published_on AND ${until('later')}
    )`,
  ];
  return sql<SqlBool>`${sql.join(conditions.filter(isGiven), sql` AND `)}`;
}

const isGiven = (condition: RawBuilder<unknown> | null | false): condition is RawBuilder<unknown> =>
  condition !== null && condition !== false;
