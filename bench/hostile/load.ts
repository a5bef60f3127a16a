/** The load of good and hostile requests, which is a process of its own. */
import { Agent, request } from 'node:http';
import { BODY_START } from '../http/load/connection.js';
import { answerTasks } from '../processes/answerTasks.js';
import { Random } from '../../test/support/synthetic/random.js';
import { goodBody } from './goodBody.js';
import { HOSTILE, type HostileKind } from './hostileKinds.js';
import type { HostileResult, HostileTask } from './messages.js';
import { SlowConnections } from './slowConnections.js';
import type { SlowKind } from './slowKinds.js';

const HOSTILE_SHARE = 0.05;
/** How long an answer is waited for. */
const PATIENCE_MS = 30_000;

/** A request that will be sent. All are made before the clock starts. */
interface Due {
  /** Milliseconds since the start. */
  readonly at: number;
  readonly caller: string;
  readonly agent: Agent;
  readonly body: string;
  /** Null for a good request. */
  readonly kind: HostileKind | null;
}

interface Answered {
  /** 0 if the connection broke. */
  readonly status: number;
  readonly body: string;
  /** When the request went to the server. */
  readonly sentAt: number;
}

async function run(task: HostileTask): Promise<HostileResult> {
  const all = plan(task);
  const times: number[] = [];
  const failures: Record<string, number> = {};
  const hostile: Partial<
    Record<HostileKind | SlowKind, { answers: Record<string, number>; times: number[] }>
  > = {};
  const cpu = process.cpuUsage();
  const start = performance.now();
  const pending: Promise<void>[] = [];

  const countHostile = (kind: HostileKind | SlowKind, answer: string, ms: number) => {
    const known = (hostile[kind] ??= { answers: {}, times: [] });
    count(known.answers, answer);
    known.times.push(ms);
  };
  const slow = new SlowConnections(task.port, countHostile);
  slow.start(task.slow);

  const sendOne = async (due: Due) => {
    const { status, body, sentAt } = await answerOf(task.port, due);
    const now = performance.now();
    if (due.kind !== null) countHostile(due.kind, shown(status, body), now - sentAt);
    else {
      times.push(now - start - due.at);
      if (status !== 200 || !BODY_START.test(body)) count(failures, shown(status, body));
    }
  };
  for (const due of all) {
    const left = due.at - (performance.now() - start);
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
    pending.push(sendOne(due));
  }
  await Promise.all(pending);
  slow.stop();
  for (const agent of new Set(all.map(({ agent }) => agent))) agent.destroy();

  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return {
    times: Float64Array.from(times),
    failures,
    hostile,
    seconds,
    loadCpu: user + system,
  };
}

/** Returns all requests in the order in which they are due. Each connection keeps its own pace and starts a bit later. */
function plan({
  seconds,
  perSecond,
  connections,
  attackers,
  kinds,
  seed,
  market,
}: HostileTask): readonly Due[] {
  const random = new Random(17, seed);
  const all: Due[] = [];
  const readers = connections - attackers;
  let drawn = 0;
  const add = (
    k: number,
    caller: string,
    agent: Agent,
    rate: number,
    make: (n: number) => Pick<Due, 'body' | 'kind'>,
  ) => {
    const interval = 1000 / rate;
    const first = (k * interval * 0.618) % interval;
    for (let n = 0; first + n * interval < seconds * 1000; n++) {
      all.push({ at: first + n * interval, caller, agent, ...make(n) });
    }
  };
  const hostileOne = () => {
    const kind = kinds[drawn++ % kinds.length];
    return { kind, body: HOSTILE[kind]({ random, market, n: seed * 100_000 + drawn }) };
  };
  for (let k = 0; k < readers; k++) {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const caller = `10.0.0.${k + 1}`;
    add(k, caller, agent, (perSecond * (1 - HOSTILE_SHARE)) / readers, (n) => ({
      kind: null,
      body: goodBody(n + k, random, market),
    }));
  }
  for (let k = 0; kinds.length > 0 && k < attackers; k++) {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    add(k, `10.1.${seed % 256}.${k + 1}`, agent, (perSecond * HOSTILE_SHARE) / attackers, hostileOne);
  }
  return all.sort((a, b) => a.at - b.at);
}

/** Sends a request when its connection is free, on a new connection if the server closed the old one. */
function answerOf(port: number, { caller, agent, body }: Due): Promise<Answered> {
  return new Promise((resolve) => {
    let sentAt = performance.now();
    const fail = (error: NodeJS.ErrnoException) =>
      resolve({ status: 0, body: error.code ?? error.message, sentAt });
    const outgoing = request(
      {
        port,
        host: '127.0.0.1',
        agent,
        method: 'POST',
        path: '/graphql',
        headers: {
          accept: 'application/json',
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'x-forwarded-for': caller,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', fail);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString(), sentAt }),
        );
      },
    );
    outgoing.once('socket', () => (sentAt = performance.now()));
    outgoing.setTimeout(PATIENCE_MS, () => outgoing.destroy(new Error('no answer')));
    outgoing.on('error', fail);
    outgoing.end(body);
  });
}

/** Returns the status and the codes of the errors. */
function shown(status: number, body: string): string {
  if (status === 0) return body;
  if (!body.startsWith('{"errors":')) return String(status);
  const { errors } = JSON.parse(body) as { errors: readonly { extensions?: { code?: string } }[] };
  return `${status} ${[...new Set(errors.map(({ extensions }) => extensions?.code ?? 'without a code'))].join(' ')}`;
}

function count(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

answerTasks(run);
