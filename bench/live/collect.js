/**
 * Loaded into servers before they start. On SIGUSR2 they collect their garbage and write to the standard error how much is
 * left.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  process.on('SIGUSR2', () => {
    // A collection runs finalizers, and the next one collects what they released.
    for (let k = 0; k < 3; k++) collect();
    const { rss: resident, heapUsed, external } = process.memoryUsage();
    process.stderr.write(`\nmemory ${JSON.stringify({ resident, held: heapUsed + external })}\n`);
  });
}
