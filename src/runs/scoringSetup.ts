import { createHash } from 'node:crypto';
import type pg from 'pg';
import { DEFAULT_QUORUM } from '../market/quorum.js';
import { DEFAULT_SECTORS, parseSectors, readSectorsFile, type Sectors } from '../market/sectors.js';
import { compileRiskMethod, DEFAULT_RISK_METHOD, parseRiskMethod } from '../method/loadRiskMethod.js';
import { DEFAULT_COSTS, loadCosts } from '../method/loadCosts.js';
import { compileMethod, DEFAULT_METHOD, parseMethod, readMethodFile } from '../method/loadMethod.js';
import type { TradeCosts } from '../portfolios/optimiser/problem.js';
import type { RiskMethod } from '../risk/riskMethod.js';
import type { Method, ThresholdSet } from '../scoring/method.js';

/** What scores and risks depend on besides facts, and the other files of parameters. */
export interface ScoringSetup extends StoredSetup {
  /** The share of stocks with a bar that makes a session count, 0 to 1. */
  readonly sessionQuorum: number;
  readonly risk: RiskSetup;
  /** What trades cost where a portfolio does not say it. Scores do not depend on it. */
  readonly costs: TradeCosts;
  /** The methods that are scored next to `method`, which is the one that is served; none where it is left out. */
  readonly others?: readonly StoredMethod[];
}

/** A method of risk, with the text that it was read from. */
export interface RiskSetup {
  readonly method: RiskMethod;
  readonly document: string;
}

/** A method, with the text that it was read from. */
export interface StoredMethod {
  readonly method: Method;
  readonly methodDocument: string;
  readonly thresholdSet: ThresholdSet;
}

/** A method and the sector groups, each with the text that it was read from. */
export interface StoredSetup extends StoredMethod {
  readonly sectors: Sectors;
  readonly sectorsDocument: string;
  /** SHA-256 of the sector file. */
  readonly sectorsHash: string;
}

/**
 * Reads the methods, sector groups and costs from their files, by default those of `config/`. The quorum is the default one.
 *
 * @throws UserError for a file that cannot be read or used
 */
export async function loadSetup(
  methodFile = DEFAULT_METHOD,
  sectorsFile = DEFAULT_SECTORS,
  thresholdSet: ThresholdSet = 'production',
  riskFile = DEFAULT_RISK_METHOD,
  costsFile = DEFAULT_COSTS,
): Promise<ScoringSetup> {
  const methodDocument = await readMethodFile(methodFile);
  const sectorsDocument = await readSectorsFile(sectorsFile);
  const setup = setupOf(methodDocument, thresholdSet, sectorsDocument, { methodFile, sectorsFile });
  const risk = riskSetupOf(await readMethodFile(riskFile), riskFile);
  return { ...setup, sessionQuorum: DEFAULT_QUORUM, risk, costs: await loadCosts(costsFile) };
}

/**
 * Reads a method from its file.
 *
 * @throws UserError for a file that cannot be read or used
 */
export async function loadMethodOf(
  file: string,
  thresholdSet: ThresholdSet = 'production',
): Promise<StoredMethod> {
  const methodDocument = await readMethodFile(file);
  const method = compileMethod(parseMethod(methodDocument, file), thresholdSet);
  return { method, methodDocument, thresholdSet };
}

/**
 * Compiles a method of risk from its text.
 *
 * @param file the name of the file, for errors
 * @throws UserError for a text that cannot be used
 */
export function riskSetupOf(document: string, file: string): RiskSetup {
  return { method: compileRiskMethod(parseRiskMethod(document, file)), document };
}

/**
 * Compiles a method and sector groups from their texts.
 *
 * @param named the names of the files, for errors
 * @throws UserError for a text that cannot be used
 */
export function setupOf(
  methodDocument: string,
  thresholdSet: ThresholdSet,
  sectorsDocument: string,
  { methodFile, sectorsFile }: { readonly methodFile: string; readonly sectorsFile: string },
): StoredSetup {
  return {
    method: compileMethod(parseMethod(methodDocument, methodFile), thresholdSet),
    methodDocument,
    thresholdSet,
    sectors: parseSectors(sectorsDocument, sectorsFile),
    sectorsDocument,
    sectorsHash: createHash('sha256').update(sectorsDocument).digest('hex'),
  };
}

/** Keeps the texts in the store, so that scores and risks can be computed again with the same methods and sector groups. */
export async function storeSetup(client: pg.ClientBase | pg.Pool, setup: ScoringSetup): Promise<void> {
  const { method, methodDocument, thresholdSet, sectorsDocument, sectorsHash, risk } = setup;
  await client.query(
    `INSERT INTO methods (hash, name, threshold_set, document) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    [method.hash, method.name, thresholdSet, methodDocument],
  );
  await client.query(`INSERT INTO sector_files (hash, document) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [
    sectorsHash,
    sectorsDocument,
  ]);
  await client.query(
    'INSERT INTO risk_methods (hash, name, document) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [risk.method.hash, risk.method.name, risk.document],
  );
}

/**
 * Reads the setup that a run was made with.
 *
 * @returns the setup, and whether the stored texts have the hashes that the run names
 * @throws Error where no text is stored under a hash
 */
export async function storedSetup(
  client: pg.ClientBase,
  methodHash: string,
  sectorsHash: string,
): Promise<StoredSetup & { readonly isGenuine: boolean }> {
  const { rows } = await client.query<{ method: string; set: ThresholdSet; sectors: string }>(
    `SELECT methods.document AS method, threshold_set AS set, sector_files.document AS sectors
     FROM methods, sector_files WHERE methods.hash = $1 AND sector_files.hash = $2`,
    [methodHash, sectorsHash],
  );
  if (rows.length === 0)
    throw new Error(
      `Expected method ${methodHash} and sector file ${sectorsHash} in the store, but one is missing.`,
    );
  const [{ method, set, sectors }] = rows;
  const named = { methodFile: `of hash ${methodHash}`, sectorsFile: `of hash ${sectorsHash}` };
  const setup = setupOf(method, set, sectors, named);
  const isGenuine = setup.method.hash === methodHash && setup.sectorsHash === sectorsHash;
  return { ...setup, isGenuine };
}

/**
 * Reads the method of risk that a run was made with.
 *
 * @returns the method, and whether the stored text has the hash that the run names
 * @throws Error where no text is stored under the hash
 */
export async function storedRiskMethod(
  client: pg.ClientBase | pg.Pool,
  hash: string,
): Promise<{ readonly method: RiskMethod; readonly isGenuine: boolean }> {
  const { rows } = await client.query<{ document: string }>(
    'SELECT document FROM risk_methods WHERE hash = $1',
    [hash],
  );
  if (rows.length === 0)
    throw new Error(`Expected the method of risk ${hash} in the store, but it is missing.`);
  const { method } = riskSetupOf(rows[0].document, `of hash ${hash}`);
  return { method, isGenuine: method.hash === hash };
}
