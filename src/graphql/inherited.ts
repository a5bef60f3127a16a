import type { FieldPolicy } from './fieldPolicy.js';
import type { Policies } from './noun.js';

const INHERITED: FieldPolicy = { access: 'INHERIT', freshness: 'INHERIT' };

/**
 * Returns policies for fields that need no more than their parent: they may be read by the same callers, stay true
 * for the same time, and cost nothing but the objects and scalars that they return.
 *
 * @param texts fields with longer texts, and how many bytes these have
 * @example
 * inherited('GuardrailStep', ['fired', 'guardrail'], { reason: 200 })
 */
export function inherited(
  typeName: string,
  fields: readonly string[],
  texts: Readonly<Record<string, number>> = {},
): Policies {
  const policies = [
    ...fields.map((field) => [field, INHERITED] as const),
    ...Object.entries(texts).map(([field, bytes]) => [field, { ...INHERITED, bytes }] as const),
  ];
  return Object.fromEntries(policies.map(([field, policy]) => [`${typeName}.${field}`, policy]));
}
