import { evaluateJob, queueEvaluation } from '../../jobs/evaluateJob.js';
import type { Task } from '../../jobs/task.js';
import { evaluateAlerts } from '../alerts/evaluation/evaluateAlerts.js';

/** Evaluates the rules of alerts after a commit of scores, risks or rules. */
export const evaluateAlertsTask: Task<object> = {
  ...evaluateJob,
  lock: 'alerts',
  timeoutMs: 600_000,
  requeue: async (pool) => {
    // A store that was restored without its queue lacks the job of its last runs.
    const { rows } = await pool.query(
      'SELECT FROM alert_log WHERE evaluated < (SELECT max(committed) FROM runs)',
    );
    if (rows.length > 0) await queueEvaluation(pool);
  },
  run: async (_payload, { client, log }) => {
    const events = await evaluateAlerts(client);
    if (events > 0) log.info({ events }, 'alerts were evaluated');
  },
};
