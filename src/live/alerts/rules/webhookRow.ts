import type { Kysely } from 'kysely';
import { owned, type Owners } from '../../../access/owned.js';
import type { Tables } from '../../../database/tables.js';

/** A webhook as its owner may know it. */
export interface WebhookRow {
  readonly id: number;
  readonly url: string;
  readonly paused: boolean;
  readonly lastDeliveredAt: Date | null;
  readonly lastError: string | null;
  readonly failures: number;
}

/** Returns the statement that reads the webhooks of the owners; a webhook has the alias `webhook`. */
export function selectWebhooks(db: Kysely<Tables>, owners: Owners) {
  return db
    .selectFrom('webhooks as webhook')
    .where(owned('webhook', owners))
    .select([
      'webhook.id',
      'webhook.url',
      'webhook.paused',
      'webhook.last_delivered_at',
      'webhook.last_error',
      'webhook.failures',
    ]);
}

/** A row of `selectWebhooks`. Where it was read as JSON, instants are texts. */
export type SelectedWebhook = Awaited<ReturnType<ReturnType<typeof selectWebhooks>['execute']>>[number];

/** Reads a row of `selectWebhooks`, also one that was read as JSON. */
export function webhookOf({ id, url, paused, failures, ...row }: SelectedWebhook): WebhookRow {
  return {
    ...{ id, url, paused, failures },
    lastDeliveredAt: row.last_delivered_at && new Date(row.last_delivered_at),
    lastError: row.last_error,
  };
}
