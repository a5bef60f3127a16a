import type pg from 'pg';
import type { FactDataset } from '../datasets/dataset.js';
import type { Cell } from '../datasets/factTable.js';
import { factKeys } from '../factKeys.js';
import type { FileFacts } from '../imports/readFile.js';
import type { Refusal } from '../imports/refusal.js';
import { eachRow } from './eachRow.js';
import type { StockIds } from './stockIds.js';
import { storedWithdrawals } from './storedWithdrawals.js';
import { withdrawnRow } from './withdrawnRow.js';

/** What is left of a file once withdrawn rows are refused. */
export interface Remaining<Fact> {
  readonly facts: readonly Fact[];
  readonly lines: readonly number[];
  readonly refusals: readonly Refusal[];
}

/**
 * Refuses facts that were withdrawn with the values that they have. Where the store has no withdrawal of the dataset, this
 * is one short statement.
 */
export async function refuseWithdrawn<Fact>(
  client: pg.ClientBase,
  dataset: FactDataset<string, Fact>,
  { file, facts, lines }: Pick<FileFacts<Fact>, 'file' | 'facts' | 'lines'>,
  ids: StockIds,
): Promise<Remaining<Fact>> {
  const held = await storedWithdrawals(client, dataset.name);
  if (held.size === 0) return { facts, lines, refusals: [] };
  const { table } = dataset;
  const values = new Map<string, { readonly cells: readonly Cell[]; readonly batch: number }[]>();
  const ofWithdrawal = `superseded_in IN (SELECT id FROM batches WHERE dataset = 'withdrawals')`;
  await eachRow(client, table, ofWithdrawal, (cells, batch) => {
    const fact = table.fact(cells, ids);
    for (const key of factKeys(dataset, fact)) {
      if (held.has(key)) values.set(key, [...(values.get(key) ?? []), { cells, batch }]);
    }
  });
  const refusals: Refusal[] = [];
  const isKept = facts.map((fact, place) => {
    const cells = table.cells(fact, ids);
    for (const key of factKeys(dataset, fact)) {
      const { withdrawal, liftedIn = 0 } = held.get(key) ?? {};
      const isSame = values
        .get(key)
        ?.some(
          (value) => value.batch > liftedIn && cells.every((cell, k) => Object.is(cell, value.cells[k])),
        );
      if (withdrawal === undefined || isSame !== true) continue;
      const [column] = dataset.required;
      refusals.push(withdrawnRow(file, lines[place], column, dataset.keyOf(fact), withdrawal.reason));
      return false;
    }
    return true;
  });
  const kept = <Item>(items: readonly Item[]) => items.filter((_, place) => isKept[place]);
  return { facts: kept(facts), lines: kept(lines), refusals };
}
