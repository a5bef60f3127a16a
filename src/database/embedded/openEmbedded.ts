import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { backoffMs } from '../../async/backoff.js';
import { connectionTo } from './connectionTo.js';
import type { EmbeddedDatabase } from './embeddedDatabase.js';
import type { Holder } from './holder.js';
import { HomeInUse } from './homeInUse.js';
import { OWNER, SERVICE } from './makeRoles.js';
import { startEmbedded, type EmbeddedOptions } from './startEmbedded.js';
import { waitForHolder, type HolderPatience } from './waitForHolder.js';

/** As long as a service may take to recover, and to import the sample market. */
const PATIENCE_MS = 600_000;
/** A holder that is about to end may say nothing once. One that never says anything is of a former version. */
const MOST_SILENT = 5;
/** Before the next attempt, so that commands that waited together do not take the lock together. */
const PAUSE = { firstMs: 100, longestMs: 100 };

export type OpenEmbeddedOptions = Pick<EmbeddedOptions, 'isDisposable'> &
  Pick<HolderPatience, 'onWait'> &
  Partial<Pick<HolderPatience, 'patienceMs'>>;

/**
 * Opens the embedded PostgreSQL of a home for a command. If a service holds the home, the command uses its server as soon
 * as that is ready. If another command holds it, this one waits for its end, because the server ends with it. Otherwise
 * the server is started.
 *
 * @param home an absolute path
 * @throws UserError as `startEmbedded` does, and if the service does not get ready
 */
export async function openEmbedded(
  home: string,
  { onWait, patienceMs = PATIENCE_MS, ...options }: OpenEmbeddedOptions,
): Promise<EmbeddedDatabase> {
  for (let silent = 0; ;) {
    try {
      return await startEmbedded(home, options);
    } catch (error) {
      if (!(error instanceof HomeInUse)) throw error;
      const end = await waitForHolder(error, { onWait, patienceMs });
      if (typeof end === 'object') return databaseOf(end, dirname(error.lock));
      if (end === 'SILENT' && ++silent >= MOST_SILENT) throw error;
      await sleep(backoffMs(0, PAUSE));
    }
  }
}

/** The database of a server that another process runs. */
function databaseOf(holder: Holder, sockets: string): EmbeddedDatabase {
  return {
    connection: connectionTo(sockets, SERVICE, OWNER),
    owner: connectionTo(sockets, OWNER, OWNER),
    description: `embedded PostgreSQL of the service in process ${holder.pid}`,
    holder,
    // Only the service knows.
    ended: new Promise<never>(() => {}),
    share: () => undefined,
    stop: () => Promise.resolve(),
  };
}
