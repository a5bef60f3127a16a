import { reproduceFolder, type ReproducedFolder } from '../exports/sessionFolder/reproduceFolder.js';
import { notReproducedLines } from './notReproducedLines.js';
import { progressOn } from './progress.js';
import type { Terminal } from './terminal.js';

/**
 * Computes the folder of a session again, and prints the outcome.
 *
 * @returns whether all of its runs are reproduced
 * @throws UserError where the folder is not as it was written
 */
export async function sayReproducedFolder(terminal: Terminal, folder: string): Promise<boolean> {
  const progress = progressOn(terminal);
  try {
    const reproduced = await reproduceFolder(folder, (done, total) => progress.show('runs', done, total));
    progress.stop();
    terminal.out(`${folderLines(folder, reproduced).join('\n')}\n`);
    return reproduced.runs.every(({ reason }) => reason === null);
  } finally {
    progress.stop();
  }
}

function folderLines(folder: string, { date, runs }: ReproducedFolder): string[] {
  const failed = runs.filter(({ reason }) => reason !== null);
  const [scores, rows] = [
    runs.reduce((sum, run) => sum + run.scores, 0),
    runs.reduce((sum, run) => sum + run.rows, 0),
  ];
  return [
    ...failed.flatMap(({ id, reason, differences, differing }) =>
      notReproducedLines(id, date, reason, differences, differing),
    ),
    `${runs.length - failed.length} of ${runs.length} runs of ${date} reproduced from ${folder}, ${scores} scores and ` +
      `${rows} rows of other tables compared field by field.`,
  ];
}
