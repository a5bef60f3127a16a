import { LEFT_OUT } from '../market/imports/adapters/adapter.js';
import type { LeftOutRows } from '../market/imports/readFile.js';
import type { ImportedHeap } from '../market/store/importHeap.js';
import { shown } from '../shown.js';

/** Returns lines that say what each file was recognised as, and which of its rows were left out and why. */
export function recognisedLines({ recognised, files }: ImportedHeap): string[] {
  return recognised.flatMap(({ file, title, isNeeded }) => [
    `${shown(file)} is ${title}${isNeeded ? '' : ': nothing of it is needed'}`,
    ...files
      .filter((imported) => imported.file === file)
      .flatMap(({ leftOut }) => leftOut)
      .map((rows) => leftOutLine(file, rows)),
  ]);
}

/** Returns the line that says which rows of a file were left out. */
export function leftOutLine(file: string, { reason, rows, examples }: LeftOutRows): string {
  const more = rows > examples.length ? ', …' : '';
  return `${shown(file)}: left out ${rows} ${rows === 1 ? 'row' : 'rows'} ${LEFT_OUT[reason]}: ${examples.map(shown).join(', ')}${more}`;
}
