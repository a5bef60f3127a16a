import { createHash } from 'node:crypto';
import { canonicalJson } from './canonicalJson.js';

/** Returns the hash by which a manifest shows that it is as it was written: SHA-256 of its canonical JSON. */
export const sealOf = (manifest: object): string =>
  createHash('sha256').update(canonicalJson(manifest)).digest('hex');
