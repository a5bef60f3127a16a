import { sql } from 'kysely';
import type { IsoDate } from '../../scoring/names.js';

/** SQL for the newest day that counts as a session of the market; null where there are no bars. */
export const newestSession = sql<IsoDate | null>`coalesce(
  (SELECT max(day) FROM session_bars WHERE has_quorum),
  (SELECT max(day) FROM bars WHERE superseded_in IS NULL)
)`;
