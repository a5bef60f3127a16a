import { z } from 'zod';
import { UPKEEP } from '../../jobs/upkeep.js';
import type { Task } from '../../jobs/task.js';
import { dayInIndia } from '../../market/day.js';
import { readOperatorFigures } from '../../status/operatorFigures.js';
import { evaluateOperators } from '../alerts/operators/evaluateOperators.js';

/** Evaluates the rules of operators each minute. */
export const evaluateOperatorsTask: Task<object> = {
  name: 'evaluate_operator_rules',
  queue: UPKEEP,
  payload: z.object({}),
  // The next minute tries again.
  attempts: 1,
  timeoutMs: 60_000,
  lock: 'alerts',
  cron: { at: '* * * * *' },
  run: async (_payload, { client, pool, log }) => {
    const events = await evaluateOperators(client, () => readOperatorFigures(pool, dayInIndia(new Date())));
    if (events > 0) log.info({ events }, 'rules of operators were evaluated');
  },
};
