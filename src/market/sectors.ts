import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { fileFault } from '../fileFault.js';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';
import type { Company } from './facts.js';
import { tickerOf } from './ticker.js';

/** The path of the sector file that is used where none is named. */
export const DEFAULT_SECTORS = fileURLToPath(new URL('../../config/sectors.yaml', import.meta.url));

const key = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, 'expected a key of lower-case letters, digits and underscores');
const sectorsFile = z.strictObject({
  groups: z.record(key, z.string().min(1)),
  industries: z.record(z.string().min(1), key),
  tickers: z.record(z.string().min(1), key),
});

/** The sector groups, and which companies belong to them (method §11). */
export class Sectors {
  /** Display names by key. */
  readonly groups: ReadonlyMap<string, string>;
  readonly #industries: ReadonlyMap<string, string>;
  readonly #tickers: ReadonlyMap<string, string>;

  constructor(file: z.infer<typeof sectorsFile>) {
    this.groups = new Map(Object.entries(file.groups));
    this.#industries = new Map(Object.entries(file.industries));
    this.#tickers = new Map(
      Object.entries(file.tickers).map(([text, group]) => [tickerOf(text) ?? text, group]),
    );
  }

  /**
   * Returns the group of a company: its own sector_group, or else that of its ticker's line, or else that of its
   * industry's. Where there is none, it returns why.
   */
  groupOf(
    company: Pick<Company, 'industry' | 'sectorGroup' | 'ticker'>,
  ): { readonly group: string } | { readonly reason: string } {
    if (company.sectorGroup !== '' && !this.groups.has(company.sectorGroup)) {
      return { reason: `sector group "${shown(company.sectorGroup)}" is not among those of the sector file` };
    }
    const group =
      company.sectorGroup || this.#tickers.get(company.ticker) || this.#industries.get(company.industry);
    if (group !== undefined) return { group };
    return {
      reason:
        company.industry === ''
          ? 'no sector group: no industry is given, and the ticker has no line in the sector file'
          : `no sector group: industry "${shown(company.industry)}" has no line in the sector file`,
    };
  }
}

/**
 * Reads the text of a sector file.
 *
 * @throws UserError where the file cannot be read
 */
export async function readSectorsFile(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`Expected a sector file at ${file}, but it cannot be read: ${fileFault(error)}.`);
  });
}

/**
 * Reads the sector groups from the text of a sector file.
 *
 * @param file the name of the file, for messages
 * @throws UserError where the text cannot be used
 */
export function parseSectors(text: string, file: string): Sectors {
  const refuse = (problems: readonly string[]): never => {
    throw new UserError(
      `The sector file ${file} cannot be used:\n${problems.map((line) => `  ${line}`).join('\n')}\n` +
        'Fix the file; nothing was scored.',
    );
  };
  const document = parseDocument(text);
  if (document.errors.length > 0) refuse(document.errors.map(({ message }) => message));
  const parsed = sectorsFile.safeParse(document.toJS());
  if (!parsed.success) {
    return refuse(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  }
  const { groups, industries, tickers } = parsed.data;
  const problems = [
    ...Object.entries(industries).map(([name, group]) => ({ path: `industries.${name}`, group })),
    ...Object.entries(tickers).map(([name, group]) => ({ path: `tickers.${name}`, group })),
  ]
    .filter(({ group }) => !Object.hasOwn(groups, group))
    .map(({ path, group }) => `${path}: "${group}" is not among the groups`);
  const strange = Object.keys(tickers).filter((name) => tickerOf(name) === null);
  problems.push(...strange.map((name) => `tickers.${name}: expected a ticker such as SBIN.NS`));
  if (problems.length > 0) refuse(problems);
  return new Sectors(parsed.data);
}
