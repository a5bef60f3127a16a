import { sql } from 'kysely';
import type pg from 'pg';
import { sqlOver } from '../../../database/sqlOver.js';
import type { IsoDate } from '../../../scoring/names.js';

/** What a company of the sample market has filed for a quarter, in ₹ crore, and per share in ₹. */
export interface SampleQuarter {
  readonly periodEnd: IsoDate;
  readonly publishedOn: IsoDate;
  readonly sales: number;
  readonly netProfit: number;
  readonly eps: number;
}

/** Reads the quarters of a company, the newest first, as they were published at first. */
export function sampleQuarters(pool: pg.Pool, ticker: string): Promise<SampleQuarter[]> {
  return sqlOver(
    pool,
    sql<SampleQuarter>`SELECT period_end::text AS "periodEnd", min(published_on)::text AS "publishedOn",
        (array_agg(value::float8 ORDER BY published_on) FILTER (WHERE metric = 'sales'))[1] AS sales,
        (array_agg(value::float8 ORDER BY published_on) FILTER (WHERE metric = 'net_profit'))[1] AS "netProfit",
        (array_agg(value::float8 ORDER BY published_on) FILTER (WHERE metric = 'eps'))[1] AS eps
      FROM statements JOIN stocks ON stocks.id = statements.stock_id
      WHERE ticker = ${ticker}::text AND period = 'QUARTER' AND superseded_in IS NULL
        AND metric IN ('sales', 'net_profit', 'eps')
      GROUP BY period_end HAVING count(DISTINCT metric) = 3
      ORDER BY period_end DESC LIMIT 5`,
  );
}
