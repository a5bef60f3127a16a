import type { Writable } from 'node:stream';
import { Argument, Command, Option } from 'commander';
import type pg from 'pg';
import type { ExportFormat } from '../exports/exportFormats.js';
import type { ExportKind } from '../exports/exportKinds.js';
import type { ExportRequest } from '../exports/exportRequest.js';
import { requireExport } from '../exports/requireExport.js';
import { storedSpan, type StoredSpan } from '../exports/storedSpan.js';
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
import { writeSessionFolder } from './writeSessionFolder.js';

interface ExportOptions {
  readonly date?: string;
  readonly from?: string;
  readonly to?: string;
  readonly all?: true;
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

/** Stands for the span of `--all` until the store is read, and where it has no rows. */
const UNKNOWN_SPAN: StoredSpan = { from: '2000-01-01' as IsoDate, to: '2000-01-01' as IsoDate };

/** What the rows of a kind are called. */
const ROWS = {
  scores: 'scores',
  features: 'features',
  bars: 'bars',
  facts: 'facts',
  session: 'scored sessions',
};

const READING = { mustExist: true } as const;

/** The options that say what a table has, and how it is written. A session's folder has all, in its own way. */
const OF_TABLES = ['from', 'to', 'all', 'mode', 'tickers', 'csv', 'parquet', 'json', 'force'] as const;

/** The command `greyoak export KIND --from A --to B`, or `--all`, and `greyoak export session --date D`. */
export function exportCommand(terminal: Terminal): Command {
  return new Command('export')
    .description(
      'write scores, features (indicators), bars (prices), other facts, or the numbers of the screener (session) of a ' +
        'span of days as CSV, Parquet or JSON; or all that the scores of one session were computed from and gave, as a ' +
        'folder that "greyoak reproduce FOLDER" computes again',
    )
    .addArgument(new Argument('<kind>', 'what to write').choices(KINDS))
    .option('--from <date>', 'first day, such as 2024-10-08')
    .option('--to <date>', 'last day')
    .addOption(
      new Option(
        '--date <date>',
        'of a session: write a folder with its inputs, scores and components',
      ).conflicts([...OF_TABLES]),
    )
    .addOption(new Option('--all', 'all days that the store has rows of').conflicts(['from', 'to']))
    .addOption(new Option('--mode <mode>', 'the mode of the scores; both by default').choices(MODES))
    .option('--method <name>', 'the method of the scores; the served one by default')
    .option('--tickers <list>', 'stocks, with a comma between them; all by default', tickersOption)
    .addOption(new Option('--csv', 'write CSV, the default').conflicts(['parquet', 'json']))
    .addOption(new Option('--parquet', 'write Apache Parquet, which needs --out').conflicts(['csv', 'json']))
    .addOption(new Option('--json', 'write one JSON object per line').conflicts(['csv', 'parquet']))
    .option(
      '--out <file>',
      'the file to write, standard output by default; with --date the new folder, session-DATE by default',
    )
    .option('--force', 'replace the file')
    .action(async (kind: (typeof KINDS)[number], options: ExportOptions, command: Command) => {
      const { mode = null, method = null, tickers = null, out, force = false } = options;
      if (options.date !== undefined) {
        if (kind !== 'session') {
          command.error(
            `error: expected --from and --to with ${kind}, got --date, which is for "export session"`,
          );
        }
        await writeSessionFolder(terminal, { method, date: options.date, out });
        return;
      }
      const { from, to } = askedSpan(options, command);
      const format: ExportFormat = options.parquet ? 'PARQUET' : options.json ? 'JSON' : 'CSV';
      const ofKind = { kind: kind.toUpperCase() as Uppercase<typeof kind> };
      const asked = { ...requireExport({ ...ofKind, format, mode, method, tickers, from, to }), ...ofKind };
      if (out === undefined && format === 'PARQUET') {
        throw new UserError('Expected a file for Parquet, got none: name it with --out FILE.');
      }
      if (out !== undefined) await requirePlace(out, force);
      const progress = progressOn(terminal);
      const onPart = (done: number, total: number) => progress.show(kind, done, total);
      const write = (pool: pg.Pool, request: ExportRequest) =>
        out === undefined
          ? untilClosed(terminal.outStream, (sink) =>
              writeExport(pool, request, () => sink, { onPart, end: false }),
            )
          : endedBySignals((signal) =>
              writeWhole(out, (makeSink) => writeExport(pool, request, makeSink, { onPart, signal })),
            );
      try {
        const said = await withStore(
          terminal,
          async ({ pool }) => {
            const stored = options.all ? await storedSpan(pool, asked) : null;
            const written = await write(pool, { ...asked, ...stored });
            if (written === null) return '';
            const where =
              out === undefined ? '' : `${written.rows} rows, ${written.bytes} bytes in ${out}.\n`;
            return (
              where + (written.rows === 0 ? nothing(kind, stored ?? (await storedSpan(pool, asked))) : '')
            );
          },
          READING,
        );
        progress.stop();
        terminal.err(said);
      } finally {
        progress.stop();
      }
    });
}

/** @throws CommanderError where the options name no span */
function askedSpan({ from, to, all }: ExportOptions, command: Command): StoredSpan {
  if (all) return UNKNOWN_SPAN;
  if (from !== undefined && to !== undefined) return { from: from as IsoDate, to: to as IsoDate };
  const got = from !== undefined ? 'only --from' : to !== undefined ? 'only --to' : 'neither';
  command.error(`error: expected --from and --to, or --all for all days, got ${got}`);
}

const nothing = (kind: (typeof KINDS)[number], stored: StoredSpan | null): string =>
  stored === null
    ? `0 rows: the store has no ${ROWS[kind]}.\n`
    : `0 rows: the store has ${ROWS[kind]} from ${stored.from} to ${stored.to}.\n`;

/** Writes to a stream. A reader that has seen enough (`| head`) is no error: then it returns null. */
async function untilClosed<Written>(
  sink: Writable,
  write: (sink: Writable) => Promise<Written>,
): Promise<Written | null> {
  let failure: NodeJS.ErrnoException | undefined;
  const note = (error: Error) => (failure ??= error);
  sink.on('error', note);
  try {
    return await write(sink);
  } catch (error) {
    if (error !== failure || failure?.code !== 'EPIPE') throw error;
    return null;
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
