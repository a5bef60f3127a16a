import { Command } from 'commander';
import { NO_ACTOR } from '../access/audit/auditEntry.js';
import { backfillLines } from './backfillLines.js';
import { EXIT } from './exitCodes.js';
import { runBackfill } from './runBackfill.js';
import type { Terminal } from './terminal.js';
import { withStore } from './withStore.js';

interface BackfillOptions {
  readonly from: string;
  readonly to: string;
  readonly feed?: readonly string[];
}

/** `greyoak backfill --from A --to B` */
export function backfillCommand(terminal: Terminal, setExitCode: (code: number) => void): Command {
  return new Command('backfill')
    .description('ask feeds for the sessions of a span, and score the days that their files touch')
    .requiredOption('--from <date>', 'first day, such as 2024-10-01')
    .requiredOption('--to <date>', 'last day')
    .option(
      '--feed <name...>',
      'the feeds to ask; by default all that are enabled and have a file for each day',
    )
    .action(async ({ from, to, feed }: BackfillOptions) => {
      const ended = await withStore(terminal, (store) =>
        runBackfill(store, terminal, (changes) => changes.start({ from, to, feeds: feed }, NO_ACTOR)),
      );
      terminal.out(backfillLines(ended));
      if (ended.backfill.status !== 'SUCCEEDED') setExitCode(EXIT.FAILED);
    });
}
