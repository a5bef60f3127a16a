import type pg from 'pg';
import type { Actor } from '../../../access/audit/auditEntry.js';
import { audited } from '../../../access/audit/audited.js';
import type { AuthKey } from '../../../access/authKey.js';
import { owned } from '../../../access/owned.js';
import { lockOwner } from '../../../access/users/lockOwner.js';
import type { Database } from '../../../database/database.js';
import { rowsOver } from '../../../database/rowsOver.js';
import { enqueue } from '../../../jobs/enqueue.js';
import type { WebhookSettings } from '../../../settings.js';
import { UserError } from '../../../userError.js';
import { lockAlerts } from '../appendEvents.js';
import { deliverJob } from '../deliverJob.js';
import { requireWebhookUrl } from '../webhooks/requireWebhookUrl.js';
import { secretOf } from '../webhooks/secretOf.js';
import { selectWebhooks, webhookOf, type WebhookRow } from './webhookRow.js';

/** The most webhooks of a user. */
export const MOST_WEBHOOKS = 20;

/** A webhook with the secret that its deliveries are signed with. */
export interface IssuedWebhook {
  readonly webhook: WebhookRow;
  readonly secret: string;
}

/**
 * Makes, resumes and deletes webhooks. Each change is a transaction over a connection of writers, which records it in the
 * audit. Where the owner has no such webhook, it returns null.
 */
export class Webhooks {
  constructor(
    private readonly database: Pick<Database, 'db' | 'pool' | 'writers'>,
    private readonly authKey: AuthKey,
    private readonly settings: WebhookSettings,
  ) {}

  /**
   * Makes a webhook.
   *
   * @param signal ends the work, and then nothing is stored, here and below
   * @throws UserError for an address that cannot be used, and where the owner has as many as it may have
   */
  async create(owner: number, given: string, actor: Actor, signal?: AbortSignal): Promise<IssuedWebhook> {
    const url = requireWebhookUrl(given, this.settings);
    const act = { action: 'WEBHOOK_CREATED', actor, signal } as const;
    const issued = await audited(this.database, act, async (client) => {
      await lockOwner(this.database.db, client, owner);
      await this.#requirePlace(client, owner);
      const [{ id, generation }] = await rowsOver(
        client,
        this.database.db
          .insertInto('webhooks')
          .values({ owner_id: owner, url })
          .returning(['id', 'generation']),
      );
      const webhook = await this.#read(client, id, owner);
      if (webhook === null) return null;
      return {
        result: { webhook, secret: secretOf(this.authKey, id, generation) },
        subject: subjectOf(id),
      };
    });
    if (issued === null) throw new Error('expected a new webhook');
    return issued;
  }

  /** Lets what waits be tried again, at once, and later changes be sent. What failed before is forgotten. */
  resume(id: number, owner: number, actor: Actor, signal?: AbortSignal): Promise<WebhookRow | null> {
    const act = { action: 'WEBHOOK_RESUMED', actor, subject: subjectOf(id), signal } as const;
    return audited(this.database, act, async (client) => {
      const resumed = await rowsOver(
        client,
        this.database.db
          .updateTable('webhooks as webhook')
          .set({ paused: false, failures: 0, dropped: 0, last_error: null })
          .where('webhook.id', '=', id)
          .where(owned('webhook', owner))
          .returning('webhook.id'),
      );
      if (resumed.length === 0) return null;
      await this.#tryAgain(client, id);
      const result = await this.#read(client, id, owner);
      return result && { result };
    });
  }

  /** Deletes a webhook, and what waits to be sent to it. @returns the webhook as it was */
  remove(id: number, owner: number, actor: Actor, signal?: AbortSignal): Promise<WebhookRow | null> {
    const act = { action: 'WEBHOOK_DELETED', actor, subject: subjectOf(id), signal } as const;
    return audited(this.database, act, async (client) => {
      // Else one who appends events could be about to send them to it.
      await lockAlerts(client);
      const result = await this.#read(client, id, owner);
      const deleted = await rowsOver(
        client,
        this.database.db
          .deleteFrom('webhooks as webhook')
          .where('webhook.id', '=', id)
          .where(owned('webhook', owner))
          .returning('webhook.id'),
      );
      return result && deleted.length > 0 ? { result } : null;
    });
  }

  /** What waits has another day, or it would be parked by its first failure. */
  async #tryAgain(client: pg.ClientBase, id: number): Promise<void> {
    await client.query(
      `UPDATE webhook_deliveries SET attempts = 0, created_at = clock_timestamp(), next_at = clock_timestamp()
       WHERE webhook_id = $1`,
      [id],
    );
    await enqueue(client, deliverJob, {}, { key: deliverJob.name });
  }

  async #requirePlace(client: pg.ClientBase, owner: number): Promise<void> {
    const [{ count }] = await rowsOver(
      client,
      this.database.db
        .selectFrom('webhooks as webhook')
        .where(owned('webhook', owner))
        .select(({ fn }) => fn.countAll<number>().as('count')),
    );
    if (count < MOST_WEBHOOKS) return;
    throw new UserError(
      `Expected at most ${MOST_WEBHOOKS} webhooks of a user, got one more: delete one that is not needed.`,
    );
  }

  async #read(client: pg.ClientBase, id: number, owner: number): Promise<WebhookRow | null> {
    const rows = await rowsOver(client, selectWebhooks(this.database.db, owner).where('webhook.id', '=', id));
    return rows.length === 0 ? null : webhookOf(rows[0]);
  }
}

const subjectOf = (id: number): string => `Webhook:${id}`;
