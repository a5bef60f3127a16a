import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A case with its exact answer. */
export interface PortfolioCase {
  readonly name: string;
  readonly compare: 'exact' | 'bounds';
  readonly input: { readonly kind: string };
  readonly expected: Readonly<Record<string, unknown>>;
}

/** Reads the cases of a folder that has a folder for each group. @param kind that of their input */
export function portfolioCases(folder: string, kind: string): readonly PortfolioCase[] {
  return readdirSync(folder)
    .map((group) => join(folder, group))
    .filter((path) => statSync(path).isDirectory())
    .flatMap((path) => readdirSync(path).map((file) => join(path, file)))
    .map((path) => JSON.parse(readFileSync(path, 'utf8')) as PortfolioCase)
    .filter(({ input }) => input.kind === kind);
}
