import type pg from 'pg';
import type { Day } from '../../scoring/names.js';
import { classifications } from '../datasets/classifications.js';
import { companies } from '../datasets/companies.js';
import type { FactDataset } from '../datasets/dataset.js';
import { intelligence } from '../datasets/intelligence.js';
import { symbols } from '../datasets/symbols.js';
import { withdrawals } from '../datasets/withdrawals.js';
import type { Classification, Company, FormerSymbol, IntelligenceItem, Withdrawal } from '../facts.js';
import type { FileFacts } from '../imports/readFile.js';
import type { BatchChanges } from './recordBatch.js';
import { recordClassifications } from './recordClassifications.js';
import { recordCompanies } from './recordCompanies.js';
import { recordDataset } from './recordDataset.js';
import { recordIntelligence } from './recordIntelligence.js';
import { recordSymbols } from './recordSymbols.js';
import { recordWithdrawals } from './recordWithdrawals.js';
import { refuseWithdrawn } from './refuseWithdrawn.js';
import { stockIds } from './stockIds.js';

/**
 * Records the facts of a file as of a batch. Facts that were withdrawn are refused.
 *
 * @param client is in the transaction of the batch
 * @param today the day of import in India
 */
export async function recordFile<Fact>(
  client: pg.ClientBase,
  dataset: FactDataset<string, Fact>,
  read: FileFacts<Fact>,
  batch: number,
  today: Day,
): Promise<BatchChanges> {
  const { refusals: withdrawn, ...left } = await refuseWithdrawn(
    client,
    dataset,
    read,
    await stockIds(client),
  );
  const changes = await recordOf(client, dataset, { ...read, ...left }, batch, today);
  return { ...changes, refusals: [...withdrawn, ...(changes.refusals ?? [])] };
}

/**
 * Records facts as their dataset asks for: what decides which company a fact is of, and to which group the company belongs,
 * changes more than its own table.
 */
function recordOf<Fact>(
  client: pg.ClientBase,
  dataset: FactDataset<string, Fact>,
  read: FileFacts<unknown>,
  batch: number,
  today: Day,
): Promise<BatchChanges> {
  switch (dataset.name) {
    case companies.name:
      return recordCompanies(client, read as FileFacts<Company>, batch, today);
    case symbols.name:
      return recordSymbols(client, read as FileFacts<FormerSymbol>, batch);
    case intelligence.name:
      return recordIntelligence(client, read as FileFacts<IntelligenceItem>, batch, today);
    case withdrawals.name:
      return recordWithdrawals(client, read as FileFacts<Withdrawal>, batch);
    case classifications.name:
      return recordClassifications(client, read as FileFacts<Classification>, batch);
    default:
      return recordDataset(client, dataset, read as FileFacts<Fact>, batch);
  }
}
