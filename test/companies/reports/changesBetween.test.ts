import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '../../../src/canonicalJson.js';
import type { Insight } from '../../../src/companies/analysis/insight.js';
import { changesBetween, MOST_NAMED } from '../../../src/companies/reports/changes/changesBetween.js';
import type { ReportCell, ReportContent } from '../../../src/companies/reports/reportContent.js';
import type { ReportTemplate } from '../../../src/companies/reports/template/reportTemplate.js';
import type { IsoDate } from '../../../src/scoring/names.js';

type Row = readonly ReportCell[];

const TEMPLATE = {
  sections: [
    { tables: [{ id: 'figures', key: ['name', 'period'] }] },
    { tables: [{ id: 'scores', key: [] }] },
  ],
} as unknown as Pick<ReportTemplate, 'sections'>;

const columnOf = (name: string) => ({ name, title: name, unit: null, unitColumn: null });

function contentOf(
  figures: readonly Row[],
  {
    findings = [],
    scores = [],
    templateVersion = 1,
  }: Partial<{
    findings: readonly Insight[];
    scores: readonly Row[];
    templateVersion: number;
  }> = {},
): ReportContent {
  return {
    ...{ kind: 'COMPANY', inputs: { ticker: null, sector: null, portfolioId: null } },
    ...{ on: '2026-06-30' as IsoDate, findings, templateVersion },
    tables: [
      {
        ...{ id: 'figures', title: 'Figures', rows: figures, reason: null },
        columns: ['name', 'period', 'value', 'unit'].map(columnOf),
      },
      { id: 'scores', title: 'Scores', rows: scores, reason: null, columns: [columnOf('score')] },
    ],
  };
}

const saying = (rule: string, sentence: string, value: number | null = 1): Insight => ({
  ...{ rule, sentence, numbers: [{ name: 'n', value }] },
});
const changes = (former: ReportContent, now: ReportContent) => changesBetween(former, now, TEMPLATE).changes;

