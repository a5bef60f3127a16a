import { openDatabase } from '../../../src/database/openDatabase.js';
import { startService } from '../../../src/main.js';
import { readSettings } from '../../../src/settings.js';
import { closeTestDatabases, createTestDatabase, serviceUrl } from '../database/testDatabase.js';
import { fill } from '../days/filledStore.js';
import { TEST_AUTH_KEY } from '../access/testAuthKey.js';
import { markAssessed } from '../risk/markAssessed.js';

/** The whole service on a free port of 127.0.0.1, over the store of test/graphql/store.ts. */
export interface FilledService {
  /** The URL to which clients send operations. */
  readonly endpoint: string;
  readonly databaseUrl: string;
  /** Stops the service and its database. */
  readonly stop: () => Promise<void>;
}

/** Starts the service and a PostgreSQL: give it 60 s in a beforeAll. */
export async function startFilledService(): Promise<FilledService> {
  const databaseUrl = await serviceUrl(await createTestDatabase());
  const database = await openDatabase({ url: databaseUrl, home: '' });
  try {
    await fill(database);
    await markAssessed(database);
  } finally {
    await database.close();
  }
  const settings = readSettings({
    PORT: '0',
    HOST: '127.0.0.1',
    DATABASE_URL: databaseUrl,
    AUTH_KEY: TEST_AUTH_KEY,
    ACCESS: 'open',
    LOG_LEVEL: 'silent',
    // Its market is a sample, which two methods would score.
    METHODS: 'greyoak-1.1',
  });
  const service = await startService(settings);
  const stop = () => service.stop().finally(closeTestDatabases);
  await service.ready.catch((error: unknown) => stop().then(() => Promise.reject(error)));
  return { endpoint: `${service.url}/graphql`, databaseUrl, stop };
}
