import type pg from 'pg';
import type { IsoDate, Mode, Ticker } from '../../../scoring/names.js';
import { readParts, type PartOf } from './readParts.js';
import type { Renames } from './renames.js';
import { SessionColumns, type Family, type FamilyState, type SessionRows } from './sessionColumns.js';

/** What to read of a session. */
export interface SessionRequest {
  readonly day: IsoDate;
  /** Runs that were stored after this one are new. */
  readonly evaluated: number;
  /** Null: all. */
  readonly stockIds: readonly number[] | null;
  /** Whether values of the metrics RISK_PART and CLOSE are needed. */
  readonly withParts: boolean;
  readonly withCloses: boolean;
}

/** Returns the newest session that is served; null where there is none. */
export async function newestServed(client: pg.ClientBase): Promise<IsoDate | null> {
  const { rows } = await client.query<{ day: IsoDate | null }>(
    `SELECT greatest((SELECT max(day) FROM served_days), (SELECT max(day) FROM assessed_days))::text AS day`,
  );
  return rows[0].day;
}

/** Reads the values of a session, and of the two that were served before it, with the stocks of today. */
export async function readSession(
  client: pg.ClientBase,
  renames: Renames,
  request: SessionRequest,
): Promise<SessionColumns> {
  const { day, evaluated, withParts, withCloses } = request;
  const stockIds = request.stockIds && request.stockIds.flatMap((id) => [id, ...renames.formersOf(id)]);
  const days = await daysUpTo(client, day);
  const families = await familiesOf(client, day, evaluated);
  const { rows: storedScores } = await client.query<SessionRows['scores'][number]>(
    `SELECT served.day::text, served.mode, stock_id, value, band::text, fired, sector_id
     FROM served_days AS served JOIN scores ON scores.run_id = served.run_id AND scores.mode = served.mode
     WHERE served.day = ANY ($1::date[]) AND ($2::int4[] IS NULL OR stock_id = ANY ($2))`,
    [days, stockIds],
  );
  const { rows: storedRisks } = await client.query<SessionRows['risks'][number]>(
    `SELECT assessed.day::text, stock_id, judged
     FROM assessed_days AS assessed JOIN risks ON risks.run_id = assessed.run_id
     WHERE assessed.day = ANY ($1::date[]) AND ($2::int4[] IS NULL OR stock_id = ANY ($2))`,
    [days, stockIds],
  );
  const [scores, risks] = [renames.rows(storedScores), renames.rows(storedRisks)];
  const parts = withParts ? partsOfToday(await readParts(client, days, stockIds), renames) : () => NaN;
  const closes = renames.rows(withCloses ? await closesOf(client, days, stockIds) : []);
  const ids = [...new Set([...scores, ...risks].filter((row) => row.day === day).map((row) => row.stock_id))];
  const { rows: stocks } = await client.query<{ id: number; ticker: Ticker }>(
    'SELECT id, ticker FROM stocks WHERE id = ANY ($1) ORDER BY ticker',
    [ids],
  );
  const { rows: sectors } = await client.query<{ id: number; key: string }>('SELECT id, key FROM sectors');
  return new SessionColumns({ days, families, scores, risks, parts, closes, stocks, sectors });
}

/** The session, which may have been withdrawn, and those before it, the newest first; three at most. */
async function daysUpTo(client: pg.ClientBase, day: IsoDate): Promise<readonly IsoDate[]> {
  const { rows } = await client.query<{ day: IsoDate }>(
    `SELECT day::text FROM (SELECT day FROM served_days UNION SELECT day FROM assessed_days) AS served
     WHERE day < $1 ORDER BY served.day DESC LIMIT 2`,
    [day],
  );
  return [day, ...rows.map((row) => row.day)];
}

function partsOfToday(parts: PartOf, renames: Renames): PartOf {
  return (day, stockId, part) => {
    const all = [stockId, ...renames.formersOf(stockId)].map((id) => parts(day, id, part));
    return all.find((counted) => !Number.isNaN(counted)) ?? NaN;
  };
}

async function familiesOf(
  client: pg.ClientBase,
  day: IsoDate,
  evaluated: number,
): Promise<ReadonlyMap<Family, FamilyState>> {
  const { rows } = await client.query<{ family: Mode | 'RISK'; fresh: boolean; provisional: boolean }>(
    `SELECT family, coalesce(committed > $2, false) AS fresh, provisional
     FROM (
       SELECT mode::text AS family, run_id FROM served_days WHERE day = $1
       UNION ALL SELECT 'RISK', run_id FROM assessed_days WHERE day = $1
     ) AS served JOIN runs ON runs.id = served.run_id`,
    [day, evaluated],
  );
  return new Map(rows.map(({ family, fresh, provisional }) => [family, { fresh, provisional }]));
}

async function closesOf(
  client: pg.ClientBase,
  days: readonly IsoDate[],
  stockIds: readonly number[] | null,
): Promise<SessionRows['closes']> {
  const { rows } = await client.query<SessionRows['closes'][number]>(
    `SELECT day::text, stock_id, close FROM bars
     WHERE day = ANY ($1::date[]) AND superseded_in IS NULL AND ($2::int4[] IS NULL OR stock_id = ANY ($2))`,
    [days.slice(0, 2), stockIds],
  );
  return rows;
}