describe('names', () => {
  test('a cell that differs, also where it was or is not known', () => {
    const former = contentOf([
      ['sales', '2025', 100.5, 'INR_CRORE'],
      ['profit', '2025', null, 'INR_CRORE'],
      ['profit', null, '7.10', 'INR_CRORE'],
    ]);
    const now = contentOf([
      ['sales', '2025', 100.4, 'INR_CRORE'],
      ['profit', '2025', 0, 'INR_CRORE'],
      ['profit', null, '7.1', 'INR_CRORE'],
    ]);
    expect(changesBetween(former, now, TEMPLATE)).toEqual({
      total: 3,
      changes: [
        { table: 'figures', row: 'sales, 2025', column: 'value', former: 100.5, now: 100.4 },
        { table: 'figures', row: 'profit, 2025', column: 'value', former: null, now: 0 },
        { table: 'figures', row: 'profit, not known', column: 'value', former: '7.10', now: '7.1' },
      ],
    });
  });

  test('rows that are new or gone, wherever they stand', () => {
    const kept: Row = ['sales', '2025', 1, null];
    const former = contentOf([['gone', '2025', 2, 'RUPEES'], kept]);
    const now = contentOf([kept, ['new', '2025', 3, null], ['bare', '2025', null, null]]);
    expect(changes(former, now)).toEqual([
      { table: 'figures', row: 'new, 2025', column: null, former: null, now: 'value 3' },
      { table: 'figures', row: 'bare, 2025', column: null, former: null, now: 'a row' },
      { table: 'figures', row: 'gone, 2025', column: null, former: 'value 2, unit RUPEES', now: null },
    ]);
  });

  test('rows with the same key by their order, and a table without a key', () => {
    const former = contentOf(
      [
        ['a', 'x', 1, null],
        ['a', 'x', 2, null],
      ],
      { scores: [[50]] },
    );
    const now = contentOf(
      [
        ['a', 'x', 1, null],
        ['a', 'x', 3, null],
      ],
      { scores: [[51]] },
    );
    expect(changes(former, now)).toEqual([
      { table: 'figures', row: 'a, x (2)', column: 'value', former: 2, now: 3 },
      { table: 'scores', row: '', column: 'score', former: 50, now: 51 },
    ]);
  });

  test('another order of the same rows', () => {
    const rows: Row[] = ['a', 'b', 'c'].map((name) => [name, 'x', 1, null]);
    expect(changes(contentOf(rows), contentOf([rows[0], rows[2], rows[1]]))).toEqual([
      { table: 'figures', row: 'order', column: null, former: 'b, x', now: 'c, x' },
    ]);
  });

  test('findings by rule and sentence, before all tables', () => {
    const former = contentOf([['a', 'x', 1, null]], {
      findings: [
        saying('SAME', 's'),
        saying('LATE', 'Late by 3 days.'),
        saying('GONE', 'g'),
        saying('N', 'n', 1),
      ],
    });
    const now = contentOf([['a', 'x', 2, null]], {
      findings: [
        saying('SAME', 's'),
        saying('LATE', 'Late by 4 days.'),
        saying('N', 'n', null),
        saying('NEW', 'w'),
      ],
    });
    expect(changes(former, now)).toEqual([
      { table: null, row: 'LATE', column: null, former: 'Late by 3 days.', now: 'Late by 4 days.' },
      { table: null, row: 'N', column: null, former: 'n (n 1)', now: 'n (n not known)' },
      { table: null, row: 'NEW', column: null, former: null, now: 'w' },
      { table: null, row: 'GONE', column: null, former: 'g', now: null },
      { table: 'figures', row: 'a, x', column: 'value', former: 1, now: 2 },
    ]);
  });

  test('findings of one rule by their words, where one of them is gone', () => {
    const former = [saying('BASIS', 'Peers: 0.91 of 1.'), saying('BASIS', 'Worth: 0.78 of 1, by 13 of 14.')];
    const now = [saying('BASIS', 'Worth: 0.8 of 1, by 14 of 14.')];
    expect(changes(contentOf([], { findings: former }), contentOf([], { findings: now }))).toEqual([
      expect.objectContaining({
        former: 'Worth: 0.78 of 1, by 13 of 14.',
        now: 'Worth: 0.8 of 1, by 14 of 14.',
      }),
      expect.objectContaining({ former: 'Peers: 0.91 of 1.', now: null }),
    ]);
  });

  test('another version of the template, and tables that cannot be compared', () => {
    const former = contentOf([['a', 'x', 1, null]]);
    const [figures, scores] = former.tables;
    const withoutKey = { ...figures, columns: [columnOf('name')], rows: [['a'], ['b']] };
    const now = { ...former, templateVersion: 2, tables: [withoutKey, { ...scores, id: 'other' }] };
    expect(changes(former, now)).toEqual([
      { table: null, row: 'templateVersion', column: null, former: 1, now: 2 },
      { table: 'figures', row: 'all rows', column: null, former: '1 rows', now: '2 rows' },
      { table: 'other', row: 'all rows', column: null, former: null, now: '0 rows' },
      { table: 'scores', row: 'all rows', column: null, former: '0 rows', now: null },
    ]);
  });

  test('the first 200, and says how many there are; long texts are cut between characters', () => {
    const rows = (value: string): Row[] =>
      Array.from({ length: 5_000 }, (_, k) => ['sales', String(k), value, null]);
    const { changes: named, total } = changesBetween(
      contentOf(rows('a')),
      contentOf(rows('📈'.repeat(5_000))),
      TEMPLATE,
    );
    expect([named.length, total]).toEqual([MOST_NAMED, 5_000]);
    expect(named.every(({ now }) => String(now).length <= 1_000 && !/\p{Cs}/u.test(String(now)))).toBe(true);
  });
});

const cell = fc.constantFrom<ReportCell>(null, 'a', 'b', 1, 0, true);
const arbitraryContent = fc
  .record({
    figures: fc.array(fc.tuple(cell, cell, cell, cell), { maxLength: 4 }),
    scores: fc.array(fc.tuple(cell), { maxLength: 3 }),
    findings: fc.array(
      fc.record({
        rule: fc.constantFrom('A', 'B'),
        sentence: fc.constantFrom('s', 't'),
        numbers: fc.constantFrom([], [{ name: 'n', value: null }], [{ name: 'n', value: 1 }]),
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ figures, ...others }) => contentOf(figures, others));

test('there is a change exactly where the content differs, and as many in the other direction', () => {
  fc.assert(
    fc.property(arbitraryContent, arbitraryContent, (former, now) => {
      const { changes: forth, total } = changesBetween(former, now, TEMPLATE);
      expect(total === 0).toBe(canonicalJson(former) === canonicalJson(now));
      expect(forth).toHaveLength(total);
      const back = changesBetween(now, former, TEMPLATE);
      expect(back.total).toBe(total);
      const ends = (all: typeof forth, turned: boolean) =>
        all
          .map(({ former: a, now: b, ...where }) =>
            canonicalJson({ ...where, a: turned ? b : a, b: turned ? a : b }),
          )
          .sort();
      expect(ends(back.changes, true)).toEqual(ends(forth, false));
    }),
    { numRuns: Number(process.env['GREYOAK_GENERATED'] ?? 300) },
  );
});
