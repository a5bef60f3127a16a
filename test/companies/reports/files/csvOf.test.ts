import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import papa from 'papaparse';
import { restored } from '../../../../src/exports/formats/neutralised.js';
import { csvOf } from '../../../../src/companies/reports/files/csv/csvOf.js';
import { loadTemplates } from '../../../../src/companies/reports/template/loadTemplates.js';
import type { ReportCell } from '../../../../src/companies/reports/reportContent.js';
import { reportDocument } from '../../../support/companies/reports/reportDocument.js';
import { richDocument } from '../../../support/companies/reports/richDocument.js';

type Line = readonly [table: string, row: string, column: string, unit: string, value: string];

const linesOf = (file: string): readonly Line[] => {
  const { data, errors } = papa.parse<string[]>(file.replace(/^\uFEFF/, ''), {
    newline: '\r\n',
    skipEmptyLines: true,
  });
  expect(errors).toEqual([]);
  expect(data.every((line) => line.length === 5)).toBe(true);
  return data.slice(1) as unknown as Line[];
};

const textOf = (cell: ReportCell): string =>
  cell === null ? '' : typeof cell === 'string' ? cell : JSON.stringify(cell);

describe('the CSV of a report', () => {
  const rich = richDocument();
  const file = csvOf(rich);

  test('begins with its mark, and has the identity, the findings and the changes before the tables', () => {
    expect(file.startsWith('\uFEFFtable,row,column,unit,value\r\nreport,1,title,,')).toBe(true);
    const tables = [...new Set(linesOf(file).map(([table]) => table))];
    expect(tables.slice(0, 4)).toEqual(['report', 'findings', 'changed-since', 'identity']);
    const report = new Map(
      linesOf(file).flatMap(([table, , column, , value]) => (table === 'report' ? [[column, value]] : [])),
    );
    expect(Object.fromEntries(report)).toMatchObject({
      ...{ kind: 'COMPANY', ticker: 'RELIANCE.NS', sector: '', on: '2026-06-30', hash: rich.hash },
      ...{
        templateVersion: '3',
        madeBy: '0.1.0',
        synthetic: 'true',
        formerHash: 'a'.repeat(64),
        changed: '3',
      },
    });
  });

  test('has each finding with its numbers, and each change', () => {
    const lines = linesOf(file).map((line) => line.join('|'));
    expect(lines).toContain('findings|2|rule||LOW_CONFIDENCE');
    expect(lines).toContain('findings|2|confidence||0.61');
    expect(lines).toContain('findings|2|median||');
    expect(lines).toContain('changed-since|1|former||60.1');
  });

  test('has names of its own that no table of a template has', async () => {
    const ids = [...(await loadTemplates()).values()].flatMap(({ sections }) =>
      sections.flatMap(({ tables }) => tables.map(({ id }) => id)),
    );
    expect(ids.filter((id) => ['report', 'findings', 'changed-since'].includes(id))).toEqual([]);
  });

  test('gives back each cell with its unit', () => {
    const own = new Set(['report', 'findings', 'changed-since']);
    const lines = linesOf(file).filter(([table]) => !own.has(table));
    const expected = rich.content.tables.flatMap(({ id, columns, rows }) =>
      rows.flatMap((row, k) =>
        columns.map(({ name, unit, unitColumn }, at) => [
          ...[id, String(k + 1), name],
          (unitColumn === null ? unit : row[columns.findIndex((one) => one.name === unitColumn)]) ?? '',
          textOf(row[at]),
        ]),
      ),
    );
    expect(lines).toEqual(expected);
  });

  test.each([
    ['=HYPERLINK("https://bad.example")', '\'=HYPERLINK("https://bad.example")'],
    ['+1', "'+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-2+3', "'-2+3"],
    ['\t=1', "'\t=1"],
    ['-1234.50', '-1234.50'],
    [-0.5, '-0.5'],
    [1e21, '1e+21'],
    [true, 'true'],
    ['a "quoted", text\r\nof lines', 'a "quoted", text\r\nof lines'],
  ])('writes %j so that no spreadsheet computes it', (cell, written) => {
    const lines = linesOf(csvOf(reportDocument([{ id: 't', columns: [{ name: 'c' }], rows: [[cell]] }])));
    expect(lines[lines.length - 1]).toEqual(['t', '1', 'c', '', written]);
  });

  test('gives back any cells, also in its title and findings', () => {
    const text = fc.string({ unit: 'binary', maxLength: 12 }).map((one) => Buffer.from(one).toString());
    const cell = fc.oneof(
      text,
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    );
    fc.assert(
      fc.property(text, fc.array(fc.tuple(cell, cell), { maxLength: 8 }), (sentence, rows) => {
        const findings = [{ rule: 'A_RULE', sentence, numbers: [] }];
        const lines = linesOf(
          csvOf(reportDocument([{ id: 't', columns: [{ name: 'a' }, { name: 'b' }], rows }], { findings })),
        );
        const values = lines.flatMap(([table, , , , value]) => (table === 't' ? [restored(value)] : []));
        expect(values).toEqual(rows.flat().map(textOf));
        const said = lines.find(([table, , column]) => table === 'findings' && column === 'sentence');
        expect(restored(said?.[4] ?? 'none')).toBe(sentence);
      }),
      { numRuns: 100 },
    );
  });

  test('is the same for the same document', () => {
    expect(csvOf(richDocument())).toBe(file);
  });
});
