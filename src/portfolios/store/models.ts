import { sql } from 'kysely';
import type pg from 'pg';
import { audited } from '../../access/audit/audited.js';
import { owned } from '../../access/owned.js';
import { lockOwner } from '../../access/users/lockOwner.js';
import type { Database } from '../../database/database.js';
import { rowsOver } from '../../database/rowsOver.js';
import { UserError } from '../../userError.js';
import { readRowsOver } from '../market/readRows.js';
import { readStocksOfToday } from '../market/stocksOfToday.js';
import { stocksIn } from '../market/stockSet.js';
import { decimalText, WEIGHT } from '../money/units.js';
import { modelOf, selectModels, type ModelRow } from './modelRow.js';
import type { ModelToStore } from './newModel.js';
import type { PortfolioEditor } from './portfolioEditor.js';
import { VersionConflict } from '../../versionConflict.js';

/** The most models of a user. */
export const MOST_MODELS = 1_000;

/**
 * Makes and changes models. Each change is a transaction over a connection of writers, which records it in the audit. Its UPDATE
 * names owner and version, so that of two changes that saw the same version one is stored. Where the owner has no such model, it
 * returns null.
 */
export class Models {
  constructor(private readonly database: Pick<Database, 'db' | 'pool' | 'writers'>) {}

  /** @throws VersionConflict where the name is taken; UserError where the owner has as many as it may have */
  async create(model: ModelToStore, { owner, actor, signal }: PortfolioEditor): Promise<ModelRow> {
    const act = { action: 'MODEL_CREATED', actor, signal } as const;
    const created = await audited(this.database, act, async (client) => {
      await lockOwner(this.database.db, client, owner);
      await this.#requirePlace(client, owner);
      await this.#requireFreeName(client, owner, model.name, null);
      const [{ id }] = await rowsOver(
        client,
        this.database.db
          .insertInto('models')
          .values({ ...columnsOf(model), owner_id: owner })
          .returning('id'),
      );
      await this.#storePositions(client, id, model);
      const result = await this.#read(client, id, owner);
      return { result, subject: subjectOf(id), details: detailsOf(result) };
    });
    if (created === null) throw new Error('expected a new model');
    return created;
  }

  /**
   * Replaces what a model says.
   *
   * @throws VersionConflict where the version is another, or the name is taken
   */
  update(
    id: number,
    version: number,
    model: ModelToStore,
    { owner, actor, signal }: PortfolioEditor,
  ): Promise<ModelRow | null> {
    const act = { action: 'MODEL_CHANGED', actor, subject: subjectOf(id), signal } as const;
    return audited(this.database, act, async (client) => {
      await lockOwner(this.database.db, client, owner);
      if ((await this.#versionOf(client, id, owner)) === null) return null;
      await this.#requireFreeName(client, owner, model.name, id);
      const changed = await rowsOver(
        client,
        this.database.db
          .updateTable('models as model')
          .set({
            ...columnsOf(model),
            updated_at: sql<Date>`clock_timestamp()`,
            version: sql<number>`model.version + 1`,
          })
          .where('model.id', '=', id)
          .where('model.version', '=', version)
          .where(owned('model', owner))
          .returning('model.id'),
      );
      if (changed.length === 0) return this.#outdated(client, id, version, owner);
      await this.#storePositions(client, id, model);
      const result = await this.#read(client, id, owner);
      return { result, details: detailsOf(result) };
    });
  }

  /**
   * Deletes a model. Its portfolios have none from then on, and get another version.
   *
   * @returns the model as it was
   * @throws VersionConflict
   */
  remove(id: number, version: number, { owner, actor, signal }: PortfolioEditor): Promise<ModelRow | null> {
    const act = { action: 'MODEL_DELETED', actor, subject: subjectOf(id), signal } as const;
    const { db } = this.database;
    return audited(this.database, act, async (client) => {
      const locked = await rowsOver(
        client,
        db
          .selectFrom('models as model')
          .where('model.id', '=', id)
          .where('model.version', '=', version)
          .where(owned('model', owner))
          .select('model.id')
          .forUpdate(),
      );
      if (locked.length === 0) return this.#outdated(client, id, version, owner);
      const result = await this.#read(client, id, owner);
      const detached = await rowsOver(
        client,
        db
          .updateTable('portfolios as portfolio')
          .set({ model_id: null, version: sql<number>`portfolio.version + 1` })
          .where('portfolio.model_id', '=', id)
          .where(owned('portfolio', owner))
          .returning('portfolio.id'),
      );
      await rowsOver(
        client,
        db
          .deleteFrom('models as model')
          .where('model.id', '=', id)
          .where('model.version', '=', version)
          .where(owned('model', owner)),
      );
      return { result, details: { ...detailsOf(result), portfolios: detached.length } };
    });
  }

  async #storePositions(client: pg.ClientBase, id: number, { positions }: ModelToStore): Promise<void> {
    const { db } = this.database;
    await rowsOver(client, db.deleteFrom('model_positions').where('model_id', '=', id));
    const rows = positions.map(({ stockId, target, low, high }) => ({
      model_id: id,
      stock_id: stockId,
      target: decimalText(target, WEIGHT),
      low_drift: decimalText(low, WEIGHT),
      high_drift: decimalText(high, WEIGHT),
    }));
    await rowsOver(client, db.insertInto('model_positions').values(rows).returning('model_id'));
  }

  /**
   * Returns null where the owner has no such model.
   *
   * @throws VersionConflict where there is one
   */
  async #outdated(client: pg.ClientBase, id: number, version: number, owner: number): Promise<null> {
    const now = await this.#versionOf(client, id, owner);
    if (now === null) return null;
    throw VersionConflict.of('model', now, version);
  }

