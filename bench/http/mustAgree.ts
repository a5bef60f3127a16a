import { agree } from '../harness/agree.js';

/** Servers compute numbers as numeric, as double precision or in JavaScript; all have few decimals. */
const TOLERANCE = 1e-9;

/**
 * Compares two answers, whose fields may be in different orders.
 *
 * @param where the name of the values in the error
 * @throws Error if they differ, because a server with other answers must not be measured
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
