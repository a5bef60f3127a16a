import { codedError } from '../codedError.js';

/**
 * Returns what `work` resolves to, if it does so in time.
 *
 * @param timeoutMs the time after which the signal of `work` is aborted
 * @param work ends what it waits for once its signal is aborted
 * @throws GraphQLError TIMEOUT
 */
export async function inTime<Result>(
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
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
  });
  try {
    return await Promise.race([work(ending.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
