import { Command } from 'commander';
import { isoOf } from '../market/day.js';
import type { ReproducedRun } from '../runs/reproduce/reproduceRun.js';
import { reproduceSpan } from '../runs/reproduce/reproduceSpan.js';
import type { IsoDate } from '../scoring/names.js';
import { spanOf, type DateOptions } from './dateOptions.js';
import { EXIT } from './exitCodes.js';
import { progressOn } from './progress.js';
import type { Terminal } from './terminal.js';
import { withStore } from './withStore.js';

/** How many differences of a run are printed. */
const SHOWN_DIFFERENCES = 10;

/** The command `greyoak reproduce --date D`, or `greyoak reproduce --from A --to B`. */
export function reproduceCommand(terminal: Terminal, setExitCode: (code: number) => void): Command {
  return new Command('reproduce')
    .description('compute stored scores again from facts as recorded then, and compare every field')
    .option('--date <date>', 'session to reproduce, such as 2024-10-08')
    .option('--from <date>', 'first session of a span')
    .option('--to <date>', 'last session of a span')
    .action(async (options: DateOptions) => {
      const { from, to } = spanOf(options);
      const progress = progressOn(terminal);
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
  const shown = differences.slice(0, SHOWN_DIFFERENCES);
  const more = differences.length - shown.length;
  return [
    `Run ${run.id} of ${isoOf(run.day)} is not reproduced. ${reason}`,
    ...shown.map(({ ticker, mode, what }) => `  ${ticker} ${mode}: ${what}`),
    ...(more > 0 ? [`  … and ${more} more.`] : []),
  ];
}
