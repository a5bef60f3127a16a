import { Logger } from 'graphile-worker';
import type { JobLog } from './jobLog.js';

/**
 * Writes what graphile-worker logs to our log. Its info lines and failures of jobs go to debug, because each job tells
 * its own in `runJob`.
 */
export function graphileLogger(log: JobLog): Logger {
  const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'debug' } as const;
  return new Logger(() => (level, message, { error, failure } = {}) => {
    const ours = failure === true ? 'debug' : levels[level];
    log[ours]({ ...(error !== undefined && { err: error }) }, `queue: ${message}`);
  });
}
