import { setTimeout as wait } from 'node:timers/promises';
import { cpuMicroseconds } from './cpuTime.js';

const LOOK_MS = 300;
/** The share of a core below which a process counts as idle. */
const IDLE = 0.1;

/** Resolves when the process uses hardly any CPU time. */
export async function untilIdle(pid: number): Promise<void> {
  let before = cpuMicroseconds(pid);
  for (;;) {
    await wait(LOOK_MS);
    const after = cpuMicroseconds(pid);
    // NaN where the system does not tell: no reason to wait.
    if (!(after - before > IDLE * LOOK_MS * 1000)) return;
    before = after;
  }
}
