import { compiledWorker } from '../../compiledWorker.js';
import { isolatedThreads } from '../../isolatedThreads.js';
import type { AskedValidation, ValidationAnswer } from './validate.js';

/** What a thread may use besides the panels, which are not on its heap. */
const THREAD_MB = 1_024;

/**
 * Validates scores in a worker thread, so that the process answers requests and signals meanwhile. The thread ends with the
 * validation.
 *
 * @param signal ends the thread
 * @throws the reason of the signal where it is aborted
 */
export async function validateInThread(
  asked: AskedValidation,
  signal?: AbortSignal,
): Promise<ValidationAnswer> {
  signal?.throwIfAborted();
  const pool = isolatedThreads<AskedValidation, ValidationAnswer>({
    filename: compiledWorker('studies/validations/validate.js'),
    name: 'validate',
    most: 1,
    idleMs: 0,
    heapMb: THREAD_MB,
  });
  try {
    return await pool.run(asked, { signal: signal ?? null });
  } catch (error) {
    // The pool says only that the call was aborted.
    signal?.throwIfAborted();
    throw error;
  } finally {
    await pool.destroy();
  }
}
