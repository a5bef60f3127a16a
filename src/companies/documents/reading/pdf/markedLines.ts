import type { ExtractedLine } from '../../text/documentText.js';
import type { Body } from './bodyOf.js';
import { headingRowsOf } from './headingRowsOf.js';
import { paragraphStartsOf } from './paragraphStartsOf.js';
import type { Row } from './rowsOf.js';
import { tableRowsOf } from './tableRowsOf.js';

/** Says of the rows of a page, in reading order, which are text, headings and rows of tables. An empty line ends a paragraph. */
export function markedLines(rows: readonly Row[], body: Body): ExtractedLine[] {
  const isTable = tableRowsOf(rows);
  const starts = paragraphStartsOf(rows);
  const isHeading = headingRowsOf(rows, { body, isTable, starts });
  return rows.flatMap((row, index) => {
    const kind = isTable[index] ? 'TABLE' : isHeading[index] ? 'HEADING' : 'TEXT';
    const cells = row.cells.map((cell) => cell.text.replace(/\s+/g, ' '));
    const line = { kind, text: cells.join(kind === 'TABLE' ? '\t' : ' ') } as const;
    const isApart =
      isTable[index] !== isTable[index - 1] ||
      isHeading[index] !== isHeading[index - 1] ||
      (starts[index] === true && kind !== 'TABLE');
    return isApart ? [{ kind: 'TEXT', text: '' } as const, line] : [line];
  });
}
