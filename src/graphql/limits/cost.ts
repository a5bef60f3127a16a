import { rowsOf, sizeOf } from './costs.js';
import type { FieldVisit } from './fieldVisit.js';

/** Adds up what the fields of an operation cost at most, by COSTS. */
export class CostMeter {
  #points = 0;

  add(visit: FieldVisit): void {
    this.#points += visit.multiplicity * (sizeOf(visit) + rowsOf(visit));
  }

  /** A whole number, at least 1 and never above Number.MAX_SAFE_INTEGER. */
  get points(): number {
    return Math.min(Math.max(1, this.#points), Number.MAX_SAFE_INTEGER);
  }
}
