import { openDatabase } from '../../src/database/openDatabase.js';
import { startService } from '../../src/main.js';
import { readSettings } from '../../src/settings.js';
import { closeTestDatabases, createTestDatabase } from '../database/testDatabase.js';
import { fill } from '../graphql/store.js';

/** The whole service on a free port of 127.0.0.1, over the store that test/graphql/store.ts fills. */
export interface FilledService {
  /** Where clients send their operations. */
  readonly endpoint: string;
  /** Ends the service, and the database with it. */
  readonly stop: () => Promise<void>;
}

/** Give it 60 s in a beforeAll: it starts a PostgreSQL. */
export async function startFilledService(): Promise<FilledService> {
  const databaseUrl = await createTestDatabase();
  const database = await openDatabase({ url: databaseUrl, home: '' });
  await fill(database).finally(database.close);
  const settings = readSettings({
    PORT: '0',
    HOST: '127.0.0.1',
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'silent',
  });
  const service = await startService(settings);
  const stop = () => service.stop().finally(closeTestDatabases);
  await service.ready.catch((error: unknown) => stop().then(() => Promise.reject(error)));
  return { endpoint: `${service.url}/graphql`, stop };
}
