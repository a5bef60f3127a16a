import { sql } from 'kysely';
import type { Owners } from '../../access/owned.js';
import { statementCompiler } from '../../database/statementCompiler.js';
import type { ReadRows } from '../market/readRows.js';
import { readStocksOfToday } from '../market/stocksOfToday.js';
import { stocksIn } from '../market/stockSet.js';
import { modelOf, selectModels, type ModelRow, type SelectedModel } from '../store/modelRow.js';

/** Reads models by their ids; those of others are left out. */
export async function readModels(
  read: ReadRows,
  owners: Owners,
  ids: readonly number[],
): Promise<ReadonlyMap<number, ModelRow>> {
  const statement = selectModels(statementCompiler, owners).where('model.id', 'in', [...ids]);
  const [rows, stocks] = await Promise.all([
    read(sql<SelectedModel>`${statement}`),
    readStocksOfToday(read, stocksIn([], ids)),
  ]);
  const models = rows.map((row) => modelOf(row, (stored, renamed) => stocks.of(stored, renamed)));
  return new Map(models.map((model) => [model.id, model]));
}
