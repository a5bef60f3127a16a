import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DrawnChart } from '../../../../src/companies/reports/files/charts/drawnChart.js';
import type { ReportUnit } from '../../../../src/companies/reports/names.js';
import type { ReportCell } from '../../../../src/companies/reports/reportContent.js';
import type { TemplateChart } from '../../../../src/companies/reports/template/reportTemplate.js';
import { reportDocument } from '../../../support/companies/reports/reportDocument.js';

type Row = readonly ReportCell[];

interface Drawn extends DrawnChart {
  readonly text: string;
}

let draw: (
  kind: TemplateChart['kind'],
  rows: readonly Row[],
  unit?: ReportUnit | null,
  series?: boolean,
) => Drawn;

beforeAll(async () => {
  // The library of charts moves lines by half a pixel where it sees the global `it` of a test.
  Reflect.deleteProperty(globalThis, 'it');
  const { drawnChart } = await import('../../../../src/companies/reports/files/charts/drawnChart.js');
  const { seriesOf } = await import('../../../../src/companies/reports/files/charts/seriesOf.js');
  const { chartText } = await import('../../../../src/companies/reports/files/charts/chartText.js');
  draw = (kind, rows, unit = 'POINTS', bySeries = false) => {
    const width = rows[0]?.length ?? 2;
    const names = ['x', 'a', 'b', 'c', 'd', 'e', 'f'].slice(0, width);
    const columns = names.map((name, k) => ({
      name,
      title: name.toUpperCase(),
      unit: k === 0 ? null : unit,
    }));
    const [table] = reportDocument([{ id: 't', columns, rows }]).content.tables;
    const chart = {
      kind,
      title: 'T',
      table: 't',
      x: 'x',
      ...(bySeries ? { y: ['a'], series: 'b' } : { y: names.slice(1) }),
    };
    const data = seriesOf(table, chart);
    return { ...drawnChart(kind, data, {}), text: data.series.length === 0 ? '' : chartText(data) };
  };
});

const KINDS = ['LINE', 'BARS', 'DOTS'] as const;
/** The numbers in what an element says of its place. */
const hasPlaces = (svg: string): boolean => !/NaN|Infinity|undefined|null/.test(svg);

