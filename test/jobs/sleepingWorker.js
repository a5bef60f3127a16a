/** A process that works on jobs that never end, for killed.database.test.ts. */
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { openDatabase } from '../../dist/database/openDatabase.js';
import { startWorkers } from '../../dist/jobs/startWorkers.js';

const none = () => undefined;
const log = { debug: none, info: none, warn: none, error: none };
const task = {
  name: 'endless',
  payload: z.object({}),
  attempts: 3,
  timeoutMs: 600_000,
  run: async () => {
    process.stdout.write('begun\n');
    await wait(600_000);
  },
};
await startWorkers(await openDatabase({ url: process.argv[2], home: '' }), [task], log, { services: null });
