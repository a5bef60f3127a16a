import { Random } from '../synthetic/random.js';
import type { Temperature } from './arguments.js';
import type { Contestant } from './contestant.js';
import { cpuMicroseconds, familyMicroseconds } from './cpuTime.js';
import type { LoadProcess } from './loadProcess.js';
import type { Market, Operation } from './operations.js';
import { requestBytes } from './requests.js';

/** One contestant, operation, temperature and number of connections: medians of the rounds. */
export interface Measured {
  readonly contestant: Contestant['name'];
  readonly temperature: Temperature;
  readonly operation: Operation['name'];
  readonly connections: number;
  readonly rounds: number;
  readonly perSecond: number;
  /** Of the server's process, in microseconds. */
  readonly cpuPerRequest: number;
  /** Of all processes of PostgreSQL, in microseconds. */
  readonly databaseCpuPerRequest: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly bytesPerAnswer: number;
  /** Share of a core that the load process used. */
  readonly loadBusy: number;
}

export interface Round {
  readonly temperature: Temperature;
  readonly operation: Operation;
  readonly connections: number;
  readonly seconds: number;
  readonly rounds: number;
}

type Sample = Omit<Measured, 'contestant' | 'temperature' | 'operation' | 'connections' | 'rounds'>;

const DRAWN = 4000;
const WARM_UP_CONNECTIONS = 16;
const MOST_WARM_UP_SECONDS = 2;
/** A part of its round that is not counted: connections to the database may have been closed meanwhile. */
const AWAKE = 10;

/** Warms all up, then measures them in turn, round after round. */
export async function measure(
  contestants: readonly Contestant[],
  load: LoadProcess,
  market: Market,
  postmaster: number,
  round: Round,
): Promise<readonly Measured[]> {
  const { temperature, operation, connections, seconds, rounds } = round;
  const requests = new Map(
    contestants.map((contestant) => [contestant, requestsOf(contestant, market, round)]),
  );
  const task = (contestant: Contestant) => ({
    port: contestant.port,
    requests: requests.get(contestant) ?? [],
    connections,
    seconds,
  });
  for (const contestant of contestants) {
    const warmUp = { connections: WARM_UP_CONNECTIONS, seconds: Math.min(seconds, MOST_WARM_UP_SECONDS) };
    await load.run({ ...task(contestant), ...warmUp }).catch(namedAfter(contestant, operation));
  }
  const samples = new Map(contestants.map((contestant) => [contestant, [] as Sample[]]));
  for (let k = 0; k < rounds; k++) {
    for (const contestant of contestants) {
      await load
        .run({ ...task(contestant), seconds: seconds / AWAKE })
        .catch(namedAfter(contestant, operation));
      const times = () => [cpuMicroseconds(contestant.pid), familyMicroseconds(postmaster)];
      const before = times();
      const result = await load.run(task(contestant)).catch(namedAfter(contestant, operation));
      const after = times();
      samples.get(contestant)?.push({
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
  return contestants.map((contestant) => {
    const taken = samples.get(contestant) ?? [];
    const middle = (key: keyof Sample) => median(taken.map((sample) => sample[key]));
    return {
      contestant: contestant.name,
      temperature,
      operation: operation.name,
      connections,
      rounds,
      perSecond: middle('perSecond'),
      cpuPerRequest: middle('cpuPerRequest'),
      databaseCpuPerRequest: middle('databaseCpuPerRequest'),
      p50: middle('p50'),
      p99: middle('p99'),
      bytesPerAnswer: middle('bytesPerAnswer'),
      loadBusy: middle('loadBusy'),
    };
  });
}

/** The same for all contestants. */
function requestsOf(contestant: Contestant, market: Market, { temperature, operation }: Round): Buffer[] {
  if (temperature === 'hot') return [requestBytes(contestant, operation, operation.hot(market))];
  const random = new Random(4);
  return Array.from({ length: DRAWN }, () =>
    requestBytes(contestant, operation, operation.draw(random, market)),
  );
}

const namedAfter = (contestant: Contestant, operation: Operation) => (error: Error) => {
  throw new Error(`${contestant.name}, ${operation.name}: ${error.message}`);
};

function median(values: readonly number[]): number {
  const ascending = [...values].sort((a, b) => a - b);
  const half = ascending.length >> 1;
  return ascending.length % 2 === 1 ? ascending[half] : (ascending[half - 1] + ascending[half]) / 2;
}
