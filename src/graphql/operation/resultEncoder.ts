import { GraphQLError, type ExecutionResult } from 'graphql';
import type { GraphqlContext } from '../context.js';
import { formatError } from '../errors.js';
import { unavailable } from '../unavailable.js';

/** Results that fail are asked for again, at growing intervals. The fifth attempt is some seconds after the first. */
const ATTEMPTS = 5;
const TRANSIENT: ReadonlySet<unknown> = new Set(['INTERNAL_SERVER_ERROR', 'OVERLOADED', 'TIMEOUT']);

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
    if (failure !== undefined && ++this.#failures < ATTEMPTS) throw failure;
    this.#failures = 0;
    return results.map(encode);
  }
}

function mayPass(error: GraphQLError): boolean {
  const { extensions } = formatError(error.toJSON(), error, () => undefined);
  return TRANSIENT.has(extensions?.['code']);
}
