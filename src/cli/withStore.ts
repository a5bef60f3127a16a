import { openDatabase, type OpenDatabase } from '../database/openDatabase.js';
import { readSettings } from '../settings.js';
import type { Terminal } from './terminal.js';

/** Opens the store that the environment names (DATABASE_URL, else the embedded one), and closes it after the work. */
export async function withStore<Result>(
  terminal: Terminal,
  work: (store: OpenDatabase) => Promise<Result>,
): Promise<Result> {
  const { databaseUrl, home } = readSettings(terminal.env);
  const store = await openDatabase({ home, ...(databaseUrl !== undefined && { url: databaseUrl }) });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
