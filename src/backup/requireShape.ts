import { UserError } from '../userError.js';
import type { Manifest } from './manifest.js';
import type { Catalogue } from './readCatalogue.js';

/**
 * Checks that a backup has the tables, columns and sequences of the schema, no more and no fewer.
 *
 * @throws UserError if it has not
 */
export function requireShape(catalogue: Catalogue, manifest: Manifest): void {
  const expected = namesIn(
    catalogue.tables.map(({ name, columns }) => [name, columns]),
    Object.keys(catalogue.sequences),
  );
  const got = namesIn(
    Object.entries(manifest.tables).map(([name, { columns }]) => [name, columns]),
    Object.keys(manifest.sequences),
  );
  const fault = [...expected].find((each) => !got.has(each)) ?? [...got].find((each) => !expected.has(each));
  if (fault === undefined) return;
  throw new UserError(
    `Expected a backup with the tables of its schema, got one that differs in the ${fault}: use another backup.`,
  );
}

const namesIn = (
  tables: readonly (readonly [name: string, columns: readonly string[]])[],
  sequences: readonly string[],
): ReadonlySet<string> =>
  new Set([
    ...tables.map(([name, columns]) => `table ${name} (${columns.join(', ')})`),
    ...sequences.map((name) => `sequence of ${name}`),
  ]);
