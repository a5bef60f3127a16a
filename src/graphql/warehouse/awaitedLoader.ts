import type { AwaitedSession } from '../../market/awaited.js';
import { awaitedSession } from '../../market/store/awaitedSession.js';
import type { LoaderSources } from '../loaders.js';

/** Loads the session that is awaited, over a connection of its own; null where there is none. */
export function awaitedLoader({
  database: { pool },
}: Pick<LoaderSources, 'database'>): () => Promise<AwaitedSession | null> {
  const read = async () => {
    const client = await pool.connect();
    try {
      return await awaitedSession(client);
    } finally {
      client.release();
    }
  };
  let known: Promise<AwaitedSession | null> | undefined;
  return () => (known ??= read());
}
