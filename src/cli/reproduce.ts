import { Command } from 'commander';
import { reproduceFolder, type ReproducedFolder } from '../exports/sessionFolder/reproduceFolder.js';
import { isoOf } from '../market/day.js';
import type { ReproducedRun } from '../runs/reproduce/reproduceRun.js';
import { reproduceSpan } from '../runs/reproduce/reproduceSpan.js';
import type { IsoDate } from '../scoring/names.js';
import { UserError } from '../userError.js';
import { spanOf, type DateOptions } from './dateOptions.js';
import { EXIT } from './exitCodes.js';
import { progressOn } from './progress.js';
import type { Terminal } from './terminal.js';
import { withStore } from './withStore.js';

/** How many differences of a run are printed. */
const SHOWN_DIFFERENCES = 10;

/** The command `greyoak reproduce --date D`, `greyoak reproduce --from A --to B`, or `greyoak reproduce FOLDER`. */
export function reproduceCommand(terminal: Terminal, setExitCode: (code: number) => void): Command {
  return new Command('reproduce')
    .description('compute stored scores again from facts as recorded then, and compare every field')
    .argument('[folder]', 'a folder of "greyoak export session --date", which needs no database')
    .option('--date <date>', 'session to reproduce, such as 2024-10-08')
    .option('--from <date>', 'first session of a span')
    .option('--to <date>', 'last session of a span')
    .action(async (folder: string | undefined, options: DateOptions) => {
      const progress = progressOn(terminal);
      if (folder !== undefined) {
        if (Object.keys(options).length > 0) {
          throw new UserError('Expected a folder or days, got both: leave one of them out.');
        }
        const reproduced = await reproduceFolder(folder, (done, total) =>
          progress.show('runs', done, total),
        ).finally(() => progress.stop());
        terminal.out(`${folderLines(folder, reproduced).join('\n')}\n`);
        if (reproduced.runs.some(({ reason }) => reason !== null)) setExitCode(EXIT.NOT_REPRODUCED);
        return;
      }
      const { from, to } = spanOf(options);
      let differing = 0;
      let scores = 0;
      const lines: string[] = [];
      try {
        const runs = await withStore(
          terminal,
          ({ pool }) =>
            reproduceSpan(pool, from as IsoDate, to as IsoDate, (run, done, total) => {
              progress.show('runs', done, total);
              scores += run.compared;
              if (run.reason === null) return;
              differing++;
              lines.push(...differenceLines(run));
            }),
          { mustExist: true },
        );
        lines.push(
          `${runs - differing} of ${runs} runs reproduced, ${scores} scores compared field by field.`,
        );
      } finally {
        progress.stop();
      }
      terminal.out(`${lines.join('\n')}\n`);
      if (differing > 0) setExitCode(EXIT.NOT_REPRODUCED);
    });
}

function differenceLines({ run, reason, differences }: ReproducedRun): string[] {
  const lines = differences.map(({ ticker, mode, what }) => `${ticker} ${mode}: ${what}`);
  return notReproducedLines(run.id, isoOf(run.day), reason, lines, lines.length);
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

function notReproducedLines(
  run: number,
  date: string,
  reason: string | null,
  differences: readonly string[],
  differing: number,
): string[] {
  const shown = differences.slice(0, SHOWN_DIFFERENCES);
  const more = differing - shown.length;
  return [
    `Run ${run} of ${date} is not reproduced. ${reason}`,
    ...shown.map((line) => `  ${line}`),
    ...(more > 0 ? [`  … and ${more} more.`] : []),
  ];
}
