import DataLoader from 'dataloader';
import { sql, type RawBuilder } from 'kysely';
import type { EventCursor } from '../../live/eventCursor.js';
import { logEpoch } from '../../live/logEpoch.js';
import type { LoaderSources } from '../loaders.js';

/** Where the logs end that the snapshot does not know. */
const ENDS = {
  ALERTS: sql`SELECT ${logEpoch('alerts')} AS epoch, last_position AS position FROM alert_log`,
  DOCUMENTS: sql`SELECT ${logEpoch('documents')} AS epoch, last_position AS position FROM document_log`,
} satisfies Record<string, RawBuilder<unknown>>;

/** Reads where logs end, in the statement that reads what the same answer has of alerts or documents. */
export function logEndLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<keyof typeof ENDS, EventCursor> {
  return new DataLoader((logs) =>
    Promise.all(
      logs.map(async (log) => {
        const [end] = await reads.rows(ENDS[log] as RawBuilder<EventCursor>);
        return end;
      }),
    ),
  );
}
