import { getNamedType, isCompositeType } from 'graphql';
import { policyOf } from '../fieldPolicy.js';
import type { CountedWork } from './countedWork.js';
import type { FieldVisit } from './fieldVisit.js';
import { isRefusedPage } from './pageOf.js';
import { PRICES } from './prices.js';
import { bytesOf, itemsOf, readsOf, rowsOf, sizeOf, workOf } from './sizeOf.js';

/** Quotes, a colon and a comma around the key of a field, and brackets around a list. */
const AROUND_KEY = 6;
/** Braces and a comma around an object. */
const AROUND_OBJECT = 3;
/** What depends on rows is read by another statement than these rows (maxReadsInARow). */
const STATEMENTS = 2;

/** Adds up what it takes to execute the fields of an operation at most. */
export class CostMeter {
  #rows = 0;
  #objects = 0;
  #leaves = 0;
  #bytes = 0;
  #work = 0;
  #inputs = 0;
  #refused = 0;
  #reads = false;

  add(visit: FieldVisit): void {
    const { field, inputs, key, multiplicity } = visit;
    this.#inputs += multiplicity * inputs * PRICES.input;
    this.#bytes += multiplicity * (key.length + AROUND_KEY);
    if (isCompositeType(getNamedType(field.type))) {
      const objects = multiplicity * sizeOf(visit);
      this.#objects += objects;
      this.#bytes += objects * AROUND_OBJECT;
    } else {
      this.#leaves += multiplicity * itemsOf(visit);
      this.#bytes += multiplicity * bytesOf(visit);
    }
    if (isRefusedPage(visit)) this.addRefused(multiplicity);
    if (policyOf(field) === undefined) return;
    this.#rows += multiplicity * rowsOf(visit);
    this.#work += multiplicity * workOf(visit);
    this.#reads ||= readsOf(visit);
  }

  /** @param times how often a selection is refused */
  addRefused(times: number): void {
    this.#refused += times * PRICES.error;
  }

  /** Units for reading the arguments, which `most` has as work. */
  get inputs(): number {
    return this.#inputs;
  }

  /** Units for selections that are refused, which `most` has as work. */
  get refused(): number {
    return this.#refused;
  }

  get most(): CountedWork {
    return {
      statements: this.#reads ? STATEMENTS : 0,
      rows: this.#rows,
      objects: this.#objects,
      leaves: this.#leaves,
      bytes: this.#bytes,
      work: this.#work + this.#inputs + this.#refused,
    };
  }
}
