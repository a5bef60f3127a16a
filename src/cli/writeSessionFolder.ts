import { exportSession } from '../exports/sessionFolder/exportSession.js';
import type { SessionManifest } from '../exports/sessionFolder/manifest.js';
import type { IsoDate } from '../scoring/names.js';
import { endedBySignals } from './endedBySignals.js';
import { progressOn } from './progress.js';
import type { Terminal } from './terminal.js';
import { withStore } from './withStore.js';

/** What `greyoak export session --date D` was asked for. */
interface FolderOptions {
  readonly date: string;
  /** The name of a method; null: the one that is served. */
  readonly method: string | null;
  /** The new folder; where it is left out, `session-DATE`. */
  readonly out?: string | undefined;
}

/**
 * Writes the folder of a session, and says what is in it.
 *
 * @throws UserError where the folder exists, or the day was not scored
 */
export async function writeSessionFolder(
  terminal: Terminal,
  { date, method, out = `session-${date}` }: FolderOptions,
): Promise<void> {
  const progress = progressOn(terminal);
  try {
    const manifest = await withStore(
      terminal,
      ({ pool }) =>
        endedBySignals((signal) =>
          exportSession(pool, date as IsoDate, out, {
            ...{ method, signal },
            onFile: (done, total) => progress.show('tables', done, total),
          }),
        ),
      { mustExist: true },
    );
    progress.stop();
    terminal.err(`${summary(manifest)} in ${out}.\n`);
  } finally {
    progress.stop();
  }
}

function summary({ runs }: SessionManifest): string {
  const files = runs.flatMap((run) => Object.values(run.files));
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const of = runs.length === 1 ? `run ${runs[0].id}` : `runs ${runs.map(({ id }) => id).join(' and ')}`;
  return `${files.length} files of ${of}, ${bytes} bytes`;
}
