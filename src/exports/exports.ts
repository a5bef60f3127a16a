import type pg from 'pg';
import type { Actor } from '../access/audit/auditEntry.js';
import { audited } from '../access/audit/audited.js';
import { owned } from '../access/owned.js';
import { lockOwner } from '../access/users/lockOwner.js';
import type { Database } from '../database/database.js';
import type { DatabaseClock } from '../database/databaseClock.js';
import { rowsOver } from '../database/rowsOver.js';
import { enqueue } from '../jobs/enqueue.js';
import { UserError } from '../userError.js';
import { exportJob, exportKey } from './exportJob.js';
import type { ExportRequest } from './exportRequest.js';
import { exportOf, selectExports, type ExportRow } from './exportRow.js';
import { requireExport } from './requireExport.js';
import { requireStored } from './requireStored.js';

export interface ExportBounds {
  /** How many exports of a user may wait or run. */
  readonly waiting: number;
  /** How many exports of a user are kept. */
  readonly kept: number;
}

/** Takes requests for exports, and enqueues them for workers. */
export class Exports {
  constructor(
    private readonly database: Pick<Database, 'db' | 'pool' | 'writers'>,
    private readonly clock: DatabaseClock,
    private readonly bounds: ExportBounds,
  ) {}

  /**
   * Stores an export that waits, and ends the oldest ones beyond those that are kept.
   *
   * @param owner the id of the user whose export it is
   * @param actor who asks for it
   * @param signal ends the work, and then nothing is stored
   * @throws UserError for a request that cannot be answered, and if too many exports of the owner wait
   * @throws QueueFull if too many writes wait
   */
  async create(owner: number, asked: ExportRequest, actor: Actor, signal?: AbortSignal): Promise<ExportRow> {
    const created = await audited(this.database, { action: 'EXPORTED', actor, signal }, async (client) => {
      const request = requireExport(asked);
      await requireStored(client, request);
      await lockOwner(this.database.db, client, owner);
      await this.#requirePlace(client, owner);
      const { kind, format, ...rest } = request;
      const [{ id }] = await rowsOver(
        client,
        this.database.db
          .insertInto('exports')
          .values({ owner_id: owner, kind, format, arguments: JSON.stringify(rest) })
          .returning('id'),
      );
      await this.#endOldest(client, owner);
      await enqueue(client, exportJob, { exportId: id }, { key: exportKey(id) });
      const [row] = await rowsOver(
        client,
        selectExports(this.database.db, owner, this.clock).where('export.id', '=', id),
      );
      const { from, to, mode, tickers } = rest;
      const details = { kind, format, from, to, mode, stocks: tickers?.length ?? null };
      return { result: exportOf(row), subject: `Export:${id}`, details };
    });
    if (created === null) throw new Error('expected a new export');
    return created;
  }

  async #requirePlace(client: pg.ClientBase, owner: number): Promise<void> {
    const { waiting } = this.bounds;
    const [{ count }] = await rowsOver(
      client,
      this.database.db
        .selectFrom('exports as export')
        .where(owned('export', owner))
        .where('export.status', 'in', ['QUEUED', 'RUNNING'])
        .select(({ fn }) => fn.countAll<number>().as('count')),
    );
    if (count < waiting) return;
    throw new UserError(
      `Expected at most ${waiting} exports of a user that wait or run, got one more: ask again when one has ended.`,
    );
  }

  async #endOldest(client: pg.ClientBase, owner: number): Promise<void> {
    const { db } = this.database;
    await rowsOver(
      client,
      db
        .deleteFrom('exports as export')
        .where(owned('export', owner))
        .where('export.status', 'in', ['SUCCEEDED', 'FAILED'])
        .where(
          'export.id',
          'in',
          db
            .selectFrom('exports as export')
            .where(owned('export', owner))
            .select('export.id')
            .orderBy('export.id', 'desc')
            .offset(this.bounds.kept),
        ),
    );
  }
}
