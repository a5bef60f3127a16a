import { medians } from '../harness/statistics.js';
import { isTiny } from '../harness/tiny.js';
import { cpuMicroseconds, familyMicroseconds } from '../processes/cpuTime.js';
import type { TaskProcess } from '../processes/taskProcess.js';
import { Random } from '../../test/support/synthetic/random.js';
import type { Contestant, Temperature } from './contestants.js';
import type { LoadResult, LoadTask } from './load/load.js';
import type { Market, Operation } from './operations.js';
import { requestBytes } from './requests.js';

interface Sample {
  readonly perSecond: number;
  /** The CPU time of the server's process, in microseconds. */
  readonly cpuPerRequest: number;
  /** The CPU time of all processes of PostgreSQL, in microseconds. */
  readonly databaseCpuPerRequest: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly bytesPerAnswer: number;
  /** The share of a core that the load process used. */
  readonly loadBusy: number;
}

/** The medians of all rounds of one contestant, operation, temperature and number of connections. */
export interface Measured extends Sample {
  readonly contestant: Contestant['name'];
  readonly temperature: Temperature;
  readonly operation: Operation['name'];
  readonly connections: number;
}

export interface Round {
  readonly temperature: Temperature;
  readonly operation: Operation;
  readonly connections: number;
  readonly seconds: number;
  readonly rounds: number;
}

const DRAWN = isTiny ? 50 : 4000;
const WARM_UP_CONNECTIONS = 16;
const MOST_WARM_UP_SECONDS = 2;
/** A tenth of each round comes before it and does not count, because connections to the database may have closed. */
const UNCOUNTED = 10;

/** Warms up all contestants, then measures them in turn, round after round. */
export async function measure(
  contestants: readonly Contestant[],
  load: TaskProcess<LoadTask, LoadResult>,
  market: Market,
  postmaster: number,
  round: Round,
): Promise<readonly Measured[]> {
  const { temperature, operation, connections, seconds, rounds } = round;
  const entries = contestants.map((contestant) => {
    const task = {
      port: contestant.port,
      requests: requestsOf(contestant, market, round),
      connections,
      seconds,
    };
    const run = (changes: Partial<LoadTask> = {}) =>
      load.run({ ...task, ...changes }).catch((error: Error) => {
        throw new Error(`${contestant.name}, ${operation.name}: ${error.message}`);
      });
    return { contestant, run, samples: [] as Sample[] };
  });
  for (const { run } of entries) {
    await run({ connections: WARM_UP_CONNECTIONS, seconds: Math.min(seconds, MOST_WARM_UP_SECONDS) });
  }
  for (let k = 0; k < rounds; k++) {
    for (const { contestant, run, samples } of entries) {
      await run({ seconds: seconds / UNCOUNTED });
      const times = () => [cpuMicroseconds(contestant.pid), familyMicroseconds(postmaster)];
      const before = times();
      const result = await run();
      const after = times();
      samples.push({
        perSecond: result.requests / result.seconds,
        cpuPerRequest: (after[0] - before[0]) / result.requests,
        databaseCpuPerRequest: (after[1] - before[1]) / result.requests,
        p50: result.p50,
        p99: result.p99,
        bytesPerAnswer: result.bytes / result.requests,
        loadBusy: result.loadCpu / 1e6 / result.seconds,
      });
    }
  }
  return entries.map(({ contestant: { name: contestant }, samples }) => ({
    contestant,
    temperature,
    operation: operation.name,
    connections,
    ...medians(samples),
  }));
}

/** Returns the requests, which ask for the same of every contestant. */
function requestsOf(contestant: Contestant, market: Market, { temperature, operation }: Round): Buffer[] {
  if (temperature === 'hot') return [requestBytes(contestant, operation, operation.hot(market))];
  const random = new Random(4);
  return Array.from({ length: DRAWN }, () =>
    requestBytes(contestant, operation, operation.draw(random, market)),
  );
}
