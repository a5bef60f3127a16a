/**
 * A worker with the compiled code that delivers to webhooks, which a test kills. Arguments: URL of the database, port of the
 * receiver, secret of the service as base64.
 */
import { Buffer } from 'node:buffer';
import { AuthKey } from '../../../../dist/access/authKey.js';
import { openDatabase } from '../../../../dist/database/openDatabase.js';
import { startWorkers } from '../../../../dist/jobs/startWorkers.js';
import { deliverWebhooks } from '../../../../dist/live/tasks/deliverWebhooks.js';

const [, , url, port, secret] = process.argv;
const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };
const settings = { ports: [Number(port)], allowedHosts: ['localhost'] };
const webhooks = { authKey: new AuthKey(Buffer.from(secret, 'base64')), settings };
await startWorkers(await openDatabase({ url, home: '' }), [deliverWebhooks], log, { services: { webhooks } });
