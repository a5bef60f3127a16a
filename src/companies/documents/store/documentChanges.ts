import type pg from 'pg';
import type { Actor } from '../../../access/audit/auditEntry.js';
import { audited } from '../../../access/audit/audited.js';
import type { Database } from '../../../database/database.js';
import { deleteDocument } from './deleteDocument.js';
import { reprocessDocument } from './reprocessDocument.js';

/** Changes documents for callers, and records who did it. */
export class DocumentChanges {
  constructor(private readonly database: Pick<Database, 'pool' | 'writers'>) {}

  /**
   * Processes a document again from its first step on.
   *
   * @param actor who asks for it
   * @param signal ends the work, and then nothing is stored
   * @returns whether there is such a document
   * @throws QueueFull if too many writes wait
   */
  reprocess(id: number, actor: Actor, signal?: AbortSignal): Promise<boolean> {
    return this.#change('REPROCESSED', reprocessDocument, id, actor, signal);
  }

  /**
   * Deletes a document with all that was made of it.
   *
   * @param actor who does it
   * @param signal ends the work, and then nothing is stored
   * @returns whether there was such a document
   * @throws QueueFull if too many writes wait
   */
  remove(id: number, actor: Actor, signal?: AbortSignal): Promise<boolean> {
    return this.#change('DELETED', deleteDocument, id, actor, signal);
  }

  async #change(
    action: 'DELETED' | 'REPROCESSED',
    change: (client: pg.ClientBase, id: number) => Promise<boolean>,
    id: number,
    actor: Actor,
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    const subject = `Document:${id}`;
    const done = await audited(this.database, { action, actor, subject, signal }, async (client) =>
      (await change(client, id)) ? { result: true } : null,
    );
    return done !== null;
  }
}
