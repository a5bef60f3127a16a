import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bySector } from '../../src/scoring/crossSection.js';
import { coverageOf, valuationOf, winsorise } from '../../src/scoring/hygiene.js';
import { HORIZONS } from '../../src/scoring/names.js';
import {
  bytesOf,
  cleanOf,
  METHODS,
  NOTHING,
  randomSections,
  RUNS,
  sectionOf,
  type Row,
} from '../support/days/section.js';

const AT = { lower: 0.01, upper: 0.99 };
const winsorised = (values: readonly number[], sectorOf = values.map(() => 0)): number[] => [
  ...winsorise(Float64Array.from(values), bySector(Int32Array.from(sectorOf), Math.max(...sectorOf) + 1), AT),
];

describe('valuation: EV/EBITDA, else PE; only a positive one means something (method §3.1)', () => {
  test.each([
    [12, 20, 12],
    [12, -5, 12],
    [NaN, 20, 20],
    [-3, 20, 20],
    [0, 20, 20],
    [-3, -5, NaN],
    [0, 0, NaN],
    [NaN, NaN, NaN],
  ])('EV/EBITDA %p and PE %p give %p', (evToEbitda, pe, expected) => {
    expect(valuationOf(evToEbitda, pe)).toBe(expected);
  });
});

describe('winsorise: within the sector group, at its 1st and 99th percentile (method §3.2)', () => {
  test('101 values from 0 to 100: the percentiles are 1 and 99', () => {
    const values = Array.from({ length: 101 }, (_, k) => k);
    expect(winsorised(values)).toEqual([1, ...values.slice(1, 100), 99]);
  });

  test('two values: 0.01 and 0.99 of the way from one to the other', () => {
    expect(winsorised([100, 0])).toEqual([99, 1]);
  });

  test('six values: positions 0.05 and 4.95', () => {
    const [least, , , , , most] = winsorised([10, 20, 30, 40, 50, 160]);
    expect(least).toBeCloseTo(10 + 0.05 * 10, 12);
    expect(most).toBeCloseTo(50 + 0.95 * 110, 12);
  });

  test('fewer than two values stay, nulls stay null and count for nothing', () => {
    expect(winsorised([1e9])).toEqual([1e9]);
    expect(winsorised([NaN, 1e9])).toEqual([NaN, 1e9]);
    expect(winsorised([NaN, 100, NaN, 0])).toEqual([NaN, 99, NaN, 1]);
    expect(winsorised([NaN, NaN])).toEqual([NaN, NaN]);
  });

  test('one group does not know of the other', () => {
    expect(winsorised([0, 1000, 100, 2000], [0, 1, 0, 1])).toEqual([1, 1010, 99, 1990]);
  });

  test('equal values stay', () => {
    expect(winsorised([0.1, 0.1, 0.1])).toEqual([0.1, 0.1, 0.1]);
  });
});

describe.each(METHODS)('%s: what is winsorised', (_, method) => {
  const rows: Row[] = [
    {
      ...{ close: 0, dma200: 0, rsi14: 0, atr14: 0, volume_ratio: 0, median_traded_value_cr: 0 },
      ...{ ret_21d: 0, ret_63d: 0, ret_126d: 0, sigma20: 0, sigma60: 0 },
      ...{ roe_3y: 0, gnpa_pct: 0, opm_stdev_12q: 0, ev_ebitda: null, pe: 100 },
      ...{ promoter_hold_pct: 0, promoter_pledge_frac: 0, fii_dii_delta_pp: 0 },
    },
    {
      ...{ close: 1, dma200: 1, rsi14: 1, atr14: 1, volume_ratio: 1, median_traded_value_cr: 1 },
      ...{ ret_21d: 1, ret_63d: 1, ret_126d: 1, sigma20: 1, sigma60: 1 },
      ...{ roe_3y: 1, gnpa_pct: 1, opm_stdev_12q: 1, ev_ebitda: 200, pe: 1e9 },
      ...{ promoter_hold_pct: 1, promoter_pledge_frac: 1, fii_dii_delta_pp: 1 },
    },
  ];
  const index = { ret_21d: 9, ret_63d: 9, ret_126d: 9 };
  const section = sectionOf(rows, index);
  const cleaned = cleanOf(section, method);

  test('fundamentals, ownership, returns and volatilities: 0 and 1 become 0.01 and 0.99', () => {
    const { fundamentals, ownership, returns, sigma20, sigma60 } = cleaned;
    const metrics = [
      ...[fundamentals.roe_3y, fundamentals.gnpa_pct, fundamentals.opm_stdev_12q],
      ...Object.values(ownership),
      ...HORIZONS.map((horizon) => returns[horizon]),
    ];
    for (const { raw, value } of metrics) {
      expect([...raw]).toEqual([0, 1]);
      expect([...value]).toEqual([0.01, 0.99]);
    }
    expect([...sigma20]).toEqual([0.01, 0.99]);
    expect([...sigma60]).toEqual([0.01, 0.99]);
  });

  test('valuation as one metric: a PE of 100 next to an EV/EBITDA of 200', () => {
    expect([...cleaned.fundamentals.valuation.raw]).toEqual([100, 200]);
    expect([...cleaned.fundamentals.valuation.value]).toEqual([101, 199]);
  });

  test('price levels and the index stay as they are, and so does the section', () => {
    expect(cleaned.section).toBe(section);
    expect(bytesOf(section)).toBe(bytesOf(sectionOf(rows, index)));
  });

  test('a winsorised value lies among the observed ones; a null stays null', () => {
    fc.assert(
      fc.property(randomSections, (random) => {
        const { fundamentals, sectors } = cleanOf(random, method);
        for (const { raw, value } of Object.values(fundamentals)) {
          for (const [i, x] of value.entries()) {
            expect(Number.isNaN(x)).toBe(Number.isNaN(raw[i]));
            const peers = raw.filter((y, k) => sectors.of[k] === sectors.of[i] && !Number.isNaN(y));
            if (!Number.isNaN(x)) expect(x >= Math.min(...peers) && x <= Math.max(...peers)).toBe(true);
          }
        }
      }),
      { ...RUNS, numRuns: 20 },
    );
  });
});

