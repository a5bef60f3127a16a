import { Command } from 'commander';
import { isoOf } from '../market/day.js';
import type { ReproducedRun } from '../runs/reproduce/reproduceRun.js';
import { reproduceSpan } from '../runs/reproduce/reproduceSpan.js';
import type { IsoDate } from '../scoring/names.js';
import { UserError } from '../userError.js';
import { spanOf, type DateOptions } from './dateOptions.js';
import { EXIT } from './exitCodes.js';
import { notReproducedLines } from './notReproducedLines.js';
import { progressOn } from './progress.js';
import { sayReproducedFolder } from './sayReproducedFolder.js';
import type { Terminal } from './terminal.js';
import { withStore } from './withStore.js';

interface ReproduceOptions extends DateOptions {
  readonly method?: string;
}

/** The command `greyoak reproduce --date D`, `greyoak reproduce --from A --to B`, or `greyoak reproduce FOLDER`. */
export function reproduceCommand(terminal: Terminal, setExitCode: (code: number) => void): Command {
  return new Command('reproduce')
    .description('compute stored scores again from facts as recorded then, and compare every field')
    .argument('[folder]', 'a folder of "greyoak export session --date", which needs no database')
    .option('--date <date>', 'session to reproduce, such as 2024-10-08')
    .option('--from <date>', 'first session of a span')
    .option('--to <date>', 'last session of a span')
    .option('--method <name>', 'only runs by this method; by default runs of all methods')
    .action(async (folder: string | undefined, options: ReproduceOptions) => {
      if (folder !== undefined) {
        if (Object.keys(options).length > 0) {
          throw new UserError('Expected a folder or options, got both: leave one of them out.');
        }
        const isReproduced = await sayReproducedFolder(terminal, folder);
        if (!isReproduced) setExitCode(EXIT.NOT_REPRODUCED);
        return;
      }
      const { from, to } = spanOf(options);
      const progress = progressOn(terminal);
      let differing = 0;
      let scores = 0;
      let risks = 0;
      const lines: string[] = [];
      try {
        const runs = await withStore(
          terminal,
          ({ pool }) =>
            reproduceSpan(
              pool,
              from as IsoDate,
              to as IsoDate,
              (run, done, total) => {
                progress.show('runs', done, total);
                scores += run.compared;
                risks += run.comparedRisks;
                if (run.reason === null) return;
                differing++;
                lines.push(...differenceLines(run));
              },
              options.method,
            ),
          { mustExist: true },
        );
        lines.push(
          `${runs - differing} of ${runs} runs reproduced, ${scores} scores and ${risks} risks compared field by field.`,
        );
      } finally {
        progress.stop();
      }
      terminal.out(`${lines.join('\n')}\n`);
      if (differing > 0) setExitCode(EXIT.NOT_REPRODUCED);
    });
}

function differenceLines({ run, reason, differences }: ReproducedRun): string[] {
  const lines = differences.map(
    ({ ticker, mode, what }) => `${mode === null ? ticker : `${ticker} ${mode}`}: ${what}`,
  );
  return notReproducedLines(run.id, isoOf(run.day), reason, lines, lines.length);
}
