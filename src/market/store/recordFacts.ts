import type pg from 'pg';
import { copyInto, type CopyWriter } from '../../database/copy.js';
import type { Day } from '../../scoring/names.js';
import { areSame, type Cell, type CellType, type FactTable } from '../datasets/factTable.js';
import { eachRow } from './eachRow.js';
import type { StockIds } from './stockIds.js';

/** What became of the facts of a batch. */
export interface Recorded<Fact> {
  readonly inserted: readonly Fact[];
  /** Facts that replaced a former one of the same key, and the former ones. */
  readonly updated: readonly { readonly fact: Fact; readonly former: Fact }[];
  /** Those of the updated facts that changed remarks alone, and touch nothing. */
  readonly remarked: ReadonlySet<Fact>;
  /** All facts that were written: the inserted ones, and then those that replaced another one. */
  readonly written: readonly Fact[];
  /**
   * Returns the facts that are current now and have the first column of their key in common with one that was written:
   * of datasets whose facts are of stocks, those of the same stocks. Facts that were written are the given objects.
   */
  readonly current: () => readonly Fact[];
}

/**
 * Records facts as of a batch. New ones are inserted, changed ones supersede the former ones, and equal ones are left
 * alone.
 *
 * @param client is in the transaction of the batch
 */
export async function recordFacts<Fact>(
  client: pg.ClientBase,
  table: FactTable<Fact>,
  facts: readonly Fact[],
  stocks: StockIds,
  batch: number,
): Promise<Recorded<Fact>> {
  if (facts.length === 0) {
    return { inserted: [], updated: [], remarked: new Set(), written: [], current: () => [] };
  }
  const stored = await currentRows(client, table, currentOf(table, facts, stocks));
  const inserted: Fact[] = [];
  const updated: { fact: Fact; former: Fact }[] = [];
  const rows: (readonly Cell[])[] = [];
  const superseded: (readonly Cell[])[] = [];
  const remarked = new Set<Fact>();
  for (const fact of facts) {
    const cells = table.cells(fact, stocks);
    const former = stored.get(keyOf(table, cells));
    const known = former && canonical(table, former);
    if (known !== undefined && areSame(cells, known, table.remarks)) {
      // A source that makes no remark does not take that of another one back.
      const remarks = cells.slice(cells.length - (table.remarks ?? 0));
      if (areSame(cells, known) || remarks.every((remark) => remark === '')) continue;
      remarked.add(fact);
    }
    rows.push(cells);
    if (former === undefined) {
      inserted.push(fact);
    } else {
      superseded.push(former);
      updated.push({ fact, former: table.fact(former, stocks) });
    }
  }
  await supersede(client, table, superseded, batch);
  await insertRows(client, table, rows, batch);
  const written = [...inserted, ...updated.map(({ fact }) => fact)];
  const current = (): readonly Fact[] => {
    const replaced = new Set(superseded);
    const firstOf = new Set(rows.map(([first]) => first));
    const others = [...stored.values()].filter((cells) => firstOf.has(cells[0]) && !replaced.has(cells));
    return [...others.map((cells) => table.fact(cells, stocks)), ...written];
  };
  return { inserted, updated, remarked, written, current };
}

/** Inserts rows as of a batch. */
export async function insertRows<Fact>(
  client: pg.ClientBase,
  table: FactTable<Fact>,
  rows: readonly (readonly Cell[])[],
  batch: number,
): Promise<void> {
  const columns = [...table.columns.map(([name]) => name), 'recorded_in'];
  await copyInto(client, table.name, columns, rows, (writer, cells) => {
    cells.forEach((cell, k) => writeCell(writer, table.columns[k][1], cell));
    writer.int4(batch);
  });
}

/** Reads the facts of a table as recorded at a batch, or the current ones where no batch is given. */
export async function factsAsRecorded<Fact>(
  client: pg.ClientBase,
  table: FactTable<Fact>,
  stocks: StockIds,
  batch?: number,
): Promise<Fact[]> {
  const facts: Fact[] = [];
  await eachRow(client, table, asRecorded(batch), (cells) => facts.push(table.fact(cells, stocks)));
  return facts;
}

/** Returns SQL for the current rows of a table: of a large one, those of the stocks of some facts. */
export function currentOf<Fact>(
  table: FactTable<Fact>,
  facts: readonly Fact[],
  stocks: Pick<StockIds, 'idOf'>,
): string {
  if (table.isLarge !== true) return asRecorded(undefined);
  const ids = new Set(facts.map((fact) => Number(table.cells(fact, stocks)[0])));
  return `${asRecorded(undefined)} AND stock_id = ANY ('{${[...ids].join()}}')`;
}

/** Returns SQL for the rows that were known at a batch, or for the current ones where no batch is given. */
export function asRecorded(batch: number | undefined): string {
  if (batch === undefined) return 'superseded_in IS NULL';
  if (!Number.isInteger(batch)) throw new RangeError(`Expected the number of a batch, got ${batch}.`);
  return `recorded_in <= ${batch} AND (superseded_in IS NULL OR superseded_in > ${batch})`;
}

const canonical = <Fact>(table: FactTable<Fact>, cells: readonly Cell[]): readonly Cell[] =>
  table.canonical?.(cells) ?? cells;

/** Reads the current rows by their keys. Of several rows of one key, that which is written as now counts. */
async function currentRows<Fact>(
  client: pg.ClientBase,
  table: FactTable<Fact>,
  condition: string,
): Promise<Map<string, readonly Cell[]>> {
  const rows = new Map<string, readonly Cell[]>();
  await eachRow(client, table, condition, (cells) => {
    const known = canonical(table, cells);
    const key = keyOf(table, known);
    if (known === cells || !rows.has(key)) rows.set(key, cells);
  });
  return rows;
}

const keyOf = ({ keys }: { readonly keys: number }, cells: readonly Cell[]): string =>
  cells.slice(0, keys).join('\t');

/**
 * Ends the current rows of some keys as of a batch.
 *
 * @param rows of which the first cells are the key
 */
export async function supersede(
  client: pg.ClientBase,
  { name: table, columns, keys }: Pick<FactTable, 'name' | 'columns' | 'keys'>,
  rows: readonly (readonly Cell[])[],
  batch: number,
): Promise<void> {
  if (rows.length === 0) return;
  const key = columns.slice(0, keys);
  // Days are numbers here, which PostgreSQL adds to the first day of 1970.
  const matches = key.map(([name, type]) =>
    type === 'date' ? `t.${name} = date '1970-01-01' + k.${name}` : `t.${name} = k.${name}`,
  );
  const arrays = key.map(([, type], k) => `$${k + 2}::${type === 'date' ? 'int4' : type}[]`);
  await client.query(
    `UPDATE ${table} t SET superseded_in = $1
     FROM unnest(${arrays.join(', ')}) AS k (${key.map(([name]) => name).join(', ')})
     WHERE ${matches.join(' AND ')} AND t.superseded_in IS NULL`,
    [batch, ...key.map((_, k) => rows.map((cells) => cells[k]))],
  );
}

function writeCell(writer: CopyWriter, kind: CellType, cell: Cell): void {
  switch (kind) {
    case 'int4':
      return writer.int4(cell as number);
    case 'date':
      return writer.date(cell as Day);
    case 'numeric':
      return writer.numeric(cell as number);
    case 'text':
      return writer.text(cell as string);
    case 'bool':
      return writer.bool(cell as boolean);
    default:
      kind satisfies never;
  }
}
