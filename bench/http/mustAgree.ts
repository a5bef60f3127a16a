import { agree } from '../harness/agree.js';

/** Numbers come by different ways (numeric, double precision, sums of JavaScript), all of few decimals. */
const TOLERANCE = 1e-9;

/**
 * Fields may stand in another order.
 *
 * @param where names the values in the error
 * @throws Error where they differ: nothing is measured that gives other answers
 */
export function mustAgree(where: string, ours: unknown, theirs: unknown): void {
  if (typeof ours === 'number' && typeof theirs === 'number' && agree(ours, theirs, TOLERANCE)) return;
  if (ours === theirs) return;
  if (isObject(ours) && isObject(theirs) && Array.isArray(ours) === Array.isArray(theirs)) {
    for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
      mustAgree(`${where}.${key}`, ours[key], theirs[key]);
    }
    return;
  }
  throw new Error(
    `${where}: expected our ${JSON.stringify(ours)}, got ${JSON.stringify(theirs)}. Nothing was measured.`,
  );
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
