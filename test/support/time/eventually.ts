import { setTimeout as wait } from 'node:timers/promises';

/** Far more than any test needs; one that waits so long has failed. */
const PATIENCE_MS = 15_000;

/**
 * Resolves when a condition holds.
 *
 * @throws Error where it never does
 */
export async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`expected to hold in time: ${condition.toString()}`);
    await wait(5);
  }
}
