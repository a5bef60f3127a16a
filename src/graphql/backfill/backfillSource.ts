import { SELECT_BACKFILLS, type BackfillRow } from '../../market/feeds/readBackfill.js';
import type { ProgressSource } from '../../live/progressWatcher.js';

/** How the progress of single backfills is read. */
export const BACKFILL_SOURCE: ProgressSource<BackfillRow> = {
  names: { one: 'a backfill', field: 'backfills' },
  ofId: SELECT_BACKFILLS + ' WHERE id = $1',
  changing: SELECT_BACKFILLS + ' WHERE id = ANY ($1) ORDER BY id',
  isFinished: ({ status }) => status !== 'QUEUED' && status !== 'RUNNING',
  hasChanged: (former, row) =>
    former.status !== row.status ||
    former.done !== row.done ||
    former.failed !== row.failed ||
    former.running !== row.running ||
    former.attempts !== row.attempts,
};
