/** What is known of any company on any day: nothing of what was published later, and no mixture. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CompanyFigures } from '../../../src/companies/figures/companyFigures.js';
import { FigureFlags } from '../../../src/companies/figures/figureFlags.js';
import { FLOWS } from '../../../src/companies/figures/metricCodes.js';
import { METRIC_BASES, type MetricFigure } from '../../../src/companies/figures/metricFigure.js';
import { isoOf } from '../../../src/market/day.js';
import { BASES, type Figure } from '../../../src/market/facts.js';
import type { Day } from '../../../src/scoring/names.js';
import { snap } from '../../../src/scoring/rounding.js';
import { arbitraryFigures } from '../../support/companies/arbitraryFigures.js';
import { day } from '../../support/market/folder.js';

const numRuns = Number(process.env['FIGURES'] ?? 15);
const arbitraryDay = fc.integer({ min: day('2021-06-30'), max: day('2024-10-08') });

/** All that is said of a company on a day. */
const answersOf = (rows: readonly Figure[], on: Day) => {
  const company = new CompanyFigures(rows, [], on, false);
  const flags = new FigureFlags(company);
  return {
    metrics: company.metrics().map((figure) => ({ ...figure, flags: flags.of(figure) })),
    ttm: FLOWS.map((flow) => [company.ttm(flow), company.ttmPair(flow), company.ttmGrowth(flow)]),
    years: (['sales', 'equity', 'roce'] as const).flatMap((metric) =>
      [1, 3].map((n) => company.annual(metric, n)),
    ),
    ratios: [company.operatingMargin(), company.returnOnCapital(false), company.returnOnCapital(true)],
  };
};

test('what was published after the day changes nothing, and no order of the rows does', () => {
  fc.assert(
    fc.property(
      arbitraryFigures.chain((rows) =>
        fc.tuple(fc.constant(rows), fc.shuffledSubarray([...rows], { minLength: rows.length })),
      ),
      arbitraryDay,
      ([rows, shuffled], on) => {
        const published = rows.filter(({ publishedOn }) => publishedOn <= on);
        const answers = answersOf(published, on);
        expectSame(answersOf(shuffled, on), answers);
        // Nothing was published between the last publication and the day.
        const last = Math.max(on - 400, ...published.map(({ publishedOn }) => publishedOn));
        expectSame(answersOf(shuffled, last), answers);
      },
    ),
    { numRuns },
  );
});

test('a restatement changes what is known from its day on, and nothing before', () => {
  fc.assert(
    fc.property(arbitraryFigures, fc.nat(), arbitraryDay, (rows, at, on) => {
      const figure = rows[at % rows.length];
      const versions = rows.filter((row) => keyOf(row) === keyOf(figure));
      const last = Math.max(...versions.map(({ publishedOn }) => publishedOn));
      const restated: Figure = { ...figure, value: 777, publishedOn: last + 10 };
      const answers = answersOf([...rows, restated], on);
      if (on < restated.publishedOn) {
        expectSame(answers, answersOf(rows, on));
        return;
      }
      const now = answers.metrics.filter((one) => !one.derived && one.value === 777);
      expect(now).toMatchObject([{ code: figure.metric, publishedOn: restated.publishedOn }]);
      expect(now[0].restated.map(({ publishedOn }) => publishedOn)).toEqual(
        versions.map(({ publishedOn }) => publishedOn).sort((a, b) => b - a),
      );
      // What is derived is derived as if the former versions had never been there.
      const others = rows.filter((row) => keyOf(row) !== keyOf(figure));
      const derived = ({ metrics }: typeof answers) => metrics.filter((one) => one.derived).map(withoutFlags);
      expectSame(derived(answers), derived(answersOf([...others, restated], on)));
    }),
    { numRuns },
  );
});

test('bases and odd lengths are never mixed', () => {
  fc.assert(
    fc.property(arbitraryFigures, arbitraryDay, (rows, on) => {
      const derived = answersOf(rows, on)
        .metrics.filter((one) => one.derived)
        .map(withoutFlags);
      for (const [k, basis] of METRIC_BASES.entries()) {
        const usual = rows.filter(
          (row) => row.basis === BASES[k] && row.months === { POINT: 0, QUARTER: 3, ANNUAL: 12 }[row.period],
        );
        const alone = answersOf(usual, on)
          .metrics.filter((one) => one.derived)
          .map(withoutFlags);
        expectSame(
          derived.filter((one) => one.basis === basis),
          alone,
        );
      }
    }),
    { numRuns },
  );
});

