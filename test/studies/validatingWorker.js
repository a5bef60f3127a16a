/** A worker with the compiled code that validates scores. Argument: URL of the database. */
import { openDatabase } from '../../dist/database/openDatabase.js';
import { startWorkers } from '../../dist/jobs/startWorkers.js';
import { validateScores } from '../../dist/studies/tasks/validateScores.js';

const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };
await startWorkers(await openDatabase({ url: process.argv[2], home: '' }), [validateScores], log, {
  services: null,
});
