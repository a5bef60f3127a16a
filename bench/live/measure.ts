import { median } from '../harness/statistics.js';
import { cpuMicroseconds } from '../processes/cpuTime.js';
import { untilIdle } from '../processes/untilIdle.js';
import type { Contestant } from './contestants.js';
import type { LoadProcess } from './loadProcess.js';
import { forgetPeak, peakOf } from './memory.js';

/** How events were sent: all at once, or each when the one before has reached all clients. */
export type How = 'burst' | 'paced';

type Sent = 'Events' | 'PerSecond' | 'LastMs' | 'CpuPerMessage' | 'LoadBusy';

/**
 * One round, or the medians of several. Of events sent in one way: how many; messages a second, while some are on their
 * way; milliseconds from publishing to the last client, median of the publications; microseconds of CPU time of the
 * server's process for a message; the share of a core that the clients used.
 */
export interface Sample extends Readonly<Record<`${How}${Sent}`, number>> {
  /** Bytes. */
  readonly residentPerClient: number;
  readonly heldPerClient: number;
  readonly peak: number;
}

export interface Measured extends Sample {
  readonly contestant: Contestant['name'];
  readonly sockets: number;
}

/** How many events are published at once, and one after the other. */
export interface Counts extends Readonly<Record<How, number>> {
  readonly sockets: number;
}

const WARM_UP_SOCKETS = 100;
const WARM_UP_EVENTS = 50;
const WARM_UP_BURSTS = 4;

/** Measures one round of a contestant that was just started. */
export async function measure(contestant: Contestant, load: LoadProcess, counts: Counts): Promise<Sample> {
  const { pid } = contestant;
  await warmUp(contestant, load, Math.min(counts.burst, WARM_UP_EVENTS));
  const empty = await contestant.memory();
  await load.open(contestant, counts.sockets);
  await untilIdle(pid);
  const idle = await contestant.memory();
  forgetPeak(pid);
  const burst = await send('burst', contestant, load, counts.sockets, counts.burst, 1);
  const paced = await send('paced', contestant, load, counts.sockets, 1, counts.paced);
  const peak = peakOf(pid);
  await load.close();
  return {
    ...burst,
    ...paced,
    residentPerClient: (idle.resident - empty.resident) / counts.sockets,
    heldPerClient: (idle.held - empty.held) / counts.sockets,
    peak,
  };
}

/** Sends until the server's code is compiled and its pools have their connections. */
async function warmUp(contestant: Contestant, load: LoadProcess, events: number): Promise<void> {
  await load.open(contestant, WARM_UP_SOCKETS);
  await send('burst', contestant, load, WARM_UP_SOCKETS, events, WARM_UP_BURSTS);
  await load.close();
  await untilIdle(contestant.pid);
}

async function send<Name extends How>(
  how: Name,
  contestant: Contestant,
  load: LoadProcess,
  sockets: number,
  events: number,
  times: number,
): Promise<Readonly<Record<`${Name}${Sent}`, number>>> {
  const took: number[] = [];
  let loadCpu = 0;
  const cpu = cpuMicroseconds(contestant.pid);
  for (let k = 0; k < times; k++) {
    await load.begin(events);
    const { at, check } = await contestant.publish(events);
    const result = await load.finish();
    check(result.payloads);
    took.push(result.lastAt - at);
    loadCpu += result.loadCpu;
  }
  const milliseconds = took.reduce((sum, one) => sum + one, 0);
  const messages = sockets * events * times;
  const sent: Record<Sent, number> = {
    Events: events * times,
    PerSecond: (messages / milliseconds) * 1000,
    LastMs: median(took),
    CpuPerMessage: (cpuMicroseconds(contestant.pid) - cpu) / messages,
    LoadBusy: loadCpu / 1000 / milliseconds,
  };
  return Object.fromEntries(Object.entries(sent).map(([key, value]) => [`${how}${key}`, value])) as Record<
    `${Name}${Sent}`,
    number
  >;
}
