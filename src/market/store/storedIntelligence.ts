import type pg from 'pg';
import type { Cell } from '../datasets/factTable.js';
import { intelligence } from '../datasets/intelligence.js';

/** Items name their stocks by tickers. */
export const NO_STOCKS = {
  idOf: (): never => {
    throw new Error('expected no id of a stock to be asked for by an item');
  },
  tickerOf: (): never => {
    throw new Error('expected no ticker of an id to be asked for by an item');
  },
};

const COLUMNS = intelligence.table.columns.map(([name, type]) =>
  type === 'date' ? `${name} - date '1970-01-01' AS ${name}` : name,
);

/**
 * Reads current versions of items as cells.
 *
 * @param condition SQL
 */
export async function storedIntelligence(
  client: pg.ClientBase,
  condition: string,
  values: readonly unknown[],
): Promise<(readonly Cell[])[]> {
  const { rows } = await client.query<Cell[]>({
    text: `SELECT ${COLUMNS.join(', ')} FROM intelligence WHERE superseded_in IS NULL AND ${condition}`,
    values: [...values],
    rowMode: 'array',
  });
  return rows;
}
