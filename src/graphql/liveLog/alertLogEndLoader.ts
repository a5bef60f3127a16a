import { sql } from 'kysely';
import { logEpoch } from '../../live/logEpoch.js';
import type { EventCursor } from '../../live/eventCursor.js';
import type { LoaderSources } from '../loaders.js';
import { onceLoader } from '../onceLoader.js';

/** Reads where the log of alerts ends, in the statement that reads the alerts of the same answer. */
export function alertLogEndLoader({ reads }: Pick<LoaderSources, 'reads'>): () => Promise<EventCursor> {
  return onceLoader(async () => {
    const [end] = await reads.rows(sql<EventCursor>`
      SELECT ${logEpoch('alerts')} AS epoch, last_position AS position FROM alert_log`);
    return end;
  });
}
