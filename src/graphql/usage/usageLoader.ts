import { sql } from 'kysely';
import { USAGE, type UsageCounts } from '../../status/usageCounts.js';
import type { LoaderSources } from '../loaders.js';
import { onceLoader } from '../onceLoader.js';

/** Loads how much the service is used. */
export function usageLoader({ reads }: Pick<LoaderSources, 'reads'>): () => Promise<UsageCounts> {
  return onceLoader(async () => {
    const [counts] = await reads.rows(sql<UsageCounts>`${sql.raw(USAGE.text)}`);
    return counts;
  });
}
