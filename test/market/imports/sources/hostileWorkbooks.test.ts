import { describe, expect, test } from '@jest/globals';
import { contentOf } from '../../../../src/market/imports/sources/contentOf.js';
import { workbookOfRows, workbookOfXml } from '../../../support/market/workbook.js';
import { zipFile } from '../../../support/market/zipFile.js';

const read = (bytes: Buffer) => contentOf({ name: 'x.xlsx', bytes });
const cell = (address: string, value = '1') => `<c r="${address}"><v>${value}</v></c>`;
const sheets = (count: number) =>
  `<sheets>${'<sheet name="A" sheetId="1" r:id="r1"/>'.repeat(count)}</sheets>`;

describe('a hostile workbook', () => {
  test.each<[string, () => Buffer, RegExp]>([
    [
      'a cell in the last row and column',
      () => workbookOfXml(`<row r="1048576">${cell('XFD1048576')}</row>`),
      /cells that reach over more than/,
    ],
    [
      'a cell outside any sheet',
      () => workbookOfXml(`<row>${cell('ZZZZZZ99999999999999')}</row>`),
      /cells that reach over/,
    ],
    [
      'an address in single quotes',
      () => workbookOfXml("<row r='1'><c r = 'XFD1048576'><v>1</v></c></row>"),
      /cells that reach over/,
    ],
    [
      'an address that is written as characters',
      () => workbookOfXml('<row r="1"><c r="&#88;FD1048576"><v>1</v></c></row>'),
      /cells that reach over/,
    ],
    [
      'a million rows',
      () => workbookOfXml(`<row>${'<c/>'.repeat(6)}</row>`.repeat(900_000)),
      /cells that reach over/,
    ],
    [
      'one sheet many times',
      () => workbookOfXml(`<row r="1000000">${cell('A1000000')}</row>${sheets(1000)}`),
      /cells that reach over/,
    ],
    ['a bomb', () => workbookOfXml('<row/>'.repeat(12_000_000)), /unpacks to more than/],
    [
      'a shared string that is not there',
      () => workbookOfXml('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'),
      /no Excel workbook/,
    ],
    [
      'a shared string below the first',
      () => workbookOfXml('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>'),
      /no Excel workbook/,
    ],
    ['no sheet', () => zipFile([{ name: 'xl/workbook.xml', bytes: '<workbook/>' }]), /no Excel workbook/],
    ['no XML', () => zipFile([{ name: 'xl/workbook.xml', bytes: 'x' }]), /no Excel workbook/],
    ['a cut', () => workbookOfRows([['a', 1]]).subarray(0, 700), /no whole zip file|no Excel workbook/],
  ])('%s is refused with the reason, in bounded memory', async (_, make, reason) => {
    const bytes = make();
    const start = process.memoryUsage().rss;
    await expect(read(bytes)).rejects.toThrow(reason);
    expect(process.memoryUsage().rss - start).toBeLessThan(700e6);
  });

  test('entities of shared strings stay as they are written', async () => {
    const shared =
      '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&b;</t></si></sst>';
    const found = await read(workbookOfXml('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', { shared }));
    expect(found).toMatchObject({ kind: 'WORKBOOK', sheets: [{ rows: [['&b;']] }] });
  });

  test('formulas are not run: a cell has its stored value, or none', async () => {
    const row = '<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v>7</v></c></row>';
    expect(await read(workbookOfXml(row))).toMatchObject({ sheets: [{ rows: [[null, 7]] }] });
  });
});
