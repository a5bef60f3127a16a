/** Pools that tell of their statements, and pools that fail. */
import type pg from 'pg';

/** Returns a pool that calls `onStatement` before each statement. A statement for which that throws fails. */
export function watchedPool(
  pool: pg.Pool,
  onStatement: (text: string) => void,
  onCommit: () => Promise<void> = () => Promise.resolve(),
): pg.Pool {
  const connect = async () => watchedClient(await pool.connect(), onStatement, onCommit);
  return { connect } as unknown as pg.Pool;
}

function watchedClient(
  client: pg.PoolClient,
  onStatement: (text: string) => void,
  onCommit: () => Promise<void>,
): pg.PoolClient {
  const query = (statement: string | { readonly text: string }, values?: unknown[]): unknown => {
    const text = typeof statement === 'string' ? statement : statement.text;
    onStatement(text);
    const result: unknown = client.query(statement as string, values);
    return text === 'COMMIT' ? (result as Promise<unknown>).then(onCommit) : result;
  };
  return new Proxy(client, {
    get: (target, name) => {
      if (name === 'query') return query;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

export const LOST = 'the connection was lost';

/** Returns a pool that loses its connections at the n-th statement, from 1. All statements from then on fail. */
export function losingPool(
  pool: pg.Pool,
  n: number,
): { readonly pool: pg.Pool; readonly commits: () => number } {
  let [statements, commits] = [0, 0];
  const lost = watchedPool(
    pool,
    () => {
      if (++statements >= n) throw new Error(LOST);
    },
    () => {
      commits++;
      return Promise.resolve();
    },
  );
  return { pool: lost, commits: () => commits };
}
