import { Option, type Command } from 'commander';
import { dayInIndia } from '../market/day.js';
import { SOURCES, type Source } from '../market/facts.js';
import { readFolder, type FolderFacts } from '../market/imports/readFolder.js';
import type { ReadOptions } from '../market/imports/walkFolder.js';
import { progressOn, type Progress } from './progress.js';
import { readSettings } from '../settings.js';
import { shown } from '../shown.js';
import type { Terminal } from './terminal.js';

/** The options of every command that reads a folder. They say how its prices are given. */
export interface FactsOptions {
  readonly adjusted?: boolean;
  readonly source: Source;
}

/** Adds FactsOptions to a command. */
export function withFactsOptions(command: Command): Command {
  return command
    .option('--adjusted', 'prices are already adjusted for splits and bonuses')
    .addOption(new Option('--source <source>', 'source of the prices').choices(SOURCES).default('PRIMARY'));
}

/**
 * Reads a folder into memory, with a progress bar on a terminal, and says which files were ignored.
 *
 * @throws UserError where the folder, or one of its files, is refused as a whole
 */
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

/** Returns how a folder is read, as the options of a command say. */
export function readOptions(options: FactsOptions, terminal: Terminal, progress: Progress): ReadOptions {
  return {
    today: dayInIndia(terminal.now()),
    adjusted: options.adjusted ?? false,
    source: options.source,
    limits: readSettings(terminal.env).imports,
    onProgress: (file, read, total) => progress.show(file, read, total),
  };
}

/** Says on stderr which files are no part of the import format. */
export function sayIgnored(files: readonly string[], terminal: Terminal): void {
  for (const file of files) {
    terminal.err(`greyoak: ${shown(file)} is no file of the import format, and was not read.\n`);
  }
}
