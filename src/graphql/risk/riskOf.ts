import type { GraphqlContext } from '../context.js';
import { Risk } from './risk.js';
import { riskOfRunLoader, type RiskKey } from './riskLoaders.js';

/** Finds the risk that a run stored; null where there is none. */
export async function riskOf(
  key: RiskKey,
  { loaders, snapshot }: Pick<GraphqlContext, 'loaders' | 'snapshot'>,
): Promise<Risk | null> {
  const row = await loaders.get(riskOfRunLoader).load(key);
  return row && Risk.of(row, snapshot);
}
