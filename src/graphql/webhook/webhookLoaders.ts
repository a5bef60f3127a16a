import type DataLoader from 'dataloader';
import { owned } from '../../access/owned.js';
import {
  selectWebhooks,
  webhookOf,
  type SelectedWebhook,
  type WebhookRow,
} from '../../live/alerts/rules/webhookRow.js';
import { rowListing, type RowListing } from '../connection/rowListing.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

type Sources = Pick<LoaderSources, 'database' | 'reads'>;

/** Loads webhooks by their ids; null where the owner has no such webhook. */
export function webhookLoader({
  database: { db },
  reads,
}: Sources): DataLoader<{ readonly owner: number; readonly id: number }, WebhookRow | null, string> {
  return keyedLoader((keys) =>
    Promise.all(
      keys.map(async ({ owner, id }) => {
        const rows = await reads.rows<SelectedWebhook>(
          selectWebhooks(db, owner).where('webhook.id', '=', id),
        );
        return rows.length === 0 ? null : webhookOf(rows[0]);
      }),
    ),
  );
}

/** Loads the webhooks of an owner that are told of the alerts of rules, the newest first. */
export function webhooksOfRuleLoader({
  database: { db },
  reads,
}: Sources): DataLoader<{ readonly owner: number; readonly ruleId: number }, readonly WebhookRow[], string> {
  return keyedLoader(async (keys) => {
    const [{ owner }] = keys;
    const rows = await reads.rows<SelectedWebhook & { readonly rule_id: number }>(
      selectWebhooks(db, owner)
        .innerJoin('alert_rule_webhooks as told', 'told.webhook_id', 'webhook.id')
        .where(
          'told.rule_id',
          'in',
          keys.map(({ ruleId }) => ruleId),
        )
        .select('told.rule_id')
        .orderBy('webhook.id', 'desc'),
    );
    return keys.map(({ ruleId }) => rows.filter((row) => row.rule_id === ruleId).map(webhookOf));
  });
}

/** Lists the webhooks of an owner. */
export function webhookListing({
  database: { db },
  reads,
}: Sources): RowListing<{ readonly owner: number }, WebhookRow> {
  return rowListing(
    async ({ owner }, { after, before, isFromEnd, limit }) => {
      const rows = await reads.rows<SelectedWebhook>(
        selectWebhooks(db, owner)
          .$if(after !== null, (query) => query.where('webhook.id', '<', after))
          .$if(before !== null, (query) => query.where('webhook.id', '>', before))
          .orderBy('webhook.id', isFromEnd ? 'asc' : 'desc')
          .limit(limit),
      );
      return rows.map(webhookOf);
    },
    async ({ owner }) => {
      const [{ count }] = await reads.rows(
        db
          .selectFrom('webhooks as webhook')
          .where(owned('webhook', owner))
          .select(({ fn }) => fn.countAll<number>().as('count')),
      );
      return count;
    },
  );
}
