import { join } from 'node:path';
import { inputsHashOf } from '../../market/inputsHash.js';
import { setupOf, type StoredSetup } from '../../runs/scoringSetup.js';
import type { IsoDate } from '../../scoring/names.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { VERSION } from '../../version.js';
import { changed } from './changed.js';
import { compareTable } from './compareTable.js';
import { computeSession, type ComputedSession } from './computeSession.js';
import { InputsBuilder } from './inputsBuilder.js';
import { INPUT_TABLES } from './inputTables.js';
import { folderOf, METHOD_FILE, SECTORS_FILE, type ManifestRun, type SessionManifest } from './manifest.js';
import { readManifest } from './readManifest.js';
import { readTable } from './readTable.js';
import { readWhole } from './readWhole.js';
import { requireFiles } from './requireFiles.js';
import { resultTables } from './resultTables.js';

/** Ten times what the longest method file has. */
const MOST_TEXT_BYTES = 1 << 20;

/** A run of a folder that was computed again. */
export interface ReproducedFolderRun {
  readonly id: number;
  /** How many scores of the folder were compared. */
  readonly scores: number;
  /** How many rows of other tables were compared. */
  readonly rows: number;
  /** Why the run is not reproduced; null where it is. */
  readonly reason: string | null;
  /** How many rows differ. */
  readonly differing: number;
  /** A sentence for each of the first ten of each table. */
  readonly differences: readonly string[];
}

export interface ReproducedFolder {
  readonly date: string;
  readonly runs: readonly ReproducedFolderRun[];
}

/**
 * Computes the scores of a folder of `exportSession` again, from the raw facts in it, and compares every field of all that
 * was computed. Needs no database, and trusts nothing in the folder.
 *
 * @param onRun called with how many runs are done, of how many
 * @throws UserError where the folder is not as it was written
 */
export async function reproduceFolder(
  folder: string,
  onRun: (done: number, total: number) => void = () => undefined,
): Promise<ReproducedFolder> {
  const manifest = await readManifest(folder);
  await requireFiles(folder, manifest);
  const runs: ReproducedFolderRun[] = [];
  for (const run of manifest.runs) {
    runs.push(await reproduceRun(folder, manifest, run));
    onRun(runs.length, manifest.runs.length);
  }
  return { date: manifest.date, runs };
}

async function reproduceRun(
  folder: string,
  { date, pricesAdjusted }: SessionManifest,
  run: ManifestRun,
): Promise<ReproducedFolderRun> {
  const path = join(folder, folderOf(run.modes));
  const setup = await readSetup(path, run);
  const builder = new InputsBuilder();
  for (const { name, columns } of INPUT_TABLES) {
    const file = `${name}.csv`;
    await readTable(join(path, file), columns, run.files[file].rows, builder.taker(name));
  }
  const inputs = builder.build(pricesAdjusted);
  const session = await computed(run, () => computeSession(inputs, setup, date as IsoDate));
  const differences: string[] = [];
  let [scores, rows, differing] = [0, 0, 0];
  for (const table of resultTables(session, run.modes)) {
    const file = `${table.name}.csv`;
    const compared = await compareTable(table, (onRecord) =>
      readTable(join(path, file), table.columns, run.files[file].rows, onRecord),
    );
    differences.push(...compared.differences);
    differing += compared.differing;
    if (table.name === 'scores') scores += compared.rows;
    else rows += compared.rows;
  }
  const reason = reasonOf(run, inputsHashOf(session.day.section), differing > 0);
  return { id: run.id, scores, rows, reason, differing, differences };
}

/** @throws UserError where method or sector file are not those whose hashes the run names */
async function readSetup(path: string, run: ManifestRun): Promise<StoredSetup> {
  const { thresholdSet } = run;
  const [methodFile, sectorsFile] = [METHOD_FILE, SECTORS_FILE].map((name) => join(path, name));
  const [method, sectors] = [
    await readWhole(methodFile, MOST_TEXT_BYTES),
    await readWhole(sectorsFile, MOST_TEXT_BYTES),
  ].map(String);
  const setup = setupOf(method, thresholdSet, sectors, { methodFile, sectorsFile });
  if (setup.method.hash !== run.methodHash)
    throw changed(`${METHOD_FILE} is not the method that its run names`);
  if (setup.sectorsHash !== run.sectorsHash) {
    throw changed(`${SECTORS_FILE} is not the sector file that its run names`);
  }
  return setup;
}

/** Facts that no import takes may make the computation fail, in a folder from another source. */
async function computed(run: ManifestRun, compute: () => Promise<ComputedSession>): Promise<ComputedSession> {
  try {
    return await compute();
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw changed(`the facts of run ${run.id} cannot be scored (${shown(String(error))})`);
  }
}

function reasonOf(run: ManifestRun, inputsHash: string, hasDifferences: boolean): string | null {
  const code =
    run.codeVersion === VERSION
      ? ''
      : ` The run was made by version ${shown(run.codeVersion)}, this is ${VERSION}.`;
  if (inputsHash !== run.inputsHash) {
    return (
      `The facts in the folder are not those that the run read, or are computed differently (hash of the inputs ` +
      `${inputsHash.slice(0, 12)}, expected ${run.inputsHash.slice(0, 12)}).${code}`
    );
  }
  return hasDifferences ? `The inputs are the same, but what is computed from them is not.${code}` : null;
}
