import { sql } from 'kysely';
import type { AwaitedSession } from '../../market/awaited.js';
import { awaitedOf, type AwaitedRow } from '../../market/store/awaitedSession.js';
import type { LoaderSources } from '../loaders.js';
import { onceLoader } from '../onceLoader.js';

/** Loads the newest session that is awaited, as awaitedSession finds it; null where there is none. */
export function awaitedLoader({ reads }: Pick<LoaderSources, 'reads'>): () => Promise<AwaitedSession | null> {
  return onceLoader(async () => {
    const rows = await reads.rows(sql<AwaitedRow>`
      SELECT day AS date, of_former AS bars, expected, session_quorum AS share
      FROM session_bars, market_kind
      WHERE day > (SELECT max(day) FROM session_bars WHERE has_quorum)
      ORDER BY day DESC LIMIT 1`);
    return rows.map(awaitedOf).at(0) ?? null;
  });
}
