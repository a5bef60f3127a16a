import { zipFile } from './zipFile.js';

/** A cell of a workbook for a test: a date is written as Excel does, as days since 1899-12-30. */
export type TestCell = string | number | Date | null;

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const EPOCH = Date.UTC(1899, 11, 30);
const DAY = 86_400_000;

/** Returns a workbook with one sheet, whose XML the test writes. */
export function workbookOfXml(
  sheet: string,
  { name = 'Sheet1', shared = `<sst xmlns="${MAIN}"/>` } = {},
): Buffer {
  const relation = (id: number, kind: string, target: string) =>
    `<Relationship Id="r${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
  return zipFile([
    {
      name: 'xl/workbook.xml',
      bytes: `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${name}" sheetId="1" r:id="r1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      bytes: `<Relationships xmlns="${PACKAGE}">${relation(1, 'worksheet', 'worksheets/sheet1.xml')}${relation(2, 'sharedStrings', 'sharedStrings.xml')}${relation(3, 'styles', 'styles.xml')}</Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      bytes: `<styleSheet xmlns="${MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    },
    { name: 'xl/sharedStrings.xml', bytes: shared },
    {
      name: 'xl/worksheets/sheet1.xml',
      bytes: `<worksheet xmlns="${MAIN}"><sheetData>${sheet}</sheetData></worksheet>`,
    },
  ]);
}

/** Returns a workbook with one sheet of some rows. */
export function workbookOfRows(rows: readonly (readonly TestCell[])[], name = 'Sheet1'): Buffer {
  const cellOf = (cell: TestCell, column: number, row: number): string => {
    const address = `r="${String.fromCharCode(65 + column)}${row}"`;
    if (cell === null) return '';
    if (cell instanceof Date) return `<c ${address} s="1"><v>${(cell.getTime() - EPOCH) / DAY}</v></c>`;
    if (typeof cell === 'number') return `<c ${address}><v>${cell}</v></c>`;
    return `<c ${address} t="inlineStr"><is><t>${cell.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</t></is></c>`;
  };
  const sheet = rows.map(
    (row, at) =>
      `<row r="${at + 1}">${row.map((cell, column) => cellOf(cell, column, at + 1)).join('')}</row>`,
  );
  return workbookOfXml(sheet.join(''), { name });
}
