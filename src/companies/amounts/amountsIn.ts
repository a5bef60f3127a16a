import type { Amount } from './amount.js';

/** Returns the amounts that a text states, in its order. */
export function amountsIn(_text: string): Amount[] {
  return [];
}
