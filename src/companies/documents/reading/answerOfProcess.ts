import { fork } from 'node:child_process';
import { compiledWorker } from '../../../compiledWorker.js';
import type { ReadAnswer, ReadRequest } from './messages.js';

/**
 * Starts a process that reads a document, and returns its answer. The process has ended by then, or is being killed.
 *
 * @throws the reason of the signal where it is aborted
 * @throws Error where the process cannot start
 */
export async function answerOfProcess(
  request: ReadRequest,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<ReadAnswer | { readonly outOfTime: true }> {
  signal.throwIfAborted();
  const child = fork(compiledWorker('companies/documents/reading/readInProcess.js'), [], {
    // It needs no secrets, and none of the options of this process. What it prints is dropped.
    env: {},
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  try {
    return await new Promise((resolve, reject) => {
      onAbort = () => reject(signal.reason as Error);
      signal.addEventListener('abort', onAbort);
      timer = setTimeout(() => resolve({ outOfTime: true }), timeoutMs);
      child.once('message', (answer) => resolve(answer as ReadAnswer));
      child.once('error', reject);
      // The engine ends a process by a signal where it has no memory left, and so does the kernel.
      child.once('exit', (code, killedBy) =>
        resolve(
          killedBy === null ? { fault: `Its process ended with code ${code}.` } : { outOfMemory: true },
        ),
      );
      child.send(request, (error) => error && reject(error));
    });
  } finally {
    clearTimeout(timer);
    if (onAbort) signal.removeEventListener('abort', onAbort);
    child.removeAllListeners();
    // An error that nothing listens to would end this process.
    child.on('error', () => undefined);
    child.kill('SIGKILL');
  }
}