describe('a chart', () => {
  test('has a gap where a number is not known', () => {
    const rows = [
      ['2026-01-01', 1],
      ['2026-01-02', 2],
      ['2026-01-03', null],
      ['2026-01-04', 3],
      ['2026-01-05', 4],
    ];
    const { svg, text } = draw('LINE', rows);
    expect(/aria-label="line"[^>]*>\s*<path d="([^"]*)"/.exec(svg ?? '')?.[1].match(/M/g)).toHaveLength(2);
    expect(text).toBe(
      'From 1.00 (1 Jan 2026) to 4.00 (5 Jan 2026); lowest 1.00 (1 Jan 2026), highest 4.00 (5 Jan 2026); 1 of 5 not known.',
    );
  });

  test('of many points marks those alone between gaps', () => {
    const rows = Array.from({ length: 60 }, (_, k) => [
      new Date(Date.UTC(2026, 0, 1 + k)).toISOString().slice(0, 10),
      k === 20 || k === 22 ? null : k,
    ]);
    const { svg } = draw('LINE', rows);
    expect(/aria-label="dot"[^>]*>(.*?)<\/g>/.exec(svg ?? '')?.[1].match(/<(path|circle)/g)).toHaveLength(1);
  });

  test.each(KINDS)('%s of one point is drawn', (kind) => {
    for (const rows of [[['2026-01-01', 5]], [['TCS.NS', -5]], [[3, 0]]]) {
      const { svg, notes } = draw(kind, rows);
      expect(notes).toEqual([]);
      expect(svg).toContain('<svg');
      expect(hasPlaces(svg ?? '')).toBe(true);
    }
  });

  test.each(KINDS)('%s without a number says so', (kind) => {
    const none = { svg: null, notes: ['There is no number to draw.'], text: '' };
    expect(draw(kind, [])).toEqual(none);
    expect(
      draw(kind, [
        ['2026-01-01', null],
        ['2026-01-02', 'n/a'],
      ]),
    ).toEqual(none);
  });

  test('of names draws as many as a page has room for, and says so', () => {
    const rows = Array.from({ length: 200 }, (_, k) => [`TICKER${k}.NS`, k, -k]);
    const { svg, notes } = draw('BARS', rows);
    expect(notes).toEqual(['The first 24 of 200 are drawn.']);
    expect(svg?.match(/<rect/g)).toHaveLength(48);
    expect(Number(/height="(\d+)"/.exec(svg ?? '')?.[1])).toBeLessThan(960);
  });

  test('of 200 dates has bars for them, and of more than have room, lines', () => {
    const dates = (length: number): Row[] =>
      Array.from({ length }, (_, k) => [
        new Date(Date.UTC(2024, 0, 1 + k)).toISOString().slice(0, 10),
        k - 50,
      ]);
    expect(draw('BARS', dates(100)).svg?.match(/<rect/g)).toHaveLength(100);
    expect(draw('BARS', dates(200)).svg).toContain('aria-label="line"');
  });

  test('draws dates from left to right, however they are ordered', () => {
    const rows: Row[] = [
      ['2026-03-31', 1],
      ['2025-12-31', 3],
      ['2025-09-30', 2],
    ];
    expect(draw('LINE', rows).svg).toBe(draw('LINE', rows.toReversed()).svg);
    const names = [...(draw('BARS', rows).svg ?? '').matchAll(/>(\d+ \w{3} \d{4})</g)].map(
      ([, name]) => name,
    );
    expect(names).toEqual(['30 Sep 2025', '31 Dec 2025', '31 Mar 2026']);
  });

  test('tells lines apart without colours', () => {
    const { svg } = draw('LINE', [
      ['2026-01-01', 1, 2, 3, 4, 5, 6],
      ['2026-01-02', 2, 3, 4, 5, 6, 7],
    ]);
    const dashes = [...(svg ?? '').matchAll(/stroke-dasharray="([^"]+)"/g)].map(([, dash]) => dash);
    expect(new Set(dashes).size).toBe(5);
  });

  test('has a series for each value of a column, six at most', () => {
    const rows: Row[] = Array.from({ length: 16 }, (_, k) => [k, k, `S${k % 8}`]);
    const { svg, notes } = draw('DOTS', rows, 'POINTS', true);
    expect(notes).toEqual(['2 more are not drawn.']);
    expect(new Set([...(svg ?? '').matchAll(/fill="(var[^"]+)"/g)].map(([, fill]) => fill)).size).toBe(6);
  });

  test('of names whose numbers all come later is drawn', () => {
    const rows = Array.from({ length: 60 }, (_, k): Row => [`TICKER${k}.NS`, k < 50 ? null : k]);
    const { svg, notes } = draw('BARS', rows);
    expect(notes).toEqual(['The first 48 of 60 are drawn.']);
    expect(hasPlaces(svg ?? 'null')).toBe(true);
  });

  test('says which points have no place', () => {
    expect(
      draw('DOTS', [
        [null, 1],
        [2, 2],
      ]).notes,
    ).toEqual(['1 are not drawn, because X is not known.']);
  });

  test('shows fractions in %, and amounts of money, which are texts', () => {
    expect(
      draw(
        'LINE',
        [
          ['2026-01-01', 0.125],
          ['2026-01-02', 0.25],
        ],
        'FRACTION',
      ).text,
    ).toContain('12.50\u00A0%');
    expect(draw('BARS', [['TCS.NS', '-1234567.50']], 'RUPEES').text).toBe('−₹12,34,567.50 (TCS.NS).');
  });

  test('leaves out numbers that are too large to be drawn', () => {
    const { svg, notes } = draw('LINE', [
      ['2026-01-01', 1],
      ['2026-01-02', 1e300],
    ]);
    expect([svg, notes]).toEqual([null, ['It has a number that is too large to be drawn.']]);
  });

  test('of any numbers, dates and names has places only', () => {
    const number = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: null });
    const moderate = fc.option(fc.double({ min: -1e15, max: 1e15, noNaN: true }), { nil: null });
    const date = fc.date({ min: new Date('1990-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    const x = fc.constantFrom(
      date.map((day) => day.toISOString().slice(0, 10)),
      fc.string({ unit: 'binary', maxLength: 40 }),
      moderate,
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...KINDS),
        x.chain((one) =>
          fc.array(fc.tuple(one, fc.oneof(number, moderate), moderate), { minLength: 1, maxLength: 20 }),
        ),
        (kind, rows) => {
          const { svg, text } = draw(kind, rows);
          expect(svg === null || hasPlaces(svg.replace(/<text[^>]*>[^<]*<\/text>/g, ''))).toBe(true);
          expect(text).not.toMatch(/NaN|Infinity|undefined/);
        },
      ),
      { numRuns: Number(process.env['REPORT_CHARTS'] ?? 40) },
    );
  });
});
