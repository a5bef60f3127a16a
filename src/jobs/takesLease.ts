import type { Lease } from './lease.js';

/** Returns a plugin that takes the lease of each worker. graphile-worker waits for it before the worker's first job. */
export function takesLease(lease: Lease): GraphileConfig.Plugin {
  const taken = new Map<string, Promise<void>>();
  return {
    name: 'takes-lease',
    version: '0.0.0',
    worker: {
      hooks: {
        startWorker: (_context, { worker: { workerPool } }) => {
          const taking = taken.get(workerPool.id) ?? lease.take(workerPool.id);
          taken.set(workerPool.id, taking);
          return taking;
        },
      },
    },
  };
}
