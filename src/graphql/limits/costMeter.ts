import type { FieldVisit } from './fieldVisit.js';
import { rowsOf, sizeOf } from './sizeOf.js';

/**
 * Adds up what the fields of an operation cost at most. A point is one object of the answer, or one row that is read
 * from the store.
 */
export class CostMeter {
  #points = 0;

  add(visit: FieldVisit): void {
    this.#points += visit.multiplicity * (sizeOf(visit) + rowsOf(visit));
  }

  /** A whole number from 1 to Number.MAX_SAFE_INTEGER. */
  get points(): number {
    return Math.min(Math.max(1, this.#points), Number.MAX_SAFE_INTEGER);
  }
}
