import type { GraphqlContext } from '../context.js';
import { Stock } from '../stock/stock.js';
import { Filing } from './filing.js';
import { filingLoader, type FilingKey } from './filingLoaders.js';

/** Finds a filing; null where there is none, or its company is not listed any more. */
export async function filingOf(
  key: FilingKey,
  { loaders, snapshot }: Pick<GraphqlContext, 'loaders' | 'snapshot'>,
): Promise<Filing | null> {
  const row = await loaders.get(filingLoader).load(key);
  const company = row && snapshot.company(row.ticker);
  return company && row && new Filing(row, new Stock(company));
}
