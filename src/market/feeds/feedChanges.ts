import type pg from 'pg';
import type { Actor, AuditAction, AuditDetails } from '../../access/audit/auditEntry.js';
import { audited } from '../../access/audit/audited.js';
import type { Database } from '../../database/database.js';
import type { BackfillRequest } from './backfillRequest.js';
import type { Backfills } from './backfills.js';
import type { Feed } from './feed.js';
import { feedNow } from './feedNow.js';
import { readBackfill, type BackfillRow } from './readBackfill.js';
import { readFeeds, type FeedState } from './readFeeds.js';
import { storeCalendar } from './storeCalendar.js';

/** What operators do to feeds: each act is one transaction, with its jobs and its entry of the audit. */
export class FeedChanges {
  constructor(
    private readonly database: Pick<Database, 'pool' | 'writers'>,
    private readonly feeds: readonly Feed[],
    private readonly backfills: Backfills,
  ) {}

  /**
   * Asks feeds for the days of a span.
   *
   * @param actor who does it, here and below
   * @param signal ends the work, and then nothing is stored, here and below
   * @throws UserError for a request that cannot be fulfilled
   */
  async start(request: BackfillRequest, actor: Actor, signal?: AbortSignal): Promise<BackfillRow> {
    const calendar = await storeCalendar(this.database.pool);
    return present(
      await this.#change('BACKFILL_STARTED', actor, signal, (client) =>
        this.backfills.start(client, request, calendar, actor),
      ),
    );
  }

  /**
   * Asks a feed for one day.
   *
   * @param on the day; null: its newest one
   * @throws UserError for an unknown feed, or a day on which it has no file
   */
  async run(name: string, on: string | null, actor: Actor, signal?: AbortSignal): Promise<BackfillRow> {
    const calendar = await storeCalendar(this.database.pool);
    return present(
      await this.#change('BACKFILL_STARTED', actor, signal, (client) =>
        this.backfills.run(client, name, on, calendar, actor),
      ),
    );
  }

  /**
   * Asks again for the days of a backfill that failed or were cancelled.
   *
   * @returns null if there is no such backfill
   * @throws BackfillConflict if no day failed or was cancelled
   */
  retry(id: number, actor: Actor, signal?: AbortSignal): Promise<BackfillRow | null> {
    return this.#change('BACKFILL_RETRIED', actor, signal, async (client) =>
      (await this.backfills.retry(client, id)) ? id : null,
    );
  }

  /**
   * Cancels the days of a backfill that wait.
   *
   * @returns null if there is no such backfill
   * @throws BackfillConflict if no day waits
   */
  cancel(id: number, actor: Actor, signal?: AbortSignal): Promise<BackfillRow | null> {
    return this.#change('BACKFILL_CANCELLED', actor, signal, async (client) =>
      (await this.backfills.cancel(client, id)) ? id : null,
    );
  }

  /**
   * Pauses a feed, or lets it go on with the days that wait.
   *
   * @throws UserError if there is no such feed
   */
  async setPaused(name: string, paused: boolean, actor: Actor, signal?: AbortSignal): Promise<FeedState> {
    const calendar = await storeCalendar(this.database.pool);
    const action = paused ? 'FEED_PAUSED' : 'FEED_RESUMED';
    return present(
      await audited(this.database, { action, actor, signal }, async (client) => {
        await this.backfills.setPaused(client, name, paused);
        const named = this.feeds.filter((feed) => feed.name === name);
        const [result] = await readFeeds(client, named, calendar, await feedNow(client, undefined));
        return { result, subject: `Feed:${name}` };
      }),
    );
  }

  /** @param change returns the id of the backfill; null if there is none */
  #change(
    action: AuditAction,
    actor: Actor,
    signal: AbortSignal | undefined,
    change: (client: pg.ClientBase) => Promise<number | null>,
  ): Promise<BackfillRow | null> {
    return audited(this.database, { action, actor, signal }, async (client) => {
      const id = await change(client);
      const result = id === null ? null : await readBackfill(client, id);
      return result && { result, subject: `Backfill:${result.id}`, details: detailsOf(result) };
    });
  }
}

const detailsOf = ({ feeds, from, to, total }: BackfillRow): AuditDetails => ({
  ...{ feeds: feeds.length, from, to, days: total },
});

function present<Result>(result: Result | null): Result {
  if (result === null) throw new Error('expected what was changed, got nothing');
  return result;
}
