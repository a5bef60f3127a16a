import { GraphQLError, type ExecutionResult } from 'graphql';
import { formatError } from '../errors.js';
import type { GraphqlContext } from '../context.js';

/** Whoever asks for results that cannot be had asks again, at growing intervals: by then it is some seconds later. */
const ATTEMPTS = 5;
const TRANSIENT: ReadonlySet<unknown> = new Set(['INTERNAL_SERVER_ERROR', 'TIMEOUT']);

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
   * The results of roots, in their order. A failure that may pass is thrown, so that the same roots come again; one
   * that does not pass is told in the results.
   */
  async encode(roots: readonly unknown[]): Promise<readonly Buffer[]> {
    const { contextOf, execute, encode } = this.options;
    const context = await contextOf(this.#failures > 0);
    const results = await execute(context, roots).catch((error: Error) => {
      if (error instanceof GraphQLError) return roots.map(() => ({ errors: [error], data: null }));
      throw error;
    });
    const failure = results.flatMap(({ errors = [] }) => errors).find(mayPass);
    if (failure !== undefined && ++this.#failures < ATTEMPTS) throw failure;
    this.#failures = 0;
    return results.map(encode);
  }
}

function mayPass(error: NonNullable<ExecutionResult['errors']>[number]): boolean {
  const { extensions } = formatError(error.toJSON(), error, () => undefined);
  return TRANSIENT.has(extensions?.['code']);
}
