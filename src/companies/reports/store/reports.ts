import type pg from 'pg';
import type { Actor } from '../../../access/audit/auditEntry.js';
import { audited } from '../../../access/audit/audited.js';
import { owned } from '../../../access/owned.js';
import { lockOwner } from '../../../access/users/lockOwner.js';
import type { Database } from '../../../database/database.js';
import { rowsOver } from '../../../database/rowsOver.js';
import { enqueue } from '../../../jobs/enqueue.js';
import { dayInIndia } from '../../../market/day.js';
import type { Sectors } from '../../../market/sectors.js';
import { UserError } from '../../../userError.js';
import type { ReportRequest } from '../reportRequest.js';
import { reportJob, reportKey } from './reportJob.js';
import { reportOf, selectReports, type ReportRow } from './reportRow.js';
import { requireReport } from './requireReport.js';
import { resolveReport } from './resolveReport.js';
import { usualTitle } from './usualTitle.js';

/** How many reports of a user may wait or run, and how many are kept. */
export const MOST_WAITING = 5;
export const MOST_KEPT = 200;

/** Takes requests for reports, and enqueues them for workers. */
export class Reports {
  /** @param sectors those that a report may be about */
  constructor(
    private readonly database: Pick<Database, 'db' | 'pool' | 'writers'>,
    private readonly sectors: Pick<Sectors, 'groups'>,
  ) {}

  /**
   * Stores a report that waits.
   *
   * @param owner the id of the user whose report it is
   * @param actor who asks for it
   * @param signal ends the work, and then nothing is stored
   * @throws UserError for a request that cannot be answered, and if too many reports of the owner wait or are kept;
   * NotOwned for a portfolio that the owner does not have
   * @throws QueueFull if too many writes wait
   */
  async create(owner: number, asked: ReportRequest, actor: Actor, signal?: AbortSignal): Promise<ReportRow> {
    const request = requireReport(asked, dayInIndia(new Date()));
    const { kind, on, formats } = request;
    const { db } = this.database;
    const created = await audited(
      this.database,
      { action: 'REPORT_CREATED', actor, signal },
      async (client) => {
        await lockOwner(db, client, owner);
        const { inputs, subject } = await resolveReport(
          { db, sectors: this.sectors },
          client,
          owner,
          request,
        );
        await this.#requirePlace(client, owner);
        const [{ id }] = await rowsOver(
          client,
          db
            .insertInto('reports')
            .values({
              ...{ owner_id: owner, kind, formats, as_of: on },
              title: request.title ?? usualTitle(kind, subject, on),
              inputs: JSON.stringify(inputs),
            })
            .returning('id'),
        );
        await enqueue(client, reportJob, { reportId: id }, { key: reportKey(id) });
        const [row] = await rowsOver(client, selectReports(db, owner).where('report.id', '=', id));
        return {
          result: reportOf(row),
          subject: subjectOf(id),
          details: { kind, on, formats: formats.length },
        };
      },
    );
    if (created === null) throw new Error('expected a new report');
    return created;
  }

  /**
   * Deletes a report with its files. A job that waits for it is taken from the queue; one that runs does nothing more.
   *
   * @returns the report as it was; null where the owner has no such report
   * @throws QueueFull if too many writes wait
   */
  async remove(owner: number, id: number, actor: Actor, signal?: AbortSignal): Promise<ReportRow | null> {
    const { db } = this.database;
    const act = { action: 'REPORT_DELETED', actor, signal, subject: subjectOf(id) } as const;
    return audited(this.database, act, async (client) => {
      const locked = await rowsOver(
        client,
        db
          .selectFrom('reports as report')
          .where(owned('report', owner))
          .where('report.id', '=', id)
          .select('report.id')
          .forUpdate(),
      );
      if (locked.length === 0) return null;
      const [row] = await rowsOver(client, selectReports(db, owner).where('report.id', '=', id));
      await rowsOver(
        client,
        db.deleteFrom('reports as report').where(owned('report', owner)).where('report.id', '=', id),
      );
      await withdrawJob(client, id);
      return { result: reportOf(row), details: { kind: row.kind, on: row.as_of } };
    });
  }

  async #requirePlace(client: pg.ClientBase, owner: number): Promise<void> {
    const [{ kept, waiting }] = await rowsOver(
      client,
      this.database.db
        .selectFrom('reports as report')
        .where(owned('report', owner))
        .select(({ fn }) => [
          fn.countAll<number>().as('kept'),
          fn.countAll<number>().filterWhere('report.status', 'in', ['QUEUED', 'RUNNING']).as('waiting'),
        ]),
    );
    if (waiting >= MOST_WAITING) {
      throw new UserError(
        `Expected at most ${MOST_WAITING} reports of a user that wait or run, got one more: ask again when one has ended.`,
      );
    }
    if (kept < MOST_KEPT) return;
    throw new UserError(
      `Expected at most ${MOST_KEPT} reports of a user, got one more: delete those that are not needed with deleteReport.`,
    );
  }
}

const subjectOf = (id: number): string => `Report:${id}`;

async function withdrawJob(client: pg.ClientBase, id: number): Promise<void> {
  const key = reportKey(id);
  await client.query('DELETE FROM early_jobs WHERE key = $1', [key]);
  await client.query(
    `SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs
     WHERE key = $1 AND locked_at IS NULL`,
    [key],
  );
}
