import { isPassing } from '../../database/isPassing.js';
import { isDiskFull } from '../../database/diskFault.js';
import type { JobLog } from '../../jobs/jobLog.js';
import type { IsoDate } from '../../scoring/names.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import type { Feed } from './feed.js';
import type { ImportedFromFeed, ImportFile } from './importFile.js';
import { unusableContent } from './unusableContent.js';

const FAILED = 'The import failed; the log of the service says why.';

/**
 * Imports a file that a feed got. What is wrong with the file is a reason, and not an error.
 *
 * @throws errors of the database that pass by themselves, so that the job is tried again
 */
export async function importFetched(
  importFile: ImportFile,
  feed: Feed,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  expectedDay: IsoDate | null,
  { signal, log }: { readonly signal: AbortSignal; readonly log: JobLog },
): Promise<ImportedFromFeed> {
  const refused = (refusedReason: string): ImportedFromFeed => ({
    days: [],
    rows: 0,
    batches: [],
    refusedReason,
  });
  const reason = unusableContent(bytes);
  if (reason !== null)
    return refused(`Expected a file, got ${bytes.length} bytes of which ${reason}. Nothing was taken.`);
  try {
    return await importFile(
      { name, bytes, source: feed.name, dataset: feed.dataset, format: feed.format },
      { expectedDay, signal },
    );
  } catch (error) {
    if (signal.aborted || isPassing(error) || isDiskFull(error)) throw error;
    if (error instanceof UserError) return refused(error.message);
    log.error({ err: error, feed: feed.name, file: shown(name) }, 'the file of a feed could not be imported');
    return refused(FAILED);
  }
}
