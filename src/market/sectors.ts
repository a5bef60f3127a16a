import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { fileFault } from '../fileFault.js';
import { shown } from '../shown.js';
import type { Ticker } from '../scoring/names.js';
import { UserError } from '../userError.js';
import type { Classification, Company } from './facts.js';
import { tickerOf } from './ticker.js';

/** The path of the sector file that is used where none is named. */
export const DEFAULT_SECTORS = fileURLToPath(new URL('../../config/sectors.yaml', import.meta.url));

const key = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, 'expected a key of lower-case letters, digits and underscores');
const sectorsFile = z.strictObject({
  groups: z.record(key, z.string().min(1)),
  // Stored files of former runs lack it.
  basic_industries: z.record(z.string().min(1), key).optional(),
  industries: z.record(z.string().min(1), key),
  tickers: z.record(z.string().min(1), key),
});

/** The sector groups, and which companies belong to them (method §11). */
export class Sectors {
  /** Display names by key. */
  readonly groups: ReadonlyMap<string, string>;
  /** Null in files from before there were basic industries. */
  readonly #basicIndustries: ReadonlyMap<string, string> | null;
  readonly #industries: ReadonlyMap<string, string>;
  readonly #tickers: ReadonlyMap<string, string>;

  constructor(file: z.infer<typeof sectorsFile>) {
    this.groups = new Map(Object.entries(file.groups));
    this.#basicIndustries = file.basic_industries ? new Map(Object.entries(file.basic_industries)) : null;
    this.#industries = new Map(Object.entries(file.industries));
    this.#tickers = new Map(
      Object.entries(file.tickers).map(([text, group]) => [tickerOf(text) ?? text, group]),
    );
  }

  /**
   * Returns the group of a company: its own sector_group, or else that of its ticker's line, of its basic industry's, or
   * of its industry's. Where there is none, it returns why.
   */
  groupOf(company: Omit<Company, 'name' | 'isin'>): Group | NoGroup {
    if (company.sectorGroup !== '') return this.#named(company.sectorGroup);
    const group = this.#tickers.get(company.ticker) ?? this.#ofIndustries(company);
    return group === undefined ? { reason: this.#missing(company) } : { group };
  }

  /**
   * Returns the group that a row of classifications.csv names or maps to; null where its industries have no line. A
   * sector_group that does not exist gives no other one: it returns why.
   */
  groupOfRow(
    row: Pick<Classification, 'industry' | 'basicIndustry' | 'sectorGroup'>,
  ): Group | NoGroup | null {
    if (row.sectorGroup !== '') return this.#named(row.sectorGroup);
    const group = this.#ofIndustries(row);
    return group === undefined ? null : { group };
  }

  /** Whether a ticker has a line of its own. */
  hasLine(ticker: Ticker): boolean {
    return this.#tickers.has(ticker);
  }

  #named(group: string): Group | NoGroup {
    if (this.groups.has(group)) return { group };
    return { reason: `sector group "${shown(group)}" is not among those of the sector file` };
  }

  #ofIndustries({
    basicIndustry,
    industry,
  }: Pick<Company, 'basicIndustry' | 'industry'>): string | undefined {
    return this.#basicIndustries?.get(basicIndustry) ?? this.#industries.get(industry);
  }

  #missing({ basicIndustry, industry }: Pick<Company, 'basicIndustry' | 'industry'>): string {
    const reason =
      industry === '' && basicIndustry === ''
        ? 'no sector group: no industry is given, and the ticker has no line in the sector file'
        : basicIndustry === ''
          ? `no sector group: industry "${shown(industry)}" has no line in the sector file`
          : `no sector group: neither basic industry "${shown(basicIndustry)}" nor industry "${shown(industry)}" has a ` +
            'line in the sector file';
    if (this.#basicIndustries === null) return reason;
    return `${reason}; give it a basic_industry that has one, or a sector_group, in companies.csv`;
  }
}

/** The sector group of a company, by its key. */
interface Group {
  readonly group: string;
}

/** Why a company has no sector group. */
interface NoGroup {
  readonly reason: string;
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
  const { groups, basic_industries = {}, industries, tickers } = parsed.data;
  const problems = [
    ...Object.entries(basic_industries).map(([name, group]) => ({ path: `basic_industries.${name}`, group })),
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
