import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { printable } from '../../../../src/printable.js';
import type { ReportDocument } from '../../../../src/companies/reports/reportDocument.js';
import { documentWithTexts } from '../../../support/companies/reports/documentWithTexts.js';
import { parsedPage } from '../../../support/companies/reports/parsedPage.js';
import { reportDocument } from '../../../support/companies/reports/reportDocument.js';
import { richDocument } from '../../../support/companies/reports/richDocument.js';

const rich = richDocument();
let htmlOf: (document: ReportDocument) => string;
let page: string;

beforeAll(async () => {
  // The library of charts moves lines by half a pixel where it sees the global `it` of a test.
  Reflect.deleteProperty(globalThis, 'it');
  ({ htmlOf } = await import('../../../../src/companies/reports/files/html/htmlOf.js'));
  page = htmlOf(rich);
});

/** A page of one table without charts, which is written in a millisecond. */
const small = (text: string): ReportDocument =>
  documentWithTexts(
    reportDocument(
      [
        { id: 'lines', columns: [{ name: 'a' }, { name: 'b', unit: 'RUPEES' }], rows: [['a', 'b']] },
        { id: 'facts', shown: 'FACTS', columns: [{ name: 'a' }], rows: [['a'], ['b']] },
        { id: 'none', columns: [{ name: 'a' }], rows: [] },
        {
          ...{ id: 'unprinted', columns: [{ name: 'a' }], rows: [['a']] },
          printed: { where: [{ column: 'a', is: 0 }], none: 'a' },
        },
        { id: 'data', shown: 'DATA_ONLY', columns: [{ name: 'a' }], rows: [['a']] },
        {
          id: 'across',
          columns: [{ name: 'a' }, { name: 'b' }, { name: 'c' }, { name: 'd' }],
          rows: [['a', 'b', 'c', 'd']],
          across: { rows: ['a', 'd'], columns: 'b', cells: 'c' },
        },
      ],
      {
        findings: [{ rule: 'A_RULE', sentence: 'a', numbers: [{ name: 'n', value: 1 }] }],
        changes: {
          ...{ formerHash: 'a', formerCreatedAt: 'b', total: 2 },
          changes: [
            { table: 'lines', row: 'a', column: 'b', former: 'a', now: 'b' },
            { table: null, row: 'A_RULE', column: null, former: 'a', now: 'b' },
          ],
        },
      },
    ),
    text,
  );

