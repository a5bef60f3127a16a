import type { GraphqlContext } from '../context.js';
import { Method } from './method.js';

/**
 * Returns a method: as its file has it now where it is scored, else as its newest scores were made with.
 *
 * @param name of a known method (`methodNamed`); null: the default one
 */
export function methodOf(
  name: string | null,
  { market, snapshot }: Pick<GraphqlContext, 'market' | 'snapshot'>,
): Method {
  const used = name === null ? market : market.methods.find(({ method }) => method.name === name);
  if (used !== undefined) return new Method(used.method, used.methodDocument);
  const hash = name === null ? null : snapshot.hashOfMethod(name);
  if (hash === null) throw new Error(`Expected a known method, got ${name}`);
  return new Method(snapshot.method(hash), snapshot.methodDocument(hash));
}
