/**
 * What it costs to know callers and to count their operations: a closed service against an open one, over one store. A load
 * process sends the operations of bench/http to each in turn, cold (every request differs, and no answers are kept) and
 * hot. To the closed one it sends them without a credential, and with an API key that has a ceiling of its own.
 *
 *   npm --prefix bench run access -- [FOLDER] [--seconds 2] [--rounds 9] [--connections 16]
 */
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { FOR_ANYBODY } from '../src/access/scopes.js';
import { Random } from '../test/support/synthetic/random.js';
import { fromCaller, positive, wholes } from './harness/options.js';
import { digits, goal, print, printHead, printTable } from './harness/report.js';
import { median } from './harness/statistics.js';
import { openStore } from './harness/store.js';
import { isTiny } from './harness/tiny.js';
import type { LoadResult, LoadTask } from './http/load/load.js';
import { OPERATION_NAMES, OPERATIONS, type Market, type Operation } from './http/operations.js';
import { cpuMicroseconds } from './processes/cpuTime.js';
import { stop } from './processes/childProcess.js';
import { serve, type Served } from './processes/serve.js';
import { startTaskProcess } from './processes/taskProcess.js';
import { withCleanup } from './processes/withCleanup.js';

/** The most that a closed service may take, as a ratio of the open one. */
const GOAL = 1.05;
const DRAWN = isTiny ? 20 : 2000;
/** No operation is refused: each is counted far below its limit. */
const NO_REFUSAL = '1000000000';
const UNLIMITED = { MAX_COST: NO_REFUSAL, COST_BUCKET: NO_REFUSAL, COST_PER_SECOND: NO_REFUSAL };
const WITHOUT_CALLS = { COMPONENTS_PER_MINUTE: '0' };
const OPEN = { ACCESS: 'open' };
const CLOSED = {
  ACCESS: 'closed',
  ANONYMOUS_SCOPES: [...FOR_ANYBODY].join(','),
  OPERATIONS_PER_MINUTE: NO_REFUSAL,
  OPERATIONS_PER_MINUTE_ANONYMOUS: NO_REFUSAL,
};

/** A kind of caller of one service. */
interface Asking {
  readonly who: 'open' | 'closed, anonymous' | 'closed, API key';
  readonly server: Served;
  /** A line of the head of each request; empty where there is none. */
  readonly authorization: string;
}

await withCleanup(async (onEnd) => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seconds: { type: 'string', default: isTiny ? '0.2' : '2' },
      rounds: { type: 'string', default: isTiny ? '1' : '9' },
      connections: { type: 'string', default: isTiny ? '2' : '16' },
      tiny: { type: 'boolean' },
    },
  });
  const seconds = positive('--seconds', values.seconds);
  const [rounds] = wholes('--rounds', values.rounds);
  const [connections] = wholes('--connections', values.connections);
  const [folder] = positionals;
  printHead('Access: a closed service against an open one');
  const store = await openStore(folder === undefined ? undefined : fromCaller(folder));
  onEnd(store.close);
  const market: Market = { tickers: store.stocks.map(({ ticker }) => ticker), days: store.days };
  const authorization = `authorization: Bearer ${await makeKey(store.pool)}\r\n`;
  const load = startTaskProcess<LoadTask, LoadResult>('http/load/load.ts');
  onEnd(load.stop);
  print(
    `${store.what}. ${rounds} rounds of ${seconds} s over ${connections} connections, medians of ratios.\n`,
  );

  const rows: string[][] = [];
  for (const temperature of ['hot', 'cold'] as const) {
    const started = async (settings: Readonly<Record<string, string>>): Promise<Served> => {
      const cold = temperature === 'cold' ? { CACHE_BYTES: '0' } : {};
      // Production allows no open service.
      const environment = { NODE_ENV: 'development', ...UNLIMITED, ...WITHOUT_CALLS, ...cold, ...settings };
      const server = await serve(store.url, environment);
      onEnd(() => stop(server.child));
      return server;
    };
    // Each has a server of its own, which is as warm as the others.
    const askings: readonly Asking[] = [
      { who: 'open', server: await started(OPEN), authorization: '' },
      { who: 'closed, anonymous', server: await started(CLOSED), authorization: '' },
      { who: 'closed, API key', server: await started(CLOSED), authorization },
    ];
    for (const operation of OPERATION_NAMES.map((name) => OPERATIONS[name])) {
      const ofRounds: ReadonlyMap<Asking, number>[] = [];
      // The first round warms up.
      for (let round = 0; round <= rounds; round++) {
        const times = new Map<Asking, number>();
        // Each is the first as often as the others.
        const first = round % askings.length;
        for (const asking of [...askings.slice(first), ...askings.slice(0, first)]) {
          const requests = requestsOf(asking, operation, temperature, market);
          const { port, pid } = asking.server;
          const before = cpuMicroseconds(pid);
          const result = await load.run({ port, requests, connections, seconds });
          times.set(asking, (cpuMicroseconds(pid) - before) / result.requests);
        }
        if (round > 0) ofRounds.push(times);
      }
      for (const asking of askings.slice(1)) {
        const ratio = median(
          ofRounds.map((times) => (times.get(asking) ?? NaN) / (times.get(askings[0]) ?? NaN)),
        );
        const met = goal(`≤ ${GOAL} ×`, ratio <= GOAL);
        rows.push([`${operation.name}, ${temperature}`, asking.who, `${digits(ratio)} ×`, met]);
      }
    }
    for (const { server } of askings) await stop(server.child);
  }
  printTable(['operation', 'caller', 'CPU of a request ÷ open', 'goal'], rows);
});

/** Makes a user with an API key, and returns its secret. */
async function makeKey(pool: pg.Pool): Promise<string> {
  const random = new Random(7);
  const digitsOfSecret = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  const body = Array.from({ length: 43 }, () => digitsOfSecret[random.below(digitsOfSecret.length)]).join('');
  const secret = `gok_${body}`;
  await pool.query(
    `WITH owner AS (
       INSERT INTO users (email, name, role) VALUES ('benchmark@example.com', 'benchmark', 'ADMIN') RETURNING id
     )
     INSERT INTO api_keys (owner_id, name, scopes, prefix, hash, operations_per_minute, expires_at)
     SELECT id, 'benchmark', $1, $2, $3, $4, now() + interval '1 day' FROM owner`,
    [[...FOR_ANYBODY], body.slice(0, 8), createHash('sha256').update(secret).digest(), Number(NO_REFUSAL)],
  );
  return secret;
}

function requestsOf(
  { server, authorization }: Asking,
  { query, hot, draw }: Operation,
  temperature: 'hot' | 'cold',
  market: Market,
): Buffer[] {
  const bytesOf = (variables: object): Buffer => {
    const body = JSON.stringify({ query, variables });
    return Buffer.from(
      `POST /graphql HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\naccept: application/json\r\n${authorization}` +
        `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  };
  if (temperature === 'hot') return [bytesOf(hot(market))];
  const random = new Random(4);
  return Array.from({ length: DRAWN }, () => bytesOf(draw(random, market)));
}
