/**
 * A worker with the compiled code that stands still in the middle of validating scores, and prints a line then. Argument: URL
 * of the database.
 */
import { openDatabase } from '../../dist/database/openDatabase.js';
import { startWorkers } from '../../dist/jobs/startWorkers.js';
import { validateScores } from '../../dist/studies/tasks/validateScores.js';

const dying = {
  ...validateScores,
  run: (payload, job) => {
    // The figures are computed, and the transaction that stores them is not committed.
    const connect = job.pool.connect.bind(job.pool);
    job.pool.connect = async () => {
      const client = await connect();
      const query = client.query.bind(client);
      client.query = async (...args) => {
        const result = await query(...args);
        if (typeof args[0] === 'string' && args[0].includes('INSERT INTO validations')) {
          process.stdout.write('in the middle\n', () => undefined);
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
        }
        return result;
      };
      return client;
    };
    return validateScores.run(payload, job);
  },
};

const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };
await startWorkers(await openDatabase({ url: process.argv[2], home: '' }), [dying], log, { services: null });
