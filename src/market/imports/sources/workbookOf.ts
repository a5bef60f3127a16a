import readWorkbook from 'read-excel-file/node';
import { UserError } from '../../../userError.js';
import type { WorkbookCell, WorkbookContent } from './content.js';
import { zipMembers } from './zipMembers.js';

/** The parts of a workbook are unpacked in memory. The largest one that a site gives has some 10 MB. */
const MOST_BYTES = 2 ** 28;

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

/** Unpacks the parts once, and counts what they unpack to: what a zip file says of its parts may be wrong. */
async function refuseBomb(name: string, bytes: Buffer): Promise<void> {
  let before = 0;
  for (const part of await zipMembers(name, bytes)) {
    const { length } = await part.bytes((size) =>
      before + size <= MOST_BYTES
        ? null
        : new UserError(
            `${name} unpacks to more than ${MOST_BYTES} bytes: expected a workbook of less. Nothing of it was taken.`,
          ),
    );
    before += length;
  }
}
