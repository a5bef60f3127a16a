import type pg from 'pg';
import type { Actor } from '../../access/audit/auditEntry.js';
import { audited } from '../../access/audit/audited.js';
import { owned } from '../../access/owned.js';
import { lockOwner } from '../../access/users/lockOwner.js';
import type { Database } from '../../database/database.js';
import { rowsOver } from '../../database/rowsOver.js';
import { enqueue } from '../../jobs/enqueue.js';
import type { TradeCosts } from '../../portfolios/optimiser/problem.js';
import { UserError } from '../../userError.js';
import { backtestJob, backtestKey } from './backtestJob.js';
import type { AskedBacktest } from './backtestRequest.js';
import { backtestOf, selectBacktests, type BacktestRow } from './backtestRow.js';
import { requireBacktest } from './requireBacktest.js';
import { resolveBacktest } from './resolveBacktest.js';

/** How many backtests of a user may wait or run, and how many are kept. */
export const MOST_WAITING = 3;
export const MOST_KEPT = 50;

/** Takes requests for backtests, and enqueues them for workers. */
export class Backtests {
  /** @param costs where a request names none */
  constructor(
    private readonly database: Pick<Database, 'db' | 'pool' | 'writers'>,
    private readonly costs: TradeCosts,
  ) {}

  /**
   * Stores a backtest that waits, and deletes the oldest ones beyond those that are kept.
   *
   * @param owner the id of the user whose backtest it is
   * @param actor who asks for it
   * @param signal ends the work, and then nothing is stored
   * @throws UserError for a request that cannot be answered, and if too many backtests of the owner wait
   * @throws QueueFull if too many writes wait
   */
  async create(
    owner: number,
    asked: AskedBacktest,
    actor: Actor,
    signal?: AbortSignal,
  ): Promise<BacktestRow> {
    const checked = requireBacktest(asked, this.costs);
    const { db } = this.database;
    const created = await audited(
      this.database,
      { action: 'BACKTEST_STARTED', actor, signal },
      async (client) => {
        const { mode, method, from, to, ...rest } = await resolveBacktest(client, checked);
        await lockOwner(this.database.db, client, owner);
        await this.#requirePlace(client, owner);
        const [{ id }] = await rowsOver(
          client,
          db
            .insertInto('backtests')
            .values({
              ...{ owner_id: owner, mode, method, from_day: from, to_day: to },
              arguments: JSON.stringify(rest),
            })
            .returning('id'),
        );
        await this.#deleteOldest(client, owner);
        await enqueue(client, backtestJob, { backtestId: id }, { key: backtestKey(id) });
        const [row] = await rowsOver(client, selectBacktests(db, owner).where('backtest.id', '=', id));
        return { result: backtestOf(row), subject: `Backtest:${id}`, details: { mode, method, from, to } };
      },
    );
    if (created === null) throw new Error('expected a new backtest');
    return created;
  }

  async #requirePlace(client: pg.ClientBase, owner: number): Promise<void> {
    const [{ count }] = await rowsOver(
      client,
      this.database.db
        .selectFrom('backtests as backtest')
        .where(owned('backtest', owner))
        .where('backtest.status', 'in', ['QUEUED', 'RUNNING'])
        .select(({ fn }) => fn.countAll<number>().as('count')),
    );
    if (count < MOST_WAITING) return;
    throw new UserError(
      `Expected at most ${MOST_WAITING} backtests of a user that wait or run, got one more: ask again when one has ended.`,
    );
  }

  async #deleteOldest(client: pg.ClientBase, owner: number): Promise<void> {
    const { db } = this.database;
    await rowsOver(
      client,
      db
        .deleteFrom('backtests as backtest')
        .where(owned('backtest', owner))
        .where('backtest.status', 'not in', ['QUEUED', 'RUNNING'])
        .where(
          'backtest.id',
          'in',
          db
            .selectFrom('backtests as backtest')
            .where(owned('backtest', owner))
            .select('backtest.id')
            .orderBy('backtest.id', 'desc')
            .offset(MOST_KEPT),
        ),
    );
  }
}
