/** A process that evaluates rules of alerts, for evaluateJob.database.test.ts. */
import { openDatabase } from '../../../dist/database/openDatabase.js';
import { startWorkers } from '../../../dist/jobs/startWorkers.js';
import { evaluateAlertsTask } from '../../../dist/live/tasks/evaluateAlerts.js';

const none = () => undefined;
const log = { debug: none, info: none, warn: none, error: none };
const database = await openDatabase({ url: process.argv[2], home: '' });
await startWorkers({ pool: database.jobs }, [evaluateAlertsTask], log, { services: null, pollMs: 50 });
process.stdout.write('started\n');
