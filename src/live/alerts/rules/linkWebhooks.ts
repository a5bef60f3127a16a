import type pg from 'pg';
import { owned } from '../../../access/owned.js';
import type { Database } from '../../../database/database.js';
import { rowsOver } from '../../../database/rowsOver.js';
import { NotOwned } from '../../../notOwned.js';

/**
 * Makes these webhooks of a user be told of the alerts of a rule, and no others of this user. Webhooks that other
 * administrators have added to a rule for everybody stay.
 *
 * @throws NotOwned where the user has no webhook of an id
 */
export async function linkWebhooks(
  db: Database['db'],
  client: pg.ClientBase,
  ruleId: number,
  owner: number,
  webhookIds: readonly number[],
): Promise<void> {
  const ids = [...new Set(webhookIds)];
  // Locked, so that none of them is deleted meanwhile.
  const known = await rowsOver(
    client,
    db
      .selectFrom('webhooks as webhook')
      .where(owned('webhook', owner))
      .select('webhook.id')
      .orderBy('webhook.id')
      .forKeyShare(),
  );
  if (!ids.every((id) => known.some((one) => one.id === id))) {
    throw new NotOwned(
      'Expected the ids of webhooks of yours in webhookIds, got another: webhooks lists them.',
    );
  }
  const mine = known.map(({ id }) => id);
  await client.query(
    'DELETE FROM alert_rule_webhooks WHERE rule_id = $1 AND webhook_id = ANY ($2) AND webhook_id <> ALL ($3)',
    [ruleId, mine, ids],
  );
  await client.query(
    'INSERT INTO alert_rule_webhooks (rule_id, webhook_id) SELECT $1, unnest($2::int[]) ON CONFLICT DO NOTHING',
    [ruleId, ids],
  );
}
