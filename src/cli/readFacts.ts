import cliProgress from 'cli-progress';
import { Option, type Command } from 'commander';
import { dayInIndia } from '../market/day.js';
import { SOURCES, type Source } from '../market/facts.js';
import { readFolder, type FolderFacts } from '../market/imports/readFolder.js';
import type { Terminal } from './terminal.js';

/** How every command that reads a folder is told what its prices are. */
export interface FactsOptions {
  readonly adjusted?: boolean;
  readonly source: Source;
}

export function withFactsOptions(command: Command): Command {
  return command
    .option('--adjusted', 'prices are adjusted for splits and bonuses already')
    .addOption(new Option('--source <source>', 'source of the prices').choices(SOURCES).default('PRIMARY'));
}

/** Reads a folder, with a progress bar on a terminal, and says which files it passed over. */
export async function readFacts(
  folder: string,
  options: FactsOptions,
  terminal: Terminal,
): Promise<FolderFacts> {
  const bar = new cliProgress.SingleBar(
    { format: '{bar} {percentage}% {file}', clearOnComplete: true, hideCursor: true, stopOnComplete: true },
    cliProgress.Presets.shades_classic,
  );
  let started = false;
  try {
    const facts = await readFolder(folder, {
      today: dayInIndia(terminal.now()),
      adjusted: options.adjusted ?? false,
      source: options.source,
      ...(terminal.errIsTty && {
        onProgress: (file: string, read: number, total: number) => {
          if (!started) bar.start(total, 0, { file });
          started = true;
          bar.update(read, { file });
        },
      }),
    });
    for (const file of facts.ignored) {
      terminal.err(`greyoak: ${file} is no file of the import format, and was not read.\n`);
    }
    return facts;
  } finally {
    if (started) bar.stop();
  }
}
