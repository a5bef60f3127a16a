import type { FieldPolicy } from './fieldPolicy.js';
import { roleWith } from './roleWith.js';

/** Returns the first role that may read a field; empty where that does not depend on the field alone. */
export function roleOf({ access, kinds }: FieldPolicy): string {
  if (access === 'INHERIT' || kinds !== undefined) return '';
  return access === 'PUBLIC' ? 'everybody' : roleWith([access].flat());
}
