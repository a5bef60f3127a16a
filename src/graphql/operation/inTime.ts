import type { GraphQLError } from 'graphql';
import { codedError } from '../codedError.js';

/**
 * Returns what `work` resolves to, if it does so in time.
 *
 * @param timeoutMs the time after which the signal of `work` is aborted
 * @param work ends what it waits for once its signal is aborted
 * @param gone aborts when the client no longer waits for the result
 * @throws GraphQLError TIMEOUT, or BAD_REQUEST for a client that is gone
 */
export async function inTime<Result>(
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<Result>,
  gone?: AbortSignal,
): Promise<Result> {
  if (gone?.aborted) throw clientGone();
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let onGone: (() => void) | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        codedError(
          'TIMEOUT',
          `Expected an operation that takes at most ${timeoutMs / 1000} s, got one that took longer and was ended: ` +
            'ask for less at once.',
          { status: 504 },
        ),
      );
      ending.abort();
    }, timeoutMs);
    onGone = () => {
      reject(clientGone());
      ending.abort();
    };
    gone?.addEventListener('abort', onGone);
  });
  try {
    return await Promise.race([work(ending.signal), late]);
  } finally {
    clearTimeout(timer);
    if (onGone !== undefined) gone?.removeEventListener('abort', onGone);
  }
}

/** No client sees it: it ends the work, and says in the log how the request ended. */
const clientGone = (): GraphQLError =>
  codedError('BAD_REQUEST', 'The client went away before its operation ended.', { status: 499 });
