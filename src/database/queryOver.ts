import type pg from 'pg';
import type { Database } from './database.js';

/**
 * Returns what `Database.query` is, over one connection, such as within a transaction: statements are sent one after the
 * other, and none once more. A statement that was sent is not cancelled by its signal, but by the end of the connection, so
 * it needs a statement_timeout.
 */
export function queryOver(client: pg.ClientBase): Database['query'] {
  let last: Promise<unknown> = Promise.resolve();
  return async <Row extends object>(text: string, values: readonly unknown[], signal?: AbortSignal) => {
    const send = (): Promise<pg.QueryResult<Row>> => {
      signal?.throwIfAborted();
      return client.query<Row>(text, [...values]);
    };
    const sent = last.then(send);
    last = sent.catch(() => undefined);
    return (await sent).rows;
  };
}
