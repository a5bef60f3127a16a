import { Option, type Command } from 'commander';
import { dayInIndia } from '../market/day.js';
import { SOURCES, type Source } from '../market/facts.js';
import { readFolder, type FolderFacts } from '../market/imports/readFolder.js';
import type { ReadOptions } from '../market/imports/walkFolder.js';
import { progressOn, type Progress } from './progress.js';
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
  const progress = progressOn(terminal);
  try {
    const facts = await readFolder(folder, readOptions(options, terminal, progress));
    sayIgnored(facts.ignored, terminal);
    return facts;
  } finally {
    progress.stop();
  }
}

export function readOptions(options: FactsOptions, terminal: Terminal, progress: Progress): ReadOptions {
  return {
    today: dayInIndia(terminal.now()),
    adjusted: options.adjusted ?? false,
    source: options.source,
    onProgress: (file, read, total) => progress.show(file, read, total),
  };
}

export function sayIgnored(files: readonly string[], terminal: Terminal): void {
  for (const file of files) {
    terminal.err(`greyoak: ${file} is no file of the import format, and was not read.\n`);
  }
}
