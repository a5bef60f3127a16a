import { PRICES } from './prices.js';

/** The parts of the work of executing an operation, estimated or counted. */
export interface CountedWork {
  readonly statements: number;
  /** Rows that are read from the store. */
  readonly rows: number;
  /** Objects of the answer. */
  readonly objects: number;
  /** Scalars of the answer, each null and each item of a list included. */
  readonly leaves: number;
  /** Bytes of the answer. */
  readonly bytes: number;
  /** Units of work that is none of these. */
  readonly work: number;
}

/** Returns the whole units of work, from 1 to Number.MAX_SAFE_INTEGER. */
export function unitsOf({ statements, rows, objects, leaves, bytes, work }: CountedWork): number {
  const units =
    statements * PRICES.statement +
    rows * PRICES.row +
    objects * PRICES.object +
    leaves * PRICES.leaf +
    bytes / PRICES.bytesPerUnit +
    work;
  return Math.min(Math.max(1, Math.ceil(units)), Number.MAX_SAFE_INTEGER);
}
