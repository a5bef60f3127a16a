import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const STEP_MS = 1;
/** So often in a row it must be found asleep, because it also sleeps for a moment in the middle of its work. */
const TIMES_ASLEEP = 3;

/**
 * Waits until the main thread of a process sleeps, and returns its CPU time since its start, in microseconds. The kernel
 * only counts a thread that runs at its next tick, so that the time of one that still runs would be that of the next
 * operation. Linux only.
 */
export async function mainThreadCpu(pid: number): Promise<number> {
  const folder = `/proc/${pid}/task/${pid}`;
  for (let asleep = 0; asleep < TIMES_ASLEEP; await wait(STEP_MS)) {
    const state = readFileSync(`${folder}/stat`, 'utf8').replace(/^.*\) /, '')[0];
    asleep = state === 'S' ? asleep + 1 : 0;
  }
  const [nanoseconds] = readFileSync(`${folder}/schedstat`, 'utf8').split(' ');
  return Number(nanoseconds) / 1000;
}
