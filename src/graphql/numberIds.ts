import type { IdKind } from './ids.js';
import { wholeNumber } from './wholeNumber.js';

/** Returns how the ids of nodes are made whose key is an integer of PostgreSQL. */
export function numberIds(type: string): IdKind<number> {
  return { type, parts: (number) => [number], key: ([text = '']) => wholeNumber(text) };
}
