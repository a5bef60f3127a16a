import { setTimeout as wait } from 'node:timers/promises';
import { decodeEventCursor } from '../../src/live/eventCursor.js';
import { digits, print, printTable } from '../harness/report.js';
import type { BenchStore } from '../http/store.js';
import type { Arguments } from './arguments.js';
import { DOCUMENT } from './changedScore.js';
import type { Contestant } from './contestant.js';
import { INIT, PROTOCOL } from './load/subscriber.js';
import { WebSocketConnection } from './load/webSocketConnection.js';
import { quantile } from './statistics.js';

const WARM_UP = 3;
const CURSOR = '"scoreChanged":{"cursor":"';

/**
 * From when the prices of all stocks are sent by recordBars until the last subscriber has the last event of the rescore
 * that follows: recorded, features and scores computed, stored, told.
 */
export async function measureIntraday(
  { sockets, rounds }: Arguments,
  { pool }: Pick<BenchStore, 'pool'>,
  start: () => Promise<Contestant>,
): Promise<void> {
  const rows = [];
  for (const clients of sockets) {
    const greyoak = await start();
    const audience = await Audience.open(greyoak.endpoint, clients);
    const took: number[] = [];
    let bars = 0;
    for (let k = -WARM_UP; k < rounds; k++) {
      const given = await movedBars(pool, k);
      bars = given.length;
      const sentAt = performance.now();
      await record(greyoak.endpoint.port, given);
      const last = await positionAfterRescore(pool);
      const lastAt = await audience.reached(last);
      if (k >= 0) took.push(lastAt - sentAt);
    }
    audience.close();
    await greyoak.stop();
    rows.push([
      digits(clients),
      `${rounds} × ${bars}`,
      digits(quantile(took, 0.5)),
      digits(quantile(took, 0.99)),
      digits(Math.max(...took)),
    ]);
  }
  print('### Intraday: from prices sent to the last event of the last subscriber\n');
  printTable(['sockets', 'times × bars', 'p50 ms', 'p99 ms', 'most ms'], rows);
}

/** Clients that note when each got its newest event. */
class Audience {
  readonly #cursors: string[] = [];
  readonly #connections: WebSocketConnection[] = [];
  #lastAt = 0;

  static async open(endpoint: Contestant['endpoint'], count: number): Promise<Audience> {
    const audience = new Audience();
    for (let k = 0; k < count; k++) await audience.#add(endpoint, k);
    return audience;
  }

  /** When the last client came to a position. */
  async reached(position: number): Promise<number> {
    const end = performance.now() + 60_000;
    const isThere = (cursor: string) => (decodeEventCursor(cursor)?.position ?? 0) >= position;
    while (!this.#cursors.every(isThere)) {
      if (performance.now() > end)
        throw new Error(`not everybody got the event at ${position} within a minute`);
      await wait(1);
    }
    return this.#lastAt;
  }

  close(): void {
    for (const connection of this.#connections) connection.cut();
  }

  #add({ port, path }: Contestant['endpoint'], index: number): Promise<void> {
    this.#cursors[index] = '';
    return new Promise((resolve, reject) => {
      const connection: WebSocketConnection = new WebSocketConnection(port, path, PROTOCOL, {
        onOpen: () => connection.send(INIT),
        onMessage: (bytes, from, to) => {
          // Not parsed: a thousand clients would take longer for that than the service for all else.
          const at = bytes.indexOf(CURSOR, from, 'latin1');
          if (at !== -1 && at < to) {
            this.#cursors[index] = bytes.toString('latin1', at + CURSOR.length, at + CURSOR.length + 32);
            this.#lastAt = performance.now();
            return;
          }
          connection.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: DOCUMENT } }));
          resolve();
        },
        onClosed: (reason) => reject(new Error(reason)),
      });
      this.#connections.push(connection);
    });
  }
}

/** The bars of the newest session, each close moved a little, another way each time. */
async function movedBars(pool: BenchStore['pool'], round: number): Promise<readonly object[]> {
  const { rows } = await pool.query<{ high: number; low: number; close: number }>(
    `SELECT ticker, day::text AS date, open::float8 AS open, high::float8 AS high, low::float8 AS low,
       close::float8 AS close, volume::float8 AS volume
     FROM bars JOIN stocks ON stocks.id = stock_id
     WHERE superseded_in IS NULL AND day = (SELECT max(day) FROM bars) ORDER BY ticker`,
  );
  return rows.map((bar, k) => {
    const part = ((k * 7 + (round + WARM_UP) * 13) % 100) / 100;
    return { ...bar, close: Math.round((bar.low + (bar.high - bar.low) * part) * 100) / 100 };
  });
}

async function record(port: number, rows: readonly object[]): Promise<void> {
  const query =
    'mutation ($rows: [BarInput!]!) { recordBars(input: { rows: $rows }) { updated refused { reason } } }';
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { rows } }),
  });
  const { data } = (await response.json()) as {
    data?: { recordBars: { updated: number; refused: readonly unknown[] } };
  };
  if (!data || data.recordBars.refused.length > 0 || data.recordBars.updated === 0) {
    throw new Error(`expected ${rows.length} bars to be recorded, got ${JSON.stringify(data)}`);
  }
}

/** Where the log stands once the newest session is scored from all that is recorded. */
async function positionAfterRescore(pool: BenchStore['pool']): Promise<number> {
  for (;;) {
    const { rows } = await pool.query<{ position: number | null }>(
      `SELECT max(last_position) AS position FROM runs
       WHERE status = 'SUCCEEDED' AND read_batch = (SELECT max(id) FROM batches)`,
    );
    if (rows[0].position !== null) return rows[0].position;
    await wait(5);
  }
}
