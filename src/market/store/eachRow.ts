import type pg from 'pg';
import { copyOut, type CopyReader } from '../../database/copy.js';
import type { Cell, CellType, FactTable } from '../datasets/factTable.js';

/**
 * Reads rows of a table of facts.
 *
 * @param condition SQL that was made here: COPY takes no parameters
 * @param on called with each row, and the batch that ended it (NaN: none)
 */
export async function eachRow<Fact>(
  client: pg.ClientBase,
  { name, columns }: FactTable<Fact>,
  condition: string,
  on: (cells: readonly Cell[], supersededIn: number) => void,
): Promise<void> {
  const names = columns.map(([column]) => column).join(', ');
  const query = `SELECT ${names}, superseded_in FROM ${name} WHERE ${condition}`;
  await copyOut(client, query, (row) => {
    const cells = columns.map(([, type]) => readCell(row, type));
    on(cells, row.int4());
  });
}

function readCell(row: CopyReader, kind: CellType): Cell {
  switch (kind) {
    case 'int4':
      return row.int4();
    case 'date':
      return row.date();
    case 'numeric':
      return row.numeric();
    case 'text':
      return row.text();
    case 'bool':
      return row.bool();
    default:
      return kind satisfies never;
  }
}
