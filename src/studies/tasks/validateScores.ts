import { isPassing } from '../../database/isPassing.js';
import type { Task } from '../../jobs/task.js';
import { dueModes } from '../validations/dueModes.js';
import { validateJob } from '../validations/validateJob.js';
import { validateMode } from '../validations/validateMode.js';

/**
 * Validates the scores of each method and mode once a month: after the first final session of the month. It looks each hour
 * whether any is due, so that a service that did not run at the time catches up. Each mode is stored as soon as it is
 * computed, and another attempt goes on with those that are left.
 */
export const validateScores: Task<object> = {
  ...validateJob,
  timeoutMs: 3 * 3_600_000,
  cron: { at: '40 * * * *' },
  async run(_payload, { pool, signal, progress, log }) {
    const due = await dueModes(pool);
    const failures: unknown[] = [];
    for (const [done, mode] of due.entries()) {
      progress(done, due.length);
      try {
        const isNew = await validateMode(pool, mode, signal);
        log.info({ ...mode, isNew }, 'scores were validated');
      } catch (error) {
        if (signal.aborted || isPassing(error)) throw error;
        // Figures of one method do not wait for those of another one.
        log.error({ err: error, ...mode }, 'scores could not be validated');
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  },
};
