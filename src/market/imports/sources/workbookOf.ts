import readWorkbook from 'read-excel-file/node';
import { UserError } from '../../../userError.js';
import type { WorkbookCell, WorkbookContent } from './content.js';
import { sheetExtent } from './sheetExtent.js';
import { zipMembers } from './zipMembers.js';

/** The parts of a workbook are unpacked in memory. The largest one that a site gives has some 10 MB. */
const MOST_BYTES = 2 ** 26;
/** Cells of a workbook, the empty ones between others included. The largest one that we saw has 60,000. */
const MOST_CELLS = 5_000_000;
const SHEET = /<(?:[\w.-]+:)?sheet[\s/>]/g;

/**
 * Reads the stored values of a workbook. Formulas are not run.
 *
 * @throws UserError where it is damaged, or unpacks to too much
 */
export async function workbookOf(name: string, bytes: Buffer): Promise<WorkbookContent> {
  await refuseBomb(name, bytes);
  try {
    const sheets = await readWorkbook(bytes);
    return {
      kind: 'WORKBOOK',
      name,
      sheets: sheets.map(({ sheet, data }) => ({ name: sheet, rows: data as WorkbookCell[][] })),
    };
  } catch (error) {
    throw new UserError(
      `${name} is no Excel workbook that can be read (${(error as Error).message}). Save it again as .xlsx; nothing of it ` +
        'was taken.',
    );
  }
}

/**
 * Unpacks the parts once, and counts what they unpack to and how far their cells reach: what a zip file says of its parts
 * may be wrong, and the reader makes a table up to the last cell.
 */
async function refuseBomb(name: string, bytes: Buffer): Promise<void> {
  let [before, largest, sheets] = [0, 0, 0];
  for (const part of await zipMembers(name, bytes)) {
    const unpacked = await part.bytes((size) =>
      before + size <= MOST_BYTES
        ? null
        : new UserError(
            `${name} unpacks to more than ${MOST_BYTES} bytes: expected a workbook of less. Nothing of it was taken.`,
          ),
    );
    before += unpacked.length;
    const xml = unpacked.toString('latin1');
    largest = Math.max(largest, sheetExtent(xml));
    // Several sheets may be one part of the file, which is then read for each.
    sheets += xml.match(SHEET)?.length ?? 0;
    if (largest * Math.max(1, sheets) <= MOST_CELLS) continue;
    throw new UserError(
      `${name} has cells that reach over more than ${MOST_CELLS} places: expected fewer. Delete what stands far below or to ` +
        'the right of the tables; nothing of it was taken.',
    );
  }
}
