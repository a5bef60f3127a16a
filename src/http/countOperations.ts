import type { FastifyInstance } from 'fastify';
import type { OperationQuotas, Verdict } from '../graphql/limits/operationQuotas.js';
import type { OperationCounts } from '../graphql/operation/operationCounts.js';
import type { Operations } from '../graphql/operation/operations.js';
import { describeLimits } from './describeLimits.js';
import { sendRefusal } from './sendRefusal.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** How the operation was counted; null until it is. */
    verdict: Verdict | null;
  }
}

/** What counts operations, and tells callers how they stand. */
export interface Counting {
  readonly quotas: Pick<OperationQuotas, 'take' | 'admit'>;
  readonly counts: Pick<OperationCounts, 'count' | 'ask'>;
  readonly operations: Pick<Operations, 'left' | 'policy'>;
}

/**
 * Counts each request of a scope as one operation, a batch included, and refuses it where its caller has none left. It does
 * so before the body is read, so that a request counts whatever is wrong with it.
 */
export function countOperations(
  scope: FastifyInstance,
  { quotas, operations }: Omit<Counting, 'counts'>,
): void {
  scope.decorateRequest('verdict', null);
  scope.addHook('onRequest', (request, reply, done) => {
    const decide = (verdict: Verdict): void => {
      request.verdict = verdict;
      if (verdict.refusal === null) return done();
      describeLimits(request, reply, operations);
      sendRefusal(request, reply, verdict.refusal);
    };
    const verdict = quotas.take(request.caller);
    // Kept answers are sent without a promise.
    if (verdict instanceof Promise) verdict.then(decide).catch(done);
    else decide(verdict);
  });
}
