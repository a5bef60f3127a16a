import { GraphQLError, type ExecutionResult } from 'graphql';
import { RetryLater } from '../../live/retryLater.js';
import type { GraphqlContext } from '../context.js';
import type { ErrorCode } from '../errorCodes.js';
import { formatError } from '../errors.js';
import { unavailable } from '../unavailable.js';

/** Results that fail are asked for again, at growing intervals. The fifth attempt is some seconds after the first. */
const ATTEMPTS = 5;
const TRANSIENT: ReadonlySet<unknown> = new Set<ErrorCode>([
  'INTERNAL_SERVER_ERROR',
  'OVERLOADED',
  'RATE_LIMITED',
  'TIMEOUT',
]);

export interface ResultEncoderOptions {
  readonly contextOf: (isRetry: boolean) => Promise<GraphqlContext>;
  /** Executes the operation on roots. */
  readonly execute: (
    context: GraphqlContext,
    roots: readonly unknown[],
  ) => Promise<readonly ExecutionResult[]>;
  readonly encode: (result: ExecutionResult) => Buffer;
}

/** Executes and encodes the results of a subscription. */
export class ResultEncoder {
  #failures = 0;

  constructor(private readonly options: ResultEncoderOptions) {}

  /**
   * Returns the results of roots, in their order. An error that lasts is part of the results.
   *
   * @throws RetryLater where the caller has reached a limit of its calls
   * @throws Error where the failure may pass, so that the same roots should be tried again
   */
  async encode(roots: readonly unknown[]): Promise<readonly Buffer[]> {
    const { contextOf, execute, encode } = this.options;
    const context = await contextOf(this.#failures > 0);
    const results = await execute(context, roots).catch((error: Error) => {
      if (error instanceof GraphQLError) return roots.map(() => ({ errors: [error], data: null }));
      throw error;
    });
    const failure = results.flatMap(({ errors = [] }) => errors).find(mayPass);
    // A database that restarts takes longer than all attempts, and is back then.
    if (failure !== undefined && unavailable(failure) !== null) throw failure;
    if (failure !== undefined && ++this.#failures < ATTEMPTS) throw toRetry(failure);
    this.#failures = 0;
    return results.map(encode);
  }
}

function mayPass(error: GraphQLError): boolean {
  const { extensions } = formatError(error.toJSON(), error, () => undefined);
  return TRANSIENT.has(extensions?.['code']) || typeof error.extensions['retryAfter'] === 'number';
}

/** Returns what to throw for a failure: where a limit says when calls pass again, that is waited for. */
function toRetry(failure: GraphQLError): Error {
  const { retryAfter } = failure.extensions as { readonly retryAfter?: unknown };
  return typeof retryAfter === 'number' ? new RetryLater(retryAfter * 1_000) : failure;
}
