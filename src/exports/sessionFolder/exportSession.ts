import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { inSnapshot } from '../../database/transaction.js';
import { dayOf } from '../../market/day.js';
import { stockIds } from '../../market/store/stockIds.js';
import { newFolder } from '../../newFolder.js';
import { compareRun } from '../../runs/reproduce/reproduceRun.js';
import { storedSetup } from '../../runs/scoringSetup.js';
import { sectorIdsOf } from '../../runs/sectorIdsOf.js';
import type { IsoDate } from '../../scoring/names.js';
import { canonicalHash } from '../../canonicalHash.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { VERSION } from '../../version.js';
import { computeSession, type ComputedSession } from './computeSession.js';
import { currentRuns, type CurrentRun } from './currentRuns.js';
import { inputTables } from './inputTables.js';
import {
  folderOf,
  FORMAT,
  MANIFEST,
  METHOD_FILE,
  SECTORS_FILE,
  TABLE_FORMATS,
  type ManifestFile,
  type ManifestRun,
  type SessionManifest,
} from './manifest.js';
import { requireSize } from './requireSize.js';
import { resultTables } from './resultTables.js';
import type { SessionInputs } from './sessionInputs.js';
import { storedInputs } from './storedInputs.js';
import { writeTableFile, writeTextFile } from './writeFiles.js';

export interface SessionOptions {
  /** The name of a method; null: the one that is served. */
  readonly method: string | null;
  /** Ends the work; what was written is removed. */
  readonly signal?: AbortSignal;
  /** Called with how many files are written, of how many. */
  readonly onFile?: (done: number, total: number) => void;
}

/**
 * Writes all that the current scores of a session were computed from and gave into a new folder (docs/exports.md). Of the
 * same store, the bytes are the same each time.
 *
 * @throws UserError where the folder exists, the day was not scored, or the scores are not those that are computed now
 */
export async function exportSession(
  pool: pg.Pool,
  date: IsoDate,
  folder: string,
  options: SessionOptions,
): Promise<SessionManifest> {
  if (Number.isNaN(dayOf(date))) {
    throw new UserError(`Expected a date such as 2024-10-08, got "${shown(date)}".`);
  }
  return newFolder(folder, (path) =>
    inSnapshot(pool, async (client) => {
      const current = await currentRuns(client, date, options.method);
      const runs: ManifestRun[] = [];
      let pricesAdjusted = false;
      for (const [k, one] of current.entries()) {
        const onFile = (done: number, total: number) =>
          options.onFile?.(k * total + done, current.length * total);
        const computed = await computedRun(client, date, one);
        pricesAdjusted = computed.inputs.pricesAdjusted;
        runs.push(await writeRun(path, one, computed, { ...options, onFile }));
      }
      const manifest: SessionManifest = {
        ...{ program: 'greyoak export session', format: FORMAT, version: VERSION },
        ...{ date, pricesAdjusted, runs },
      };
      const text = JSON.stringify({ ...manifest, seal: canonicalHash(manifest) }, null, 2);
      await writeFile(join(path, MANIFEST), `${text}\n`, { flag: 'wx', flush: true });
      return manifest;
    }),
  );
}

/** A run that was computed again from the inputs that its folder gets. */
interface ComputedRun {
  readonly inputs: SessionInputs;
  readonly session: ComputedSession;
  readonly methodDocument: string;
  readonly sectorsDocument: string;
}

/** @throws UserError where the run is not reproduced: its components are not stored, and would be those of other scores */
async function computedRun(client: pg.ClientBase, date: IsoDate, { run }: CurrentRun): Promise<ComputedRun> {
  const setup = await storedSetup(client, run.methodHash, run.sectorsHash);
  const inputs = await storedInputs(client, run, setup.method);
  const session = await computeSession(inputs, setup, date);
  const ids = await stockIds(client);
  const sectorIds = await sectorIdsOf(client);
  const { isGenuine, methodDocument, sectorsDocument } = setup;
  const { reason } = await compareRun(client, run, { ...session, isGenuine, ids, sectorIds });
  if (reason === null) return { inputs, session, methodDocument, sectorsDocument };
  throw new UserError(
    `Expected scores that can be computed again, but run ${run.id} of ${date} is not reproduced. ${reason} ` +
      `"greyoak reproduce --date ${date}" says where it differs; nothing was written.`,
  );
}

async function writeRun(
  folder: string,
  { run, modes, method, thresholdSet, recordedAt }: CurrentRun,
  { inputs, session, methodDocument, sectorsDocument }: ComputedRun,
  { signal, onFile }: Pick<SessionOptions, 'signal' | 'onFile'>,
): Promise<ManifestRun> {
  const path = join(folder, folderOf(modes));
  await mkdir(path);
  const files: Record<string, ManifestFile> = {
    [METHOD_FILE]: await writeTextFile(join(path, METHOD_FILE), methodDocument),
    [SECTORS_FILE]: await writeTextFile(join(path, SECTORS_FILE), sectorsDocument),
  };
  const tables = [...inputTables(inputs), ...resultTables(session, modes)];
  for (const [done, table] of tables.entries()) {
    for (const format of TABLE_FORMATS) {
      signal?.throwIfAborted();
      const name = `${table.name}.${format.toLowerCase()}`;
      const file = await writeTableFile(join(path, name), table, format, signal);
      requireSize(name, file.bytes);
      files[name] = file;
    }
    onFile?.(done + 1, tables.length);
  }
  const { id, methodHash, sectorsHash, inputsHash, readBatch, codeVersion } = run;
  return {
    ...{ id, modes: [...modes], method, methodHash, thresholdSet, sectorsHash, inputsHash },
    ...{ readBatch, recordedAt: recordedAt.toISOString(), codeVersion, files },
  };
}
