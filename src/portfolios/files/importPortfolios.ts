import type pg from 'pg';
import { recordAudits } from '../../access/audit/recordAudit.js';
import { owned } from '../../access/owned.js';
import { lockOwner } from '../../access/users/lockOwner.js';
import type { Database } from '../../database/database.js';
import { rowsOver } from '../../database/rowsOver.js';
import { inTransaction } from '../../database/transaction.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { stateOn } from '../journal/stateOn.js';
import { readRowsOver } from '../market/readRows.js';
import { readShareActions } from '../market/readShareActions.js';
import { stocksIn } from '../market/stockSet.js';
import { decimalText, MONEY } from '../money/units.js';
import { entriesToSet } from '../store/entriesToSet.js';
import { insertEntries } from '../store/insertEntries.js';
import type { PortfolioEditor } from '../store/portfolioEditor.js';
import { MOST_PORTFOLIOS } from '../store/portfolios.js';
import { readJournals } from '../store/readJournal.js';
import { MOST_ENTRIES, recordEntries } from '../store/recordEntries.js';
import { importPlan, type ImportOptions, type PlannedPortfolio } from './importPlan.js';
import { Problems } from './problems.js';
import type { Tables } from './readTables.js';
import { storedStocks } from './storedStocks.js';

/** A portfolio that was imported. */
export interface ImportedPortfolio {
  readonly id: number;
  readonly name: string;
  readonly entries: number;
  /** The model that the files name, and that the owner does not have; null: there is none such. */
  readonly lackedModel: string | null;
}

/**
 * Makes the portfolios of some files, all or none of them, in one transaction.
 *
 * Holdings of a portfolio with entries on or before their day must be what these entries give. Those of a portfolio without
 * such entries are its opening.
 *
 * @throws UserError naming each row that does not fit, and each portfolio whose name the owner has already given
 */
export async function importPortfolios(
  database: Pick<Database, 'db' | 'writers'>,
  tables: Tables,
  options: ImportOptions,
  { owner, actor, signal }: PortfolioEditor,
): Promise<readonly ImportedPortfolio[]> {
  const client = await database.writers.during(signal).connect();
  try {
    return await inTransaction(client, async () => {
      await lockOwner(database.db, client, owner);
      const planned = importPlan(tables, await storedStocks(client), options);
      await requireNew(database.db, client, owner, planned);
      const models = await modelsOf(database.db, client, owner);
      const problems = new Problems();
      const imported: ImportedPortfolio[] = [];
      for (const plan of planned) {
        const { name } = plan.columns;
        const model = plan.model === null ? null : (models.get(plan.model) ?? null);
        const [{ id }] = await rowsOver(
          client,
          database.db
            .insertInto('portfolios')
            .values({ ...plan.columns, owner_id: owner, model_id: model })
            .returning('id'),
        );
        // A statement of the database that fails would end the transaction; what throws here is a check.
        const entries = await problems.ofAsync(plan, () => record(database.db, client, id, plan));
        const lackedModel = model === null ? plan.model : null;
        imported.push({ id, name, entries: entries ?? 0, lackedModel });
      }
      problems.refuse();
      await recordAudits(
        client,
        imported.map(({ id, entries }) => ({
          ...{ action: 'PORTFOLIO_CREATED', actor, result: 'DONE', subject: `Portfolio:${id}` },
          details: { version: 1, entries, imported: true },
        })),
      );
      return imported;
    });
  } finally {
    client.release();
  }
}

/** Because a second import of the same files would double what is held, a name that is there is refused. */
async function requireNew(
  db: Database['db'],
  client: pg.ClientBase,
  owner: number,
  planned: readonly PlannedPortfolio[],
): Promise<void> {
  const rows = await rowsOver(
    client,
    db
      .selectFrom('portfolios as portfolio')
      .where(owned('portfolio', owner))
      .where('portfolio.deleted_at', 'is', null)
      .select('portfolio.name'),
  );
  const names = new Set(rows.map(({ name }) => name));
  const problems = new Problems();
  for (const plan of planned) {
    problems.of(plan, () => {
      if (!names.has(plan.columns.name)) return;
      throw new UserError(
        `Expected a portfolio that is not there yet, got "${shown(plan.columns.name)}", which is: it may have been imported ` +
          'before; rename or delete one of both.',
      );
    });
  }
  problems.refuse();
  if (rows.length + planned.length <= MOST_PORTFOLIOS) return;
  throw new UserError(
    `Expected at most ${MOST_PORTFOLIOS} portfolios of a user, got ${rows.length} and ${planned.length} more: delete some.`,
  );
}

async function modelsOf(
  db: Database['db'],
  client: pg.ClientBase,
  owner: number,
): Promise<Map<string, number>> {
  const statement = db
    .selectFrom('models as model')
    .where(owned('model', owner))
    .select(['model.id', 'model.name']);
  const rows = await rowsOver(client, statement.forKeyShare());
  return new Map(rows.map(({ id, name }) => [name, id]));
}

/** Records the journal of a portfolio, and returns how many entries it has. */
async function record(
  db: Database['db'],
  client: pg.ClientBase,
  id: number,
  { entries: given, holdings }: PlannedPortfolio,
): Promise<number> {
  const isOpening = holdings !== null && !given.some(({ day }) => day <= holdings.asOf);
  const opening = isOpening
    ? entriesToSet(holdings, null, (ticker) => {
        throw new Error(`expected no holdings of ${ticker} in a new portfolio`);
      })
    : [];
  const entries = [...opening, ...given];
  if (entries.length === 0) return 0;
  for (let at = 0; at + MOST_ENTRIES < entries.length; at += MOST_ENTRIES) {
    await insertEntries(db, client, id, entries.slice(at, at + MOST_ENTRIES));
  }
  const rest = entries.length % MOST_ENTRIES === 0 ? MOST_ENTRIES : entries.length % MOST_ENTRIES;
  await recordEntries(db, client, id, entries.slice(-rest));
  if (holdings !== null && !isOpening) await requireHeld(client, id, holdings);
  return entries.length;
}

/** @throws UserError where the journal gives other holdings than the files say */
async function requireHeld(
  client: pg.ClientBase,
  id: number,
  { place, asOf, cash, holdings }: NonNullable<PlannedPortfolio['holdings']>,
): Promise<void> {
  const read = readRowsOver(client);
  const rows = (await readJournals(read, [id])).get(id) ?? [];
  const { shares } = await readShareActions(read, stocksIn([id]));
  const state = stateOn(rows, shares, asOf);
  const differences: string[] = [];
  if (state.cash !== cash) {
    differences.push(`cash ${decimalText(cash, MONEY, 2)}, got ${decimalText(state.cash, MONEY, 2)}`);
  }
  for (const ticker of new Set([...holdings.keys(), ...state.holdings.keys()])) {
    const [expected, got] = [holdings, state.holdings].map((of) => of.get(ticker)?.quantity ?? 0n);
    if (expected !== got) differences.push(`${expected} of ${ticker}, got ${got}`);
  }
  if (differences.length === 0) return;
  throw new UserError(
    `Expected on ${asOf}, as ${place} has it, ${differences.slice(0, 10).join('; ')} by the journal: correct either, or leave ` +
      'the holdings out.',
  );
}
