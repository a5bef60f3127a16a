import { isPassing } from './isPassing.js';

/**
 * Does work that only reads, and does it once more if it failed because of something temporary: a restart of the server
 * ends all connections, and the next one may succeed.
 *
 * @param signal after which the work is not done again
 * @throws what the work throws
 */
export async function onceMore<Result>(work: () => Promise<Result>, signal?: AbortSignal): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (signal?.aborted || !isPassing(error) || isLocked(error)) throw error;
    return work();
  }
}

/** Whether a lock was not free in time: then it was waited for already. */
const isLocked = (error: unknown): boolean => (error as { readonly code?: unknown }).code === '55P03';
