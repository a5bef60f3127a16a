import { shown } from '../../shown.js';
import type { Cell, ColumnType } from '../exportTable.js';
import { neutralised } from '../formats/neutralised.js';
import { textOf } from '../formats/textOf.js';
import type { ResultTable } from './folderTable.js';

/** The outcome of comparing a table with what is computed now. */
export interface ComparedTable {
  /** How many rows the folder has. */
  readonly rows: number;
  /** How many rows differ. */
  readonly differing: number;
  /** A sentence for each of the first ten of them. */
  readonly differences: readonly string[];
}

/** A folder from another source may differ in any number of rows. */
const MOST_DIFFERENCES = 10;

/**
 * Compares a table of the folder with what is computed now, field by field. A number is written in one way only, so that
 * fields are equal where their texts are.
 *
 * @param read reads the folder's table, row by row
 */
export async function compareTable(
  { name, columns, keys, words = [], rows }: ResultTable,
  read: (onRecord: (fields: readonly string[]) => void) => Promise<void>,
): Promise<ComparedTable> {
  const computed = new Map<string, readonly string[]>();
  for (const row of rows()) {
    const fields = row.map((cell, k) => fieldOf(cell, columns[k].type));
    computed.set(fields.slice(0, keys).join(' '), fields);
  }
  const differences: string[] = [];
  let [count, differing] = [0, 0];
  const note = (difference: string) => {
    if (differing++ < MOST_DIFFERENCES) differences.push(difference);
  };
  await read((fields) => {
    count++;
    const key = fields.slice(0, keys).join(' ');
    const now = computed.get(key);
    computed.delete(key);
    if (now === undefined) {
      note(`${name} of ${shown(key)}: a row is in the folder, but none is computed`);
      return;
    }
    const at = columns.findIndex((column, k) => fields[k] !== now[k] && !words.includes(column.name));
    if (at === -1) return;
    const [stored, other] = [fields[at], now[at]].map((field) => (field === '' ? 'empty' : shown(field)));
    note(
      `${name} of ${shown(key)}: ${columns[at].name} is ${stored} in the folder, and computed as ${other}`,
    );
  });
  for (const key of computed.keys()) {
    note(`${name} of ${key}: no row is in the folder, but one is computed`);
  }
  return { rows: count, differing, differences };
}

function fieldOf(cell: Cell, type: ColumnType): string {
  if (cell === null) return '';
  return typeof cell === 'string' ? neutralised(cell) : textOf(cell, type);
}
