import type { Database } from '../database/database.js';
import { LiveLog, type LiveLogOptions } from './liveLog.js';
import type { ScoreEventRow } from './scoreEventRow.js';
import { scoreLog } from './scoreLog.js';

/** The log of scores, served live. */
export type LiveScores = LiveLog<ScoreEventRow>;

/** Makes the log of scores in a database ready to be served live. Call `start` to follow it. */
export function liveScores(
  database: Pick<Database, 'db' | 'query'>,
  options: Omit<LiveLogOptions, 'events'>,
): LiveScores {
  return new LiveLog(scoreLog(database), { ...options, events: 'scores' });
}
