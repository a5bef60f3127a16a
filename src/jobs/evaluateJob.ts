import type pg from 'pg';
import { z } from 'zod';
import { enqueue } from './enqueue.js';
import type { JobKind } from './jobKind.js';
import { UPKEEP } from './upkeep.js';

/** Evaluates the rules of alerts. It finds in the store what there is to evaluate. */
export const evaluateJob: JobKind<object> = {
  name: 'evaluate_alerts',
  payload: z.object({}),
  queue: UPKEEP,
  attempts: 25,
};

/**
 * Enqueues an evaluation of the rules of alerts, in the transaction that changes scores, risks or rules. Many changes that
 * are committed before it begins become one evaluation.
 */
export function queueEvaluation(client: pg.ClientBase | pg.Pool): Promise<void> {
  return enqueue(client, evaluateJob, {}, { key: evaluateJob.name });
}
