import { findAuthKey } from '../access/findAuthKey.js';
import { chainPending } from '../access/audit/chainPending.js';
import { openDatabase, type OpenDatabase } from '../database/openDatabase.js';
import type { Settings } from '../settings.js';
import { exitOnSignals } from './exitOnSignals.js';
import { requireStore } from './requireStore.js';
import { sayAwaited } from './sayAwaited.js';
import { storeSettings } from './storeSettings.js';
import { storeError } from '../database/storeError.js';
import type { Terminal } from './terminal.js';

/**
 * Opens the store that the environment names (DATABASE_URL, or else the embedded one), and closes it after the work. If a
 * service runs the embedded one, its server is used. What the work did is chained in the audit where AUTH_KEY is known,
 * because no service may run that would do so.
 *
 * @param options.chains false for work that looks at the audit as it is
 * @param options.mustExist true for work that only reads, which an empty store would answer with nothing
 * @throws UserError where the connection to the store is lost, its disk is full, or there is none that must exist
 */
export async function withStore<Result>(
  terminal: Terminal,
  work: (store: OpenDatabase) => Promise<Result>,
  { chains = true, mustExist = false }: { readonly chains?: boolean; readonly mustExist?: boolean } = {},
): Promise<Result> {
  const settings = storeSettings(terminal);
  const { access, databaseUrl: url, migrationUrl, home } = settings;
  if (mustExist) await requireStore(settings);
  const onHeld = sayAwaited(terminal);
  const endListening = exitOnSignals();
  const opening = openDatabase({ home, url, migrates: migrationUrl === undefined, onHeld });
  const store = await opening.catch(async (error: Error) => {
    endListening();
    throw await storeError(error);
  });
  try {
    const result = await work(store);
    // A service chains with its own key, which need not be the one of our environment.
    const knowsKey = store.holder === null && (url === undefined || access.authKey !== null);
    // The work is done, whether or not it can be chained now.
    if (chains && knowsKey) await chain(store, settings).catch(() => undefined);
    return result;
  } catch (error) {
    throw await storeError(error as NodeJS.ErrnoException, store);
  } finally {
    await store.close();
    endListening();
  }
}

async function chain({ pool }: OpenDatabase, settings: Settings): Promise<void> {
  await chainPending(pool, await findAuthKey(settings));
}
