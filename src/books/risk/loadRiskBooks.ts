import { sql } from 'kysely';
import { COMPANY_COLUMNS } from '../../database/companyRow.js';
import type { Database } from '../../database/database.js';
import type { IsoDate } from '../../scoring/names.js';
import { RiskBook, type RiskBookRow, type RiskRow } from './riskBook.js';

/** The session that rises are measured from: so many assessed sessions before the day. */
export const RISE_SESSIONS = 5;

const companyColumns = sql.join(COMPANY_COLUMNS.map((column) => sql.ref(`companies.${column}`)));
/** The columns of a RiskRow, from `assessed` (rows of risks) and the tables that `joinedRisk` joins. */
export const riskColumns = sql`assessed.*, stocks.ticker, ${companyColumns}, runs.risk_method_hash AS method_hash`;

/**
 * Joins the stock, the run and the newest row of the company of each row of `assessed`. A rename ends the company of the
 * former symbol, and the pages of a list from before it still have the stock.
 */
export const joinedRisk = sql.raw(`
  JOIN runs ON runs.id = assessed.run_id
  JOIN stocks ON stocks.id = assessed.stock_id
  CROSS JOIN LATERAL (
    SELECT * FROM companies WHERE companies.stock_id = assessed.stock_id ORDER BY companies.recorded_in DESC LIMIT 1
  ) AS companies`);

interface StoredRow extends RiskBookRow {
  /** The place of its run among all, from 1. */
  readonly at: number;
  readonly bookDay: IsoDate;
  readonly formerDay: IsoDate | null;
}

/** Selects the newest current risk of a stock before a day. */
const newestBefore = (place: string, isWanted = sql`true`) => sql`
  SELECT earlier.*
  FROM current_risks AS earlier
  WHERE ${isWanted}
    AND earlier.stock_id = ${sql.ref(`${place}.stock_id`)}
    AND earlier.day < ${sql.ref(`${place}.bookDay`)}
  ORDER BY earlier.day DESC
  LIMIT 1`;

/**
 * Reads books of runs, current or not, with one statement.
 *
 * @param signal ends the statement
 * @returns a book for each run, or null where it is unknown or has no risks
 */
export async function loadRiskBooks(
  { db, query }: Pick<Database, 'db' | 'query'>,
  runIds: readonly number[],
  signal?: AbortSignal,
): Promise<readonly (RiskBook | null)[]> {
  const statement = sql`
    WITH asked AS MATERIALIZED (
      SELECT asked.at, asked.run_id, runs.day AS "bookDay", last.run_id AS last_run, former.run_id AS former_run,
        former.day AS "formerDay"
      FROM unnest(${runIds}::integer[]) WITH ORDINALITY AS asked (run_id, at)
      JOIN runs ON runs.id = asked.run_id
      LEFT JOIN LATERAL (
        SELECT d.run_id FROM assessed_days d WHERE d.day < runs.day ORDER BY d.day DESC LIMIT 1
      ) AS last ON true
      LEFT JOIN LATERAL (
        SELECT d.run_id, d.day FROM assessed_days d WHERE d.day < runs.day
        ORDER BY d.day DESC OFFSET ${RISE_SESSIONS - 1} LIMIT 1
      ) AS former ON true
    ), stored AS MATERIALIZED (
      SELECT asked.at, asked."bookDay", asked."formerDay", asked.last_run, asked.former_run, risks.*
      FROM asked
      JOIN risks ON risks.run_id = asked.run_id
    ), valued AS (
      -- Nearly all stocks have their former risk on the assessed day before.
      SELECT stored.*, coalesce(last.value, earlier.value) AS "previousValue", former.value AS "formerValue"
      FROM stored
      LEFT JOIN risks AS last ON last.run_id = stored.last_run AND last.stock_id = stored.stock_id
      LEFT JOIN risks AS former ON former.run_id = stored.former_run AND former.stock_id = stored.stock_id
      LEFT JOIN LATERAL (${newestBefore('stored', sql`last.stock_id IS NULL`)}) AS earlier ON true
    ), unassessed AS MATERIALIZED (
      SELECT asked.at, asked."bookDay", stocks.id AS stock_id
      FROM asked
      CROSS JOIN stocks
      WHERE EXISTS (SELECT FROM stored WHERE stored.at = asked.at)
        AND NOT EXISTS (SELECT FROM stored WHERE stored.at = asked.at AND stored.stock_id = stocks.id)
    ), found AS (
      SELECT unassessed.at, unassessed."bookDay", NULL::date, NULL::integer, NULL::integer, earlier.*, NULL::float8, NULL::float8
      FROM unassessed
      CROSS JOIN LATERAL (${newestBefore('unassessed')}) AS earlier
    )
    SELECT ${riskColumns}
    FROM (SELECT * FROM valued UNION ALL SELECT * FROM found) AS assessed
    ${joinedRisk}`.compile(db);
  const rows = await query<StoredRow & Internal>(statement.sql, statement.parameters, signal);
  // Each row brings the hash as a text of its own.
  const hashes = new Map<string, string>();
  return runIds.map((runId, k) => {
    const own = rows.filter(({ at }) => at === k + 1);
    const kept = own.map(
      ({ at: _at, bookDay: _day, formerDay: _former, last_run: _last, former_run: _run, ...row }) => {
        const hash = hashes.get(row.method_hash);
        if (hash === undefined) hashes.set(row.method_hash, row.method_hash);
        return { ...row, method_hash: hash ?? row.method_hash };
      },
    );
    const stored = kept.filter((row) => row.run_id === runId);
    if (stored.length === 0) return null;
    const earlier: readonly RiskRow[] = kept.filter((row) => row.run_id !== runId);
    const formerDay = own.find(({ formerDay: former }) => former !== null)?.formerDay ?? null;
    return new RiskBook(runId, own[0].bookDay, formerDay, stored, earlier);
  });
}

/** Columns that only the statement needs. */
interface Internal {
  readonly last_run: number | null;
  readonly former_run: number | null;
}
