import { shown } from '../shown.js';
import { UserError } from '../userError.js';
import type { GraphqlContext } from './context.js';

/** What the names of methods are known from. */
type Known = Pick<GraphqlContext, 'market' | 'snapshot'>;

/** Describes the argument `method` of a field. */
export const METHOD =
  'The name of a method that is scored, or has scores in the store (Query.methods); null: the default one (METHOD).';

/** Returns the names of all methods that a client may name, each once: those that are scored, METHOD first, then stored ones. */
export function knownMethods({ market, snapshot }: Known): readonly string[] {
  return [...new Set([...market.methods.map(({ method }) => method.name), ...snapshot.methodNames])];
}

/**
 * Returns the name of the method that a client asks for.
 *
 * @param name as the client gave it; null and undefined mean the served method
 * @returns null where the client names none and no day was scored yet
 * @throws UserError for a name that no method has
 */
export function methodNamed(name: string | null | undefined, known: Known): string | null {
  if (name === null || name === undefined) return known.snapshot.servedMethod;
  const names = knownMethods(known);
  if (names.includes(name)) return name;
  throw new UserError(
    `Expected the name of a method, one of ${names.join(', ')}, got "${shown(name)}": name one of these, or leave it out.`,
  );
}
