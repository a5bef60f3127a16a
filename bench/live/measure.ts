import { cpuMicroseconds } from '../http/cpuTime.js';
import type { Contestant } from './contestant.js';
import type { LoadProcess } from './loadProcess.js';
import { forgetPeak, peakOf } from './memory.js';
import { median } from './statistics.js';
import { untilIdle } from './untilIdle.js';

/** One way of sending: all events at once, or each when the one before has reached everybody. */
export interface Sent {
  readonly events: number;
  /** Messages a second, while something is on its way. */
  readonly perSecond: number;
  /** Milliseconds from publishing to the last client, median of the publications. */
  readonly lastMs: number;
  /** Of the server's process, in microseconds. */
  readonly cpuPerMessage: number;
  /** Share of a core that the clients used meanwhile. */
  readonly loadBusy: number;
}

export interface Sample {
  readonly burst: Sent;
  readonly paced: Sent;
  /** Bytes. */
  readonly residentPerClient: number;
  readonly heldPerClient: number;
  readonly peak: number;
}

/** How many events are published at once, and one after the other. */
export interface Counts {
  readonly sockets: number;
  readonly burst: number;
  readonly paced: number;
}

const WARM_UP_SOCKETS = 100;
const WARM_UP_EVENTS = 50;
const WARM_UP_BURSTS = 4;

/** One round of one contestant, which was just started. */
export async function measure(contestant: Contestant, load: LoadProcess, counts: Counts): Promise<Sample> {
  const { pid } = contestant;
  await warmUp(contestant, load, Math.min(counts.burst, WARM_UP_EVENTS));
  const empty = await contestant.memory();
  await load.open(contestant, counts.sockets);
  await untilIdle(pid);
  const idle = await contestant.memory();
  forgetPeak(pid);
  const burst = await send(contestant, load, counts.sockets, counts.burst, 1);
  const paced = await send(contestant, load, counts.sockets, 1, counts.paced);
  const peak = peakOf(pid);
  await load.close();
  return {
    burst,
    paced,
    residentPerClient: (idle.resident - empty.resident) / counts.sockets,
    heldPerClient: (idle.held - empty.held) / counts.sockets,
    peak,
  };
}

/** The compiler has had its time, and pools have their connections. */
async function warmUp(contestant: Contestant, load: LoadProcess, events: number): Promise<void> {
  await load.open(contestant, WARM_UP_SOCKETS);
  await send(contestant, load, WARM_UP_SOCKETS, events, WARM_UP_BURSTS);
  await load.close();
  await untilIdle(contestant.pid);
}

async function send(
  contestant: Contestant,
  load: LoadProcess,
  sockets: number,
  events: number,
  times: number,
): Promise<Sent> {
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
  return {
    events: events * times,
    perSecond: (messages / milliseconds) * 1000,
    lastMs: median(took),
    cpuPerMessage: (cpuMicroseconds(contestant.pid) - cpu) / messages,
    loadBusy: loadCpu / 1000 / milliseconds,
  };
}

/** Number by number. */
export function medians(samples: readonly Sample[]): Sample {
  const of = (read: (sample: Sample) => number) => median(samples.map(read));
  const sent = (how: 'burst' | 'paced'): Sent => ({
    events: samples[0][how].events,
    perSecond: of((sample) => sample[how].perSecond),
    lastMs: of((sample) => sample[how].lastMs),
    cpuPerMessage: of((sample) => sample[how].cpuPerMessage),
    loadBusy: of((sample) => sample[how].loadBusy),
  });
  return {
    burst: sent('burst'),
    paced: sent('paced'),
    residentPerClient: of((sample) => sample.residentPerClient),
    heldPerClient: of((sample) => sample.heldPerClient),
    peak: of((sample) => sample.peak),
  };
}
