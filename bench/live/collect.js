/**
 * Loaded into servers before they start: on SIGUSR2 they collect their garbage, and write what is left to the
 * standard error.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  process.on('SIGUSR2', () => {
    // What finalizers let go of is collected by the next one.
    for (let k = 0; k < 3; k++) collect();
    const { rss: resident, heapUsed, external } = process.memoryUsage();
    process.stderr.write(`\nmemory ${JSON.stringify({ resident, held: heapUsed + external })}\n`);
  });
}