test('sums, growth and margins are those of a plain calculation', () => {
  fc.assert(
    fc.property(arbitraryFigures, arbitraryDay, (rows, on) => {
      const company = new CompanyFigures(rows, [], on, false);
      const derived = company.metrics().filter((one) => one.derived);
      const said = derived.map(
        ({ code, period, periodEnd, basis, value }) =>
          `${code} ${period} ${isoOf(periodEnd).slice(0, 7)} ${basis} ${value}`,
      );
      expect(said.sort()).toEqual(plainly(rows, on).sort());
    }),
    { numRuns },
  );
});

/** Compares as texts first, which is much faster than by objects. */
const expectSame = (got: unknown, expected: unknown): void => {
  if (JSON.stringify(got) !== JSON.stringify(expected)) expect(got).toEqual(expected);
};
const withoutFlags = ({ flags: _, ...figure }: MetricFigure & { readonly flags: unknown }) => figure;
const keyOf = ({ metric, period, months, basis, periodEnd }: Figure) =>
  `${metric} ${period} ${months} ${basis} ${periodEnd}`;

/** Derives all figures anew, by the texts of their months, without any of the functions under test. */
function plainly(rows: readonly Figure[], on: Day): string[] {
  const values = new Map<string, number>();
  const inOrder = rows
    .filter(({ publishedOn }) => publishedOn <= on)
    .toSorted((a, b) => a.publishedOn - b.publishedOn || a.periodEnd - b.periodEnd);
  for (const { metric, period, months, basis, periodEnd, value } of inOrder) {
    if (`${period}${months}` !== 'QUARTER3' && `${period}${months}` !== 'ANNUAL12') continue;
    values.set(`${metric} ${period} ${isoOf(periodEnd).slice(0, 7)} ${basis || 'UNKNOWN'}`, value);
  }
  const monthBefore = (month: string, months: number): string => {
    const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 - months;
    return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
  };
  const months = [...new Set(rows.map(({ periodEnd }) => isoOf(periodEnd).slice(0, 7)))];
  const of = (metric: string, period: string, month: string, basis: string): number | undefined => {
    if (period !== 'TTM') return values.get(`${metric} ${period} ${month} ${basis}`);
    const four = [9, 6, 3, 0].map((before) => of(metric, 'QUARTER', monthBefore(month, before), basis));
    return four.includes(undefined)
      ? undefined
      : snap(four.reduce<number>((sum, one) => sum + (one ?? 0), 0));
  };
  const lines: string[] = [];
  for (const basis of METRIC_BASES)
    for (const month of months)
      for (const period of ['QUARTER', 'ANNUAL', 'TTM']) {
        const add = (code: string, value: number) =>
          lines.push(`${code} ${period} ${month} ${basis} ${snap(value)}`);
        for (const flow of FLOWS) {
          const now = of(flow, period, month, basis);
          if (now === undefined) continue;
          if (period === 'TTM') add(flow, now);
          const year = of(flow, period, monthBefore(month, 12), basis) ?? 0;
          if (year > 0) add(`${flow}_yoy`, now / year - 1);
          const quarter = of(flow, period, monthBefore(month, 3), basis) ?? 0;
          if (period === 'QUARTER' && quarter > 0) add(`${flow}_qoq`, now / quarter - 1);
        }
        const [sales, net, profit, opm] = ['sales', 'net_profit', 'operating_profit', 'opm'].map((one) =>
          of(one, period, month, basis),
        );
        const sold = sales ?? NaN;
        if (net !== undefined && sold > 0) add('net_margin', net / sold);
        if (profit !== undefined && sales !== undefined) {
          if (sold > 0) add('operating_margin', profit / sold);
        } else if (opm !== undefined && period !== 'TTM') {
          if (sales === undefined || sold > 0) add('operating_margin', opm);
        } else if (opm !== undefined && sold > 0) {
          const earned = [9, 6, 3, 0].reduce((sum, before) => {
            const quarter = monthBefore(month, before);
            return (
              sum +
              (of('opm', 'QUARTER', quarter, basis) ?? NaN) * (of('sales', 'QUARTER', quarter, basis) ?? NaN)
            );
          }, 0);
          add('operating_margin', earned / sold);
        }
      }
  return lines;
}
