import { parseDocument } from 'yaml';
import { z } from 'zod';
import { UserError } from '../userError.js';

/** The letters in which names are compared. Because the upper case of ı and ſ is ASCII, only ASCII changes its case. */
export const comparedAs = (name: string): string =>
  name.replace(/\s+/g, '').replace(/[a-z]+/g, (letters) => letters.toUpperCase());

const indicesFile = z.record(z.string().regex(/\S/), z.array(z.string().regex(/\S/)));

/**
 * Reads the names of indices from the text of a file, in which each name has a list of other names of its index.
 *
 * @param file the name of the file, for messages
 * @returns the name of each index by all names that it has, each as comparedAs returns it
 * @throws UserError where the text cannot be used
 */
export function parseIndexNames(text: string, file: string): ReadonlyMap<string, string> {
  const refuse = (problems: readonly string[]): never => {
    throw new UserError(
      `The index file ${file} cannot be used:\n${problems.map((line) => `  ${line}`).join('\n')}\nFix the file.`,
    );
  };
  const document = parseDocument(text);
  if (document.errors.length > 0) refuse(document.errors.map(({ message }) => message));
  const parsed = indicesFile.safeParse(document.toJS());
  if (!parsed.success) {
    return refuse(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  }
  const names = new Map<string, string>();
  const problems: string[] = [];
  for (const [name, others] of Object.entries(parsed.data)) {
    for (const one of [name, ...others]) {
      const taken = names.get(comparedAs(one));
      if (taken === undefined) names.set(comparedAs(one), name);
      else problems.push(`${name}: expected each name once, "${one}" is a name of ${taken} already`);
    }
  }
  if (problems.length > 0) refuse(problems);
  return names;
}