describe('the page of a report', () => {
  test('has no script, and loads nothing', () => {
    expect(page).not.toMatch(/<(script|link|img|iframe|object|embed|base|form|style [^>]*src)\b/i);
    expect(page).not.toMatch(/\s(src|srcset|on\w+|xlink:href|action|background)\s*=/i);
    expect(page).not.toMatch(/@import|url\(|expression\(/i);
    const { valuesOf } = parsedPage(page);
    expect(valuesOf('href').every((target) => target.startsWith('#'))).toBe(true);
    expect(valuesOf('content')).toContain(
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'",
    );
    // The addresses of filings are texts.
    const addresses = [...page.matchAll(/https?:[^<\s]*/g)].map(([address]) => address);
    expect(addresses).toEqual([rich.content.tables[0].rows[0][5], rich.content.tables[6].rows[0][3]]);
  });

  test('is well-formed, and each reference within it is to one element', () => {
    const { faults, valuesOf } = parsedPage(page);
    expect(faults).toEqual([]);
    const ids = valuesOf('id');
    expect(new Set(ids).size).toBe(ids.length);
    const targets = ['aria-labelledby', 'aria-describedby'].flatMap((name) => valuesOf(name));
    const anchors = valuesOf('href').map((target) => target.slice(1));
    expect([...targets, ...anchors].filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('has headings in order, captions and scopes', () => {
    const levels = [...page.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
    expect(levels[0]).toBe(1);
    expect(levels.slice(1).every((level, k) => level > 1 && level - levels[k] <= 1)).toBe(true);
    const tables = page.split('<table').slice(1);
    expect(tables.filter((table) => !/^[^>]*>\s*<caption/.test(table))).toEqual([]);
    expect(page).not.toMatch(/<th(?! scope="(row|col)")\b/);
    expect(page).toContain('<html lang="en">');
  });

  test('has the exact value of each cell', () => {
    const { exactIn } = parsedPage(page);
    for (const { id, columns, rows } of rich.content.tables.filter((table) => table.rows.length > 0)) {
      const expected = rows.flatMap((row) =>
        row.flatMap((cell, k) =>
          typeof cell === 'number' || typeof cell === 'boolean' ? `${columns[k].name} ${String(cell)}` : [],
        ),
      );
      const values = new Set(exactIn(`table-${id}`));
      expect(expected.filter((cell) => !values.has(cell.split(' ')[1]))).toEqual([]);
    }
  });

  test('shows numbers, dates and what is not known as readers expect them', () => {
    const { text } = parsedPage(
      htmlOf(
        reportDocument([
          {
            id: 'all',
            columns: [
              { name: 'a', unit: 'FRACTION' },
              { name: 'b', unit: 'INR_CRORE' },
              { name: 'c' },
              { name: 'd', unitColumn: 'u' },
              { name: 'u' },
              { name: 'e', unit: 'RUPEES' },
              { name: 'f', unit: 'COUNT' },
            ],
            rows: [[0.1234, 1234567.891, '2026-01-02', -12.5, 'RUPEES', '-1234567.50', null]],
          },
        ]),
      ),
    );
    const shown = ['12.34\u00A0%', '12,34,567.89', '2 Jan 2026', '−₹12.50', '−12,34,567.50', 'not known'];
    expect(shown.filter((value) => !text.includes(value))).toEqual([]);
    expect(text).not.toContain('RUPEES');
  });

  test('has the rows of long tables that matter, and says which it has not', () => {
    const printed = { where: [{ column: 'b', not: 0 }], none: 'None is above 0.' };
    const columns = [{ name: 'a' }, { name: 'b' }];
    const { text } = parsedPage(
      htmlOf(
        reportDocument([
          {
            id: 'some',
            columns,
            printed,
            rows: [
              ['kept', 1],
              ['hidden', 0],
              ['unknown', null],
            ],
          },
          { id: 'all', columns, printed, rows: [['whole', 1]] },
          { id: 'none', columns, printed, rows: [['hidden', 0]] },
          { id: 'empty', columns, printed, rows: [] },
          { id: 'data', columns, rows: [['hidden', 5]], shown: 'DATA_ONLY' },
          { id: 'nodata', columns, rows: [], shown: 'DATA_ONLY' },
        ]),
      ),
    );
    const shown = [
      ...['kept', 'unknown', '2 of 3 rows: the others are only in the CSV and JSON files.', 'whole'],
      ...['None is above 0.', 'None is known.', 'Only in the CSV and JSON files: Title of data.'],
    ];
    expect(shown.filter((one) => !text.includes(one))).toEqual([]);
    expect(text).not.toContain('hidden');
    expect(text).not.toContain('1 of 1 rows');
  });

  test.each([true, false])('has a section before its findings where the template says so: %s', (first) => {
    const { text } = parsedPage(htmlOf(reportDocument([], { first })));
    const at = (title: string) => text.lastIndexOf(title);
    expect(at('What the section is about.') < at('Nothing was found.')).toBe(first);
    expect(text.indexOf('The section') < text.indexOf('Findings')).toBe(first);
  });

  test('says first what is known badly, and then the rest', () => {
    const { text } = parsedPage(page);
    const at = [
      'Known badly',
      'LOW_CONFIDENCE',
      'MISSING_FIGURES',
      'Found',
      'HIGH_CONCENTRATION',
      'Changes since',
    ];
    const places = at.map((one) => text.indexOf(one, text.indexOf('Findings\n')));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });

  test.each([
    [null, ''],
    [
      { formerHash: 'f'.repeat(64), formerCreatedAt: '2026-06-30T10:00:00Z', total: 0, changes: [] },
      'Nothing changed',
    ],
  ])('of the changes %j says "%s"', (changes, said) => {
    const { text } = parsedPage(htmlOf(reportDocument([], { changes })));
    expect(text.includes('Changes since')).toBe(changes !== null);
    expect(text).toContain(said);
  });

  test('names changes, and how many it does not list', () => {
    const changes = {
      ...{ formerHash: 'f'.repeat(64), formerCreatedAt: '2026-06-30T10:00:00Z', total: 999 },
      changes: [{ table: 'lines', row: 'TCS.NS', column: 'a', former: 0.5, now: null }],
    };
    const { text } = parsedPage(
      htmlOf(
        reportDocument([{ id: 'lines', columns: [{ name: 'a', unit: 'FRACTION' }], rows: [[null]] }], {
          changes,
        }),
      ),
    );
    expect(text).toContain('999 things differ');
    expect(text).toContain('the first 1 are listed');
    expect(text).toMatch(/Title of linesTCS\.NSTitle of a50\.00\u00A0%not known/);
  });

  test('shows all digits of numbers that differ in those that are not shown otherwise', () => {
    const changes = {
      ...{ formerHash: 'f'.repeat(64), formerCreatedAt: '2026-06-30T10:00:00Z', total: 2 },
      changes: [
        { table: 'lines', row: 'TCS.NS', column: 'a', former: 0.50001, now: 0.50002 },
        { table: null, row: 'templateVersion', column: null, former: 1, now: 2 },
      ],
    };
    const { text } = parsedPage(
      htmlOf(
        reportDocument([{ id: 'lines', columns: [{ name: 'a', unit: 'FRACTION' }], rows: [[1]] }], {
          changes,
        }),
      ),
    );
    expect(text).toContain('TCS.NSTitle of a0.500010.50002');
    expect(text).toContain('TemplatetemplateVersion12');
  });

  test('marks the numbers of a synthetic market on each page', () => {
    expect(page).toContain('<p class="synthetic">Synthetic market');
    expect(page).toMatch(/@top-right \{ content: "Synthetic market/);
    expect(htmlOf(reportDocument())).not.toMatch(/synthetic market/i);
  });

  test('has the hash, the versions, and each question with its variables', () => {
    const { text } = parsedPage(page);
    const { document, variables } = rich.questions[0];
    const said = [
      rich.hash,
      'COMPANY, version 3',
      'GreyOak 0.1.0',
      document.trim(),
      JSON.stringify(variables, null, 2),
    ];
    expect(said.filter((one) => !text.includes(one))).toEqual([]);
  });

  test('is the same for the same document', () => {
    expect(htmlOf(richDocument())).toBe(page);
  });

  test('refuses a hash that could end its style', () => {
    expect(() => htmlOf({ ...rich, hash: '</style>' })).toThrow('Expected a hash of 64 hexadecimal digits');
  });
});

describe('a text of others', () => {
  /** A number, a date and a long word have elements of their own. */
  const fixed = (elements: readonly string[]): readonly string[] =>
    elements.filter((element) => !/^(data|time|span) /.test(element));

  const HOSTILE = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</style></title></pre></code><h1>',
    '<!--',
    ']]>',
    '&lt;b&gt; &amp;',
    '\u202Egnirts\u2066\u200B',
    'a\u0000b\u001B[31m',
    '\uD800 half',
    '${1}{{2}}',
    '',
  ];

  test.each(HOSTILE)('%j stays a text in each place', (text) => {
    const plain = parsedPage(htmlOf(small('plain')));
    const written = htmlOf(small(text));
    const hostile = parsedPage(written);
    expect(fixed(hostile.elements)).toEqual(fixed(plain.elements));
    expect(hostile.faults).toEqual([]);
    const times = (page: string, part: string): number => page.split(part).length;
    if (text.trim() !== '') {
      // The two variables of the question are JSON, which writes some characters otherwise.
      expect(times(hostile.text, printable(text)) + 2).toBeGreaterThanOrEqual(times(plain.text, 'plain'));
    }
    // eslint-disable-next-line no-control-regex
    expect(written).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u202A-\u202E\u2066-\u2069\uD800-\uDFFF]/);
  });

  test('stays a text in drawings', () => {
    const text = '"><script>alert(1)</script>';
    const written = htmlOf(
      documentWithTexts(
        reportDocument(
          [
            {
              id: 'peers',
              columns: [{ name: 'a' }, { name: 'b', unit: 'POINTS' }, { name: 'c', unit: 'POINTS' }],
              rows: [
                ['a', 1, 2],
                ['b', 3, 4],
              ],
            },
          ],
          {
            charts: [
              { kind: 'BARS', title: 'a', table: 'peers', x: 'a', y: ['b', 'c'] },
              { kind: 'DOTS', title: 'a', table: 'peers', x: 'b', y: ['c'], series: 'a' },
            ],
          },
        ),
        text,
      ),
    );
    expect(written).not.toContain('<script');
    expect(written.split('&lt;script&gt;').length).toBeGreaterThan(10);
    expect(parsedPage(written).faults).toEqual([]);
  });

  test('of any characters changes no element', () => {
    const plain = parsedPage(htmlOf(small('plain'))).elements;
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 27 }), (text) => {
        const { elements, faults } = parsedPage(htmlOf(small(text)));
        expect(fixed(elements)).toEqual(fixed(plain));
        expect(faults).toEqual([]);
      }),
      { numRuns: Number(process.env['REPORT_TEXTS'] ?? 100) },
    );
  });
});
