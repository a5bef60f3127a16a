import { createHash } from 'node:crypto';
import { canonicalJson } from './canonicalJson.js';

/**
 * Returns the SHA-256 of the canonical JSON of a value, 64 hexadecimal digits: equal values have the same on every machine.
 *
 * @throws TypeError for NaN or an infinite number
 */
export const canonicalHash = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex');
