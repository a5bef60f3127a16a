import { setTimeout as wait } from 'node:timers/promises';
import { cpuMicroseconds } from '../http/cpuTime.js';

const LOOK_MS = 300;
/** Of a core. */
const IDLE = 0.1;

/** Resolves when the process has nothing to do any more. */
export async function untilIdle(pid: number): Promise<void> {
  let before = cpuMicroseconds(pid);
  for (;;) {
    await wait(LOOK_MS);
    const after = cpuMicroseconds(pid);
    // NaN where the system does not say.
    if (!(after - before > IDLE * LOOK_MS * 1000)) return;
    before = after;
  }
}
