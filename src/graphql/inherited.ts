import type { FieldPolicy } from './fieldPolicy.js';
import type { Policies } from './noun.js';

const INHERITED: FieldPolicy = { access: 'INHERIT', freshness: 'INHERIT' };

/**
 * Returns policies for fields that need no more than their parent: they may be read by the same callers, stay true
 * for the same time, and cost nothing but the objects that they return.
 *
 * @example
 * inherited('SectorMomentum', ['date', 'score', 'z'])
 */
export function inherited(typeName: string, fields: readonly string[]): Policies {
  return Object.fromEntries(fields.map((field) => [`${typeName}.${field}`, INHERITED]));
}