describe.each(METHODS)(
  '%s: coverage, required metrics present over required metrics (method §3.4)',
  (_, method) => {
    const coverage = (row: Row): number => {
      const section = sectionOf([row]);
      const isBanking = ['banks', 'psu_banks', 'nbfcs'].includes(row.sector ?? '') ? 1 : 0;
      return coverageOf(cleanOf(section, method), Uint8Array.of(isBanking), method)[0];
    };
    const bars = [
      ...(['close', 'volume', 'dma20', 'dma50', 'dma200', 'rsi14', 'atr14', 'resistance_high'] as const),
      ...(['ret_21d', 'ret_63d', 'ret_126d', 'sigma20', 'sigma60'] as const),
    ];
    const ownership = ['promoter_hold_pct', 'promoter_pledge_frac', 'fii_dii_delta_pp'] as const;
    const nonFinancial = ['roe_3y', 'sales_cagr_3y', 'eps_cagr_3y', 'roce_3y', 'opm_stdev_12q'] as const;
    const banking = ['roa_3y', 'roe_3y', 'gnpa_pct', 'pcr_pct', 'nim_3y'] as const;

    test('all and none', () => {
      for (const sector of ['it', 'banks']) {
        expect(coverage({ sector })).toBe(1);
        expect(coverage({ ...NOTHING, sector })).toBe(0);
      }
    });

    // 13 of bars, 6 of fundamentals, 3 of ownership
    test.each([...bars, ...nonFinancial, ...ownership])('a company without %s has 21 of 22', (name) => {
      expect(coverage({ [name]: null })).toBe(21 / 22);
    });

    // 13 of bars, 5 of fundamentals, 3 of ownership
    test.each([...bars, ...banking, ...ownership])('a lender without %s has 20 of 21', (name) => {
      for (const sector of ['banks', 'psu_banks', 'nbfcs']) {
        expect(coverage({ [name]: null, sector })).toBe(20 / 21);
      }
    });

    test('valuation is one metric, missing only where neither multiple means something', () => {
      expect(coverage({ ev_ebitda: null })).toBe(1);
      expect(coverage({ pe: -4 })).toBe(1);
      expect(coverage({ ev_ebitda: -1, pe: -4 })).toBe(21 / 22);
      expect(coverage({ ev_ebitda: null, pe: null })).toBe(21 / 22);
    });

    test('what is not required does not count', () => {
      const others = ['macd_line', 'macd_signal', 'lo20', 'hi52w', 'lo52w', 'volume_ratio'] as const;
      for (const name of [...others, 'median_traded_value_cr', 'gnpa_pct', 'nim_3y', 'roa_3y'] as const) {
        expect(coverage({ [name]: null })).toBe(1);
      }
      for (const name of [...others, 'roce_3y', 'opm_stdev_12q', 'pe', 'sales_cagr_3y'] as const) {
        expect(coverage({ [name]: null, sector: 'nbfcs' })).toBe(1);
      }
    });
  },
);
