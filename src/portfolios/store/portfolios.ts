import { sql } from 'kysely';
import type pg from 'pg';
import { audited, type Done } from '../../access/audit/audited.js';
import type { AuditAction, AuditDetails } from '../../access/audit/auditEntry.js';
import { owned } from '../../access/owned.js';
import { lockOwner } from '../../access/users/lockOwner.js';
import type { Database } from '../../database/database.js';
import { rowsOver } from '../../database/rowsOver.js';
import { queueEvaluation } from '../../jobs/evaluateJob.js';
import { UserError } from '../../userError.js';
import type { HoldingsToSet } from './holdingsToSet.js';
import type { EntryToStore } from './insertEntries.js';
import type { PortfolioColumns } from './portfolioColumns.js';
import type { PortfolioEditor } from './portfolioEditor.js';
import { portfolioOf, selectPortfolios, type PortfolioRow } from './portfolioRow.js';
import { raiseVersion, type PortfolioChange } from './raiseVersion.js';
import { recordEntries } from './recordEntries.js';
import { setHoldings } from './setHoldings.js';
import { NotOwned } from '../../notOwned.js';

/** The most portfolios of a user. */
export const MOST_PORTFOLIOS = 1_000;

/**
 * Makes and changes portfolios. Each change is a transaction over a connection of writers, which records it in the audit. Its
 * UPDATE names owner and version, so that of two changes that saw the same version one is stored. Where the owner has no such
 * portfolio, it returns null.
 */
export class Portfolios {
  constructor(private readonly database: Pick<Database, 'db' | 'pool' | 'writers'>) {}

  /** @throws UserError where the owner has as many as it may have */
  async create(columns: PortfolioColumns, { owner, actor, signal }: PortfolioEditor): Promise<PortfolioRow> {
    const act = { action: 'PORTFOLIO_CREATED', actor, signal } as const;
    const created = await audited(this.database, act, async (client) => {
      await lockOwner(this.database.db, client, owner);
      await this.#requirePlace(client, owner);
      const [{ id }] = await rowsOver(
        client,
        this.database.db
          .insertInto('portfolios')
          .values({ ...columns, owner_id: owner })
          .returning('id'),
      );
      const result = await this.#read(client, id, owner);
      return { result, subject: subjectOf(id), details: { version: result.version } };
    });
    if (created === null) throw new Error('expected a new portfolio');
    return created;
  }

  /**
   * Replaces name, limits and costs.
   *
   * @throws VersionConflict
   */
  update(
    id: number,
    version: number,
    columns: PortfolioColumns,
    editor: PortfolioEditor,
  ): Promise<PortfolioRow | null> {
    return this.#change(id, version, editor, 'PORTFOLIO_CHANGED', columns);
  }

  /**
   * Deletes a portfolio. Its row stays, because rebalances name it.
   *
   * @returns the portfolio as it was
   * @throws VersionConflict
   */
  remove(id: number, version: number, editor: PortfolioEditor): Promise<PortfolioRow | null> {
    const { actor, owner, signal } = editor;
    const act = { action: 'PORTFOLIO_DELETED', actor, subject: subjectOf(id), signal } as const;
    return audited(this.database, act, async (client) => {
      const change = { deleted_at: sql<Date>`now()` };
      if (!(await raiseVersion(this.database.db, client, { id, version, owner }, change))) return null;
      // The alerts of rules on it end.
      await queueEvaluation(client);
      const row = await this.#read(client, id, owner);
      return { result: { ...row, version }, details: { version } };
    });
  }

  /**
   * Gives a portfolio a model of the same owner.
   *
   * @param modelId null: none
   * @throws VersionConflict; NotOwned
   */
  attach(
    id: number,
    version: number,
    modelId: number | null,
    editor: PortfolioEditor,
  ): Promise<PortfolioRow | null> {
    return this.#change(
      id,
      version,
      editor,
      'PORTFOLIO_CHANGED',
      { model_id: modelId },
      {
        // Before the portfolio, as a deletion of the model does.
        before: (client) => this.#requireModel(client, modelId, editor.owner),
        after: () => Promise.resolve({ model: modelId }),
      },
    );
  }

  /**
   * Sets cash and holdings as of a day, by entries of the journal.
   *
   * @throws VersionConflict, also for a day before the last entry
   */
  setHoldings(
    id: number,
    version: number,
    to: HoldingsToSet,
    editor: PortfolioEditor,
  ): Promise<PortfolioRow | null> {
    const after = async (client: pg.PoolClient) => ({
      entries: await setHoldings(this.database.db, client, id, to),
      holdings: to.holdings.size,
    });
    return this.#change(id, version, editor, 'HOLDINGS_SET', {}, { after });
  }

  /**
   * Adds entries to the journal.
   *
   * @throws VersionConflict; UserError where more is sold than held
   */
  recordJournal(
    id: number,
    version: number,
    entries: readonly EntryToStore[],
    editor: PortfolioEditor,
  ): Promise<PortfolioRow | null> {
    const after = async (client: pg.PoolClient) => {
      await recordEntries(this.database.db, client, id, entries);
      return { entries: entries.length };
    };
    return this.#change(id, version, editor, 'JOURNAL_RECORDED', {}, { after });
  }

  #change(
    id: number,
    version: number,
    { actor, owner, signal }: PortfolioEditor,
    action: AuditAction,
    change: PortfolioChange,
    {
      before = () => Promise.resolve(),
      after = () => Promise.resolve({}),
    }: {
      readonly before?: (client: pg.PoolClient) => Promise<void>;
      readonly after?: (client: pg.PoolClient) => Promise<AuditDetails>;
    } = {},
  ): Promise<PortfolioRow | null> {
    const act = { action, actor, subject: subjectOf(id), signal } as const;
    return audited(this.database, act, async (client): Promise<Done<PortfolioRow> | null> => {
      await before(client);
      if (!(await raiseVersion(this.database.db, client, { id, version, owner }, change))) return null;
      const details = await after(client);
      const result = await this.#read(client, id, owner);
      return { result, details: { ...details, version: result.version } };
    });
  }

  async #requirePlace(client: pg.ClientBase, owner: number): Promise<void> {
    const [{ count }] = await rowsOver(
      client,
      this.database.db
        .selectFrom('portfolios as portfolio')
        .where(owned('portfolio', owner))
        .where('portfolio.deleted_at', 'is', null)
        .select(({ fn }) => fn.countAll<number>().as('count')),
    );
    if (count < MOST_PORTFOLIOS) return;
    throw new UserError(
      `Expected at most ${MOST_PORTFOLIOS} portfolios of a user, got one more: delete one that is not needed.`,
    );
  }

  async #requireModel(client: pg.ClientBase, id: number | null, owner: number): Promise<void> {
    if (id === null) return;
    const statement = this.database.db
      .selectFrom('models as model')
      .where('model.id', '=', id)
      .where(owned('model', owner))
      .select('model.id')
      .forKeyShare();
    if ((await rowsOver(client, statement)).length > 0) return;
    throw new NotOwned('Expected the id of a model of yours in modelId, got another: models lists them.');
  }

  /** Reads a portfolio that this transaction has changed. */
  async #read(client: pg.ClientBase, id: number, owner: number): Promise<PortfolioRow> {
    const statement = selectPortfolios(this.database.db, owner).where('portfolio.id', '=', id);
    const [row] = await rowsOver(client, statement);
    return portfolioOf(row);
  }
}

const subjectOf = (id: number): string => `Portfolio:${id}`;
