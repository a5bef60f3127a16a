import { NO_ACTOR } from '../../../access/audit/auditEntry.js';
import { LOCAL_USER } from '../../../access/caller.js';
import type { Database } from '../../../database/database.js';
import { dayInIndia, isoOf } from '../../../market/day.js';
import type { IsoDate, Ticker } from '../../../scoring/names.js';
import { REPORT_FORMATS } from '../names.js';
import type { ReportRequest } from '../reportRequest.js';
import type { Reports } from './reports.js';

/** It has no documents: their processing would change what its report says. */
const TICKER = 'SYNENERGY04.NS' as Ticker;

/**
 * Asks for a report on a company of a sample market and for one on its portfolio, as of its last day, where there is no
 * report yet. They are the built-in user's. Jobs make them, which the start does not wait for.
 *
 * @param portfolioId the opaque id of a portfolio
 */
export async function makeSampleReports(
  { pool }: Pick<Database, 'pool'>,
  reports: Pick<Reports, 'create'>,
  portfolioId: (id: number) => string,
): Promise<void> {
  const { rows } = await pool.query<{ on: IsoDate | null; portfolio: number | null }>(
    `SELECT (SELECT max(day) FROM served_days)::text AS "on",
       (SELECT min(id) FROM portfolios WHERE owner_id = $1 AND deleted_at IS NULL) AS portfolio
     WHERE EXISTS (SELECT FROM stocks WHERE ticker = $2) AND NOT EXISTS (SELECT FROM reports)`,
    [LOCAL_USER, TICKER],
  );
  if (rows.length === 0) return;
  const [{ on, portfolio }] = rows;
  // The sample's days may be later than those of a clock that is wrong.
  const today = isoOf(dayInIndia(new Date()));
  const common = {
    ...{ title: null, ticker: null, sector: null, portfolio: null, formats: REPORT_FORMATS },
    on: on !== null && on <= today ? on : null,
  };
  const asked: ReportRequest[] = [{ ...common, kind: 'COMPANY', ticker: TICKER }];
  if (portfolio !== null) {
    asked.push({ ...common, kind: 'PORTFOLIO', portfolio: { id: portfolio, text: portfolioId(portfolio) } });
  }
  for (const request of asked) await reports.create(LOCAL_USER, request, NO_ACTOR);
}
