import type { FastifyReply, FastifyRequest } from 'fastify';
import { leftOf } from '../graphql/limits/operationQuotas.js';
import { MINUTE_MS, type Counted } from '../graphql/limits/quotaStore.js';
import type { Operations } from '../graphql/operation/operations.js';

const WINDOW_SECONDS = MINUTE_MS / 1000;

/**
 * Tells the caller of a request its limits, and what is left of them (draft-ietf-httpapi-ratelimit): units as "cost",
 * operations a minute as "operations", and those of its API key, where that has a limit of its own, as "key".
 */
export function describeLimits(
  { caller, verdict }: Pick<FastifyRequest, 'caller' | 'verdict'>,
  reply: FastifyReply,
  operations: Pick<Operations, 'left' | 'policy'>,
): void {
  const { remaining, resetSeconds } = operations.left(caller);
  let { policy } = operations;
  let limit = `"cost";r=${remaining};t=${resetSeconds}`;
  const add = (name: string, counted: Counted | null): void => {
    if (counted === null) return;
    policy += `, "${name}";q=${counted.limit};w=${WINDOW_SECONDS}`;
    limit += `, "${name}";r=${leftOf(counted)};t=${counted.resetSeconds}`;
  };
  if (verdict !== null) {
    add('operations', verdict.caller);
    add('key', verdict.apiKey);
  }
  void reply.header('ratelimit-policy', policy).header('ratelimit', limit);
}
