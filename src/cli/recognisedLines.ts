import { LEFT_OUT } from '../market/imports/adapters/adapter.js';
import type { LeftOutRows } from '../market/imports/readFile.js';
import type { ImportedHeap, RecognisedFile } from '../market/store/importHeap.js';
import { shown } from '../shown.js';

/** Returns lines that say what each file was recognised as, and which of its rows were left out and why. */
export function recognisedLines({ recognised, files }: ImportedHeap): string[] {
  return recognised.flatMap((one) => [
    recognisedLine(one),
    ...files
      .filter((imported) => imported.file === one.file)
      .flatMap(({ leftOut }) => leftOut)
      .map((rows) => leftOutLine(one.file, rows)),
  ]);
}

/** Returns the line that says what a file is. */
export function recognisedLine({ file, title, isNeeded }: RecognisedFile): string {
  return `${shown(file)} is ${title}${isNeeded ? '' : ': nothing of it is needed'}`;
}

/** Returns the line that says which rows of a file were left out. */
export function leftOutLine(file: string, { reason, rows, examples }: LeftOutRows): string {
  const more = rows > examples.length ? ', …' : '';
  const named = examples.length > 0 ? `: ${examples.map(shown).join(', ')}${more}` : '';
  return `${shown(file)}: left out ${rows} ${rows === 1 ? 'row' : 'rows'} ${LEFT_OUT[reason]}${named}`;
}
