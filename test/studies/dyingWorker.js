/**
 * A worker with the compiled code that stands still in the middle of a backtest, and prints a line then. Argument: URL of the
 * database.
 */
import { openDatabase } from '../../dist/database/openDatabase.js';
import { startWorkers } from '../../dist/jobs/startWorkers.js';
import { runBacktest } from '../../dist/studies/tasks/runBacktest.js';

const SESSION = 10;

const dying = {
  ...runBacktest,
  run: (payload, job) =>
    runBacktest.run(payload, {
      ...job,
      progress: (done) => {
        if (done !== SESSION) return;
        process.stdout.write('in the middle\n', () => undefined);
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      },
    }),
};

const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };
await startWorkers(await openDatabase({ url: process.argv[2], home: '' }), [dying], log, { services: null });
