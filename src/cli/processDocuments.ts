import { setTimeout as wait } from 'node:timers/promises';
import { isEnded, readStates, type DocumentState } from '../companies/documents/folder/documentStates.js';
import { DocumentReader } from '../companies/documents/reading/documentReader.js';
import { TextThread } from '../companies/documents/steps/textThread.js';
import type { DocumentFiles } from '../companies/documents/store/documentFiles.js';
import { createEmbedder } from '../companies/search/embedding/createEmbedder.js';
import { processDocument } from '../companies/tasks/processDocument.js';
import type { OpenDatabase } from '../database/openDatabase.js';
import { startWorkers } from '../jobs/startWorkers.js';
import type { Settings } from '../settings.js';
import { UserError } from '../userError.js';

const LOOK_MS = 200;
const silent = (): void => undefined;

export interface ProcessOptions {
  readonly files: DocumentFiles;
  readonly settings: Pick<Settings, 'documents'>;
  /** Called with the documents as they are, again and again. */
  readonly onLook: (states: readonly DocumentState[]) => void;
  /** Called with the cause where a job of ours is given up that is not the fault of its document. */
  readonly onFailure: (cause: unknown) => void;
}

/**
 * Waits until documents are processed. If a service holds the store, its workers process them; else we do, together with the
 * workers of a service that has the same database. If we are stopped, the jobs stay, and a service or another command goes on.
 *
 * @returns the documents that were not deleted meanwhile
 * @throws UserError where the service ends meanwhile: nothing would process them. Its server may live on as long as we do
 */
export async function processDocuments(
  { holder, jobs }: Pick<OpenDatabase, 'holder' | 'jobs'>,
  ids: readonly number[],
  { files, settings, onLook, onFailure }: ProcessOptions,
): Promise<readonly DocumentState[]> {
  const untilEnded = async (): Promise<readonly DocumentState[]> => {
    for (;;) {
      const states = await readStates(jobs, ids);
      onLook(states);
      if (states.every(isEnded)) return states;
      if (holder !== null && !isRunning(holder.pid)) throw serviceEnded(holder.pid);
      await wait(LOOK_MS);
    }
  };
  const isOurs = holder === null && !(await readStates(jobs, ids)).every(isEnded);
  if (!isOurs) return untilEnded();
  const timeoutMs = settings.documents.readSeconds * 1000;
  const documentReader = new DocumentReader({ timeoutMs });
  const textThread = new TextThread({ timeoutMs });
  const embedder = createEmbedder();
  // What the store says of a document is told at the end.
  const log = {
    ...{ debug: silent, info: silent, warn: silent },
    error: (fields: object) => onFailure('err' in fields ? fields.err : fields),
  };
  const services = { documentFiles: files, documentReader, textThread, embedder };
  const workers = await startWorkers({ pool: jobs }, [processDocument], log, { services });
  try {
    return await untilEnded();
  } finally {
    await workers.stop();
    await Promise.all([documentReader.close(), textThread.close(), embedder.close()]);
  }
}

/** Whether a process of this machine runs, also one of another user. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const serviceEnded = (pid: number): UserError =>
  new UserError(
    `Expected the service (process ${pid}) to process the documents, but it ended. They stay in the store: start the service, ` +
      'or run this command again.',
  );
