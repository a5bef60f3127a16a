import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { comparedAs, parseIndexNames } from './indexNames.js';

const INDICES = fileURLToPath(new URL('../../config/indices.yaml', import.meta.url));

let names: ReadonlyMap<string, string> | null = null;

/**
 * Returns the name of an index in its one spelling, by any of its names (config/indices.yaml), without regard to case and
 * blanks.
 *
 * @returns a name that is not listed in upper case and without blanks; an empty text where there are only blanks
 * @example indexNameOf('CNX Nifty') // 'NIFTY 50'
 * @throws UserError where the list cannot be used
 */
export function indexNameOf(text: string): string {
  const compared = comparedAs(text);
  return knownNames().get(compared) ?? compared;
}

/**
 * Returns all names of an index, as `comparedAs` writes them.
 *
 * @throws UserError where the list cannot be used
 */
export function namesOfIndex(name: string): readonly string[] {
  const names = [...knownNames()].filter(([, one]) => one === name).map(([compared]) => compared);
  return names.length === 0 ? [comparedAs(name)] : names;
}

function knownNames(): ReadonlyMap<string, string> {
  return (names ??= parseIndexNames(readFileSync(INDICES, 'utf8'), INDICES));
}
