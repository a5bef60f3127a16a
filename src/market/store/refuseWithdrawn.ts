import type pg from 'pg';
import type { FactDataset } from '../datasets/dataset.js';
import { areSame, type Cell } from '../datasets/factTable.js';
import { factKeys } from '../factKeys.js';
import type { FactsOnLines } from '../imports/factsOnLines.js';
import { withoutFacts, type RemainingFacts } from '../imports/withoutFacts.js';
import { eachRow } from './eachRow.js';
import type { StockIds } from './stockIds.js';
import { storedWithdrawals } from './storedWithdrawals.js';
import { withdrawnRow } from './withdrawnRow.js';

/**
 * Refuses facts that were withdrawn with the values that they have. Where the store has no withdrawal of the dataset, this
 * is one short statement.
 */
export async function refuseWithdrawn<Fact>(
  client: pg.ClientBase,
  dataset: FactDataset<string, Fact>,
  read: FactsOnLines<Fact>,
  ids: StockIds,
): Promise<RemainingFacts<Fact>> {
  const held = await storedWithdrawals(client, dataset.name);
  if (held.size === 0) return { ...read, refusals: [] };
  const { table } = dataset;
  const values = new Map<string, { readonly cells: readonly Cell[]; readonly batch: number }[]>();
  const ofWithdrawal = `superseded_in IN (SELECT id FROM batches WHERE dataset = 'withdrawals')`;
  await eachRow(client, table, ofWithdrawal, (cells, batch) => {
    const fact = table.fact(cells, ids);
    for (const key of factKeys(dataset, fact)) {
      if (held.has(key)) values.set(key, [...(values.get(key) ?? []), { cells, batch }]);
    }
  });
  return withoutFacts(read, (fact) => {
    const cells = table.cells(fact, ids);
    for (const key of factKeys(dataset, fact)) {
      const { withdrawal, liftedIn = 0 } = held.get(key) ?? {};
      const isSame = values
        .get(key)
        ?.some((value) => value.batch > liftedIn && areSame(cells, value.cells, table.remarks));
      if (withdrawal === undefined || isSame !== true) continue;
      return withdrawnRow(dataset.required[0], dataset.keyOf(fact), withdrawal.reason);
    }
    return null;
  });
}
