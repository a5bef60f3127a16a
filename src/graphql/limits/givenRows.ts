import type { FieldVisit } from './fieldVisit.js';

/** Returns how many rows a mutation is given in `input.rows`. */
export function givenRows({ args }: FieldVisit): number {
  const { rows } = (args['input'] ?? {}) as { readonly rows?: readonly unknown[] };
  return rows?.length ?? 0;
}
