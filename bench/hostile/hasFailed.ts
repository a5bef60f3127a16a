import { isTiny } from '../harness/tiny.js';
import type { HostileResult } from './messages.js';

/** What a server answers that does less work than it is asked for, so that none of it becomes late. */
const SHED = '503 OVERLOADED';

/**
 * Tells whether a reader got no data in a round. In a tiny run the server has just started, on a machine that may be busy,
 * and so an honest "ask again" is a figure like the others; any other failure counts there, too.
 */
export function hasFailed({ failures }: Pick<HostileResult, 'failures'>): boolean {
  return Object.keys(failures).some((answer) => !isTiny || answer !== SHED);
}
