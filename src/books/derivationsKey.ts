import type { Derivations } from '../scoring/method.js';

const known = new WeakMap<Derivations, string>();

/**
 * Names a way of deriving metrics. Methods with the same derivations have the same name.
 *
 * @param derivations undefined: as greyoak-1.1 derives metrics
 */
export function derivationsKey(derivations: Derivations | undefined): string {
  if (derivations === undefined) return '';
  let key = known.get(derivations);
  if (key === undefined) known.set(derivations, (key = JSON.stringify(derivations)));
  return key;
}
