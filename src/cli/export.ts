import type { Writable } from 'node:stream';
import { Argument, Command, Option } from 'commander';
import type { ExportFormat } from '../exports/exportFormats.js';
import type { ExportKind } from '../exports/exportKinds.js';
import { requireExport } from '../exports/requireExport.js';
import { writeExport } from '../exports/writeExport.js';
import { writeWhole } from '../exports/writeWhole.js';
import { tickerOf } from '../market/ticker.js';
import { MODES, type IsoDate, type Mode, type Ticker } from '../scoring/names.js';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';
import { endedBySignals } from './endedBySignals.js';
import { progressOn } from './progress.js';
import { requirePlace } from './requirePlace.js';
import type { Terminal } from './terminal.js';
import { withStore } from './withStore.js';

interface ExportOptions {
  readonly from: string;
  readonly to: string;
  readonly mode?: Mode;
  readonly method?: string;
  readonly tickers?: readonly Ticker[];
  readonly csv?: true;
  readonly parquet?: true;
  readonly json?: true;
  readonly out?: string;
  readonly force?: true;
}

/** The kinds that belong to no user. */
const KINDS = ['scores', 'features', 'bars', 'facts', 'session'] as const satisfies Lowercase<ExportKind>[];

const READING = { mustExist: true } as const;

/** The command `greyoak export KIND --from A --to B`. */
export function exportCommand(terminal: Terminal): Command {
  return new Command('export')
    .description(
      'write scores, features (indicators), bars (prices), other facts, or the numbers of the screener (session) of a ' +
        'span of days as CSV, Parquet or JSON',
    )
    .addArgument(new Argument('<kind>', 'what to write').choices(KINDS))
    .requiredOption('--from <date>', 'first day, such as 2024-10-08')
    .requiredOption('--to <date>', 'last day')
    .addOption(new Option('--mode <mode>', 'the mode of the scores; both by default').choices(MODES))
    .option('--method <name>', 'the method of the scores; the served one by default')
    .option('--tickers <list>', 'stocks, with a comma between them; all by default', tickersOption)
    .addOption(new Option('--csv', 'write CSV, the default').conflicts(['parquet', 'json']))
    .addOption(new Option('--parquet', 'write Apache Parquet, which needs --out').conflicts(['csv', 'json']))
    .addOption(new Option('--json', 'write one JSON object per line').conflicts(['csv', 'parquet']))
    .option('--out <file>', 'the file to write; standard output by default')
    .option('--force', 'replace the file')
    .action(async (kind: (typeof KINDS)[number], options: ExportOptions) => {
      const { from, to, mode = null, method = null, tickers = null, out, force = false } = options;
      const format: ExportFormat = options.parquet ? 'PARQUET' : options.json ? 'JSON' : 'CSV';
      const request = requireExport({
        ...{ kind: kind.toUpperCase() as Uppercase<typeof kind>, format, mode, method, tickers },
        ...{ from: from as IsoDate, to: to as IsoDate },
      });
      if (out === undefined && format === 'PARQUET') {
        throw new UserError('Expected a file for Parquet, got none: name it with --out FILE.');
      }
      if (out !== undefined) await requirePlace(out, force);
      const progress = progressOn(terminal);
      const onPart = (done: number, total: number) => progress.show(kind, done, total);
      try {
        if (out === undefined) {
          await withStore(
            terminal,
            ({ pool }) =>
              untilClosed(terminal.outStream, (sink) =>
                writeExport(pool, request, () => sink, { onPart, end: false }),
              ),
            READING,
          );
          return;
        }
        const { rows, bytes } = await withStore(
          terminal,
          ({ pool }) =>
            endedBySignals((signal) =>
              writeWhole(out, (makeSink) => writeExport(pool, request, makeSink, { onPart, signal })),
            ),
          READING,
        );
        progress.stop();
        terminal.err(`${rows} rows, ${bytes} bytes in ${out}.\n`);
      } finally {
        progress.stop();
      }
    });
}

/** Writes to a stream. A reader that has seen enough (`| head`) is no error. */
async function untilClosed(sink: Writable, write: (sink: Writable) => Promise<unknown>): Promise<void> {
  let failure: NodeJS.ErrnoException | undefined;
  const note = (error: Error) => (failure ??= error);
  sink.on('error', note);
  try {
    await write(sink);
  } catch (error) {
    if (error !== failure || failure?.code !== 'EPIPE') throw error;
  } finally {
    sink.off('error', note);
  }
}

function tickersOption(text: string): Ticker[] {
  return text.split(',').map((part) => {
    const ticker = tickerOf(part.trim());
    if (ticker !== null) return ticker;
    throw new UserError(`Expected tickers such as TCS.NS,INFY.NS, got "${shown(part)}".`);
  });
}
