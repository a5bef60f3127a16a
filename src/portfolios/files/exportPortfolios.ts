import { open } from 'node:fs/promises';
import { join } from 'node:path';
import papa from 'papaparse';
import type pg from 'pg';
import { owned } from '../../access/owned.js';
import type { Database } from '../../database/database.js';
import { rowsOver } from '../../database/rowsOver.js';
import { inSnapshot } from '../../database/transaction.js';
import { neutralised } from '../../exports/formats/neutralised.js';
import { newFolder } from '../../newFolder.js';
import { stateOn } from '../journal/stateOn.js';
import type { HeldStock } from '../journal/portfolioState.js';
import { readRowsOver } from '../market/readRows.js';
import { readShareActions } from '../market/readShareActions.js';
import { stocksIn } from '../market/stockSet.js';
import { rounded } from '../money/rounded.js';
import { decimalText, MONEY } from '../money/units.js';
import { portfolioOf, selectPortfolios, type PortfolioRow } from '../store/portfolioRow.js';
import { readJournals, type NotedRow } from '../store/readJournal.js';
import { FILE_KINDS, FILES, type FileKind } from './columns.js';

/** A row by its columns; what is left out or null is empty. */
type Row = Readonly<Record<string, string | null>>;

export interface ExportedPortfolios {
  /** Their names in the files. Where two have one name, a number tells them apart. */
  readonly names: readonly string[];
  readonly entries: number;
}

/**
 * Writes the portfolios of a user into a new folder, as `importPortfolios` reads them. The journal has all that follows from
 * it; the holdings are those on the day of its last entry, so that an import elsewhere can tell whether they are the same.
 *
 * @throws UserError where the folder exists
 */
export async function exportPortfolios(
  { db, pool }: Pick<Database, 'db' | 'pool'>,
  owner: number,
  folder: string,
): Promise<ExportedPortfolios> {
  const { tables, ...exported } = await inSnapshot(pool, (client) => tablesOf(db, client, owner));
  // Only the user of this process may read it.
  await newFolder(
    folder,
    async (path) => {
      for (const kind of FILE_KINDS) await writeFile(join(path, FILES[kind].file), csvOf(kind, tables[kind]));
    },
    0o700,
  );
  return exported;
}

async function tablesOf(
  db: Database['db'],
  client: pg.PoolClient,
  owner: number,
): Promise<ExportedPortfolios & { readonly tables: Record<FileKind, Row[]> }> {
  const selected = selectPortfolios(db, owner)
    .where('portfolio.deleted_at', 'is', null)
    .orderBy('portfolio.id');
  const portfolios = (await rowsOver(client, selected)).map(portfolioOf);
  const models = await rowsOver(
    client,
    db.selectFrom('models as model').where(owned('model', owner)).select(['model.id', 'model.name']),
  );
  const ids = portfolios.map(({ id }) => id);
  const read = readRowsOver(client);
  const journals = await readJournals(read, ids);
  const { shares } = await readShareActions(read, stocksIn(ids));
  const tables: Record<FileKind, Row[]> = { portfolios: [], holdings: [], journal: [] };
  const names = differentNames(portfolios);
  let entries = 0;
  for (const [at, portfolio] of portfolios.entries()) {
    const name = names[at] ?? portfolio.name;
    const rows = journals.get(portfolio.id) ?? [];
    const model = models.find(({ id }) => id === portfolio.modelId)?.name ?? null;
    tables.portfolios.push(portfolioRow(name, portfolio, model));
    tables.journal.push(...rows.map((row) => journalRow(name, row)));
    entries += rows.length;
    const asOf = rows.at(-1)?.day;
    if (asOf === undefined) continue;
    const { cash, holdings } = stateOn(rows, shares, asOf);
    const base = { portfolio: name, as_of: asOf };
    tables.holdings.push({ ...base, cash: decimalText(cash, MONEY, 2) });
    for (const [ticker, held] of holdings) {
      tables.holdings.push({
        ...base,
        ticker,
        quantity: String(held.quantity),
        average_cost: averageCost(held),
      });
    }
  }
  return { names, entries, tables };
}

/** Names are not unique in the store, but are what the rows of a file are told apart by. */
function differentNames(portfolios: readonly PortfolioRow[]): string[] {
  const taken = new Set(portfolios.map(({ name }) => name));
  const used = new Set<string>();
  return portfolios.map(({ name: own }) => {
    let name = own;
    for (let number = 2; used.has(name) || (name !== own && taken.has(name)); number++) {
      const suffix = ` (${number})`;
      name = [...own].slice(0, LONGEST - suffix.length).join('') + suffix;
    }
    used.add(name);
    return name;
  });
}

const LONGEST = 255;

function portfolioRow(name: string, { limits, costs }: PortfolioRow, model: string | null): Row {
  return {
    name,
    model,
    position_limit: String(limits.position),
    sector_limit: String(limits.sector),
    cash_limit: String(limits.cash),
    value_at_risk_limit: String(limits.valueAtRisk),
    buy_rate: costs.buyRate,
    sell_rate: costs.sellRate,
    per_sale: costs.perSale,
  };
}

/** Writes an entry as `requireEntry` reads it: amounts are positive and before costs, but for OPENING and CORRECTION. */
function journalRow(portfolio: string, row: NotedRow): Row {
  const { day, kind, ticker, quantity, price, amount, costs, cost, note } = row;
  const isFree = kind === 'OPENING' || kind === 'CORRECTION';
  const gross = kind === 'DIVIDEND' ? amount + (costs ?? 0n) : amount;
  const given = isFree ? gross : gross < 0n ? -gross : gross;
  return {
    portfolio,
    date: day,
    kind,
    ticker,
    quantity: quantity === null ? null : String(quantity),
    price: money(price),
    amount: isFree && amount === 0n && ticker !== null ? null : money(given),
    costs: money(costs),
    total_cost: isFree ? money(cost) : null,
    note,
  };
}

const money = (units: bigint | null): string | null => (units === null ? null : decimalText(units, MONEY, 2));

const averageCost = ({ quantity, totalCost }: HeldStock): string | null =>
  totalCost === null ? null : money(rounded(totalCost, quantity));

function csvOf(kind: FileKind, rows: readonly Row[]): string {
  const { required, optional } = FILES[kind];
  const columns: readonly string[] = [...required, ...optional];
  // Numbers are ours, and begin with a sign where they are negative; texts are of users.
  const lines = rows.map((row) =>
    columns.map((column) => (TEXTS.has(column) ? neutralised(row[column] ?? '') : (row[column] ?? ''))),
  );
  return papa.unparse([[...columns], ...lines], { newline: '\n' }) + '\n';
}

const TEXTS: ReadonlySet<string> = new Set(['name', 'portfolio', 'model', 'note']);

/** Writes a file so that it is on the disk. */
async function writeFile(path: string, text: string): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