  async #versionOf(client: pg.ClientBase, id: number, owner: number): Promise<number | null> {
    const statement = this.database.db
      .selectFrom('models as model')
      .where('model.id', '=', id)
      .where(owned('model', owner))
      .select('model.version');
    const [now] = await rowsOver(client, statement);
    return now?.version ?? null;
  }

  async #requirePlace(client: pg.ClientBase, owner: number): Promise<void> {
    const [{ count }] = await rowsOver(
      client,
      this.database.db
        .selectFrom('models as model')
        .where(owned('model', owner))
        .select(({ fn }) => fn.countAll<number>().as('count')),
    );
    if (count < MOST_MODELS) return;
    throw new UserError(
      `Expected at most ${MOST_MODELS} models of a user, got one more: delete one that is not needed.`,
    );
  }

  /** @param but the id of the model that may have the name; null: none may */
  async #requireFreeName(
    client: pg.ClientBase,
    owner: number,
    name: string,
    but: number | null,
  ): Promise<void> {
    const taken = await rowsOver(
      client,
      this.database.db
        .selectFrom('models as model')
        .where('model.name', '=', name)
        .where('model.id', 'is distinct from', but)
        .where(owned('model', owner))
        .select('model.id'),
    );
    if (taken.length === 0) return;
    throw new VersionConflict(`Expected the name of no other model of yours, got "${name}": give another.`);
  }

  /** Reads a model that this transaction has changed. */
  async #read(client: pg.ClientBase, id: number, owner: number): Promise<ModelRow> {
    const statement = selectModels(this.database.db, owner).where('model.id', '=', id);
    const [row] = await rowsOver(client, statement);
    const stocks = await readStocksOfToday(readRowsOver(client), stocksIn([], [id]));
    return modelOf(row, (stored, renamed) => stocks.of(stored, renamed));
  }
}

const subjectOf = (id: number): string => `Model:${id}`;

const columnsOf = ({ name, outside, neverBuy, neverBuyMode, fromScores }: ModelToStore) => ({
  name,
  outside,
  kind: fromScores === null ? ('MANUAL' as const) : ('FROM_SCORES' as const),
  never_buy: neverBuy,
  never_buy_mode: neverBuyMode,
  from_scores: fromScores === null ? null : JSON.stringify(fromScores.rule),
  scores_run_id: fromScores?.runId ?? null,
});

/** No name that was typed. */
const detailsOf = ({ kind, positions, version }: ModelRow) => ({
  kind,
  positions: positions.length,
  version,
});
