import { constants, setPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ReadAnswer, ReadRequest } from './messages.js';

/** How often the memory of the process is looked at, in milliseconds. */
const LOOK_MS = 10;

/**
 * What a reading process runs: one thread that reads, and this one, which stays free to look at its memory. A thread alone
 * would not do: the engine ends the whole process where one allocation of a thread exceeds its heap, and buffers do not count
 * towards that.
 */
process.once('message', (request: ReadRequest) => {
  // Callers of the service are answered first.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const worker = new Worker(new URL('readInThread.js', import.meta.url), {
    workerData: request,
    resourceLimits: { maxOldGenerationSizeMb: request.heapMb },
    stdout: true,
    stderr: true,
  });
  const answer = (message: ReadAnswer): void => {
    clearInterval(look);
    worker.removeAllListeners();
    void worker.terminate();
    // The service ends this process once it has the answer: an end could overtake it.
    process.send?.(message);
  };
  const look = setInterval(() => {
    if (process.memoryUsage.rss() > request.processMb * 1_048_576) answer({ outOfMemory: true });
  }, LOOK_MS);
  worker.once('message', answer);
  worker.once('error', (error: NodeJS.ErrnoException) =>
    answer(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? { outOfMemory: true } : { fault: error.message }),
  );
  worker.once('exit', () => answer({ fault: 'Its thread ended without an answer.' }));
});
// The service has ended.
process.once('disconnect', () => process.exit());
