import type { Actor } from '../../access/audit/auditEntry.js';
import { audited } from '../../access/audit/audited.js';
import { owned } from '../../access/owned.js';
import { lockOwner } from '../../access/users/lockOwner.js';
import type { Database } from '../../database/database.js';
import { rowsOver } from '../../database/rowsOver.js';

/** The most stocks of a watch-list. */
export const MOST_WATCHED = 200;

/** Changes the watch-lists of users, each of which has one. */
export class Watchlists {
  constructor(private readonly database: Pick<Database, 'db' | 'pool' | 'writers'>) {}

  /**
   * Replaces the watch-list of a user as a whole.
   *
   * @param owner the id of the user
   * @param stockIds ids of stocks, each once, in the order of the list; at most MOST_WATCHED
   * @param actor who does it
   * @param signal ends the work, and then nothing is stored
   * @throws QueueFull if too many writes wait
   */
  async set(owner: number, stockIds: readonly number[], actor: Actor, signal?: AbortSignal): Promise<void> {
    const { db } = this.database;
    await audited(this.database, { action: 'WATCHLIST_SET', actor, signal }, async (client) => {
      await lockOwner(db, client, owner);
      await rowsOver(client, db.deleteFrom('watched_stocks').where(owned('watched_stocks', owner)));
      if (stockIds.length > 0) {
        await rowsOver(
          client,
          db
            .insertInto('watched_stocks')
            .values(stockIds.map((stock_id, place) => ({ owner_id: owner, stock_id, place }))),
        );
      }
      return { result: null, subject: `User:${owner}`, details: { stocks: stockIds.length } };
    });
  }
}
