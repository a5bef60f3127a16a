import type pg from 'pg';
import { z } from 'zod';
import type { IsoDate } from '../../../scoring/names.js';
import { enqueue } from '../../../jobs/enqueue.js';
import type { JobKind } from '../../../jobs/jobKind.js';
import { metricsAbout } from '../metrics.js';

/** Evaluates rules on portfolios. It finds in the store which are due. */
export const portfolioRulesJob: JobKind<object> = {
  name: 'evaluate_portfolio_rules',
  payload: z.object({}),
  // Of its own, because what portfolios risk takes longer to compute than other rules do.
  queue: 'portfolio_rules',
  attempts: 25,
};

/**
 * Enqueues an evaluation of rules on portfolios where one is due: of a new session, of a new version of a rule, or because a
 * portfolio with an open alert was deleted.
 *
 * @param day the newest session
 */
export async function queuePortfolioRules(client: pg.ClientBase, day: IsoDate | null): Promise<void> {
  const { rows } = await client.query(
    `SELECT FROM alert_rules AS rule JOIN portfolios AS portfolio ON portfolio.id = rule.portfolio_id
     WHERE rule.metric = ANY ($1) AND rule.enabled AND rule.deleted_at IS NULL
       AND (rule.evaluated_version <> rule.version
         OR $2::date > coalesce((SELECT portfolios_evaluated FROM alert_log), '-infinity')
         OR portfolio.deleted_at IS NOT NULL
           AND EXISTS (SELECT FROM alerts WHERE rule_id = rule.id AND beyond))
     LIMIT 1`,
    [metricsAbout('PORTFOLIO'), day],
  );
  if (rows.length > 0) await enqueue(client, portfolioRulesJob, {}, { key: portfolioRulesJob.name });
}
