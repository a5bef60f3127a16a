import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { concentrationOf, hhiOf } from '../../../src/companies/peers/concentration.js';
import { peerInsights } from '../../../src/companies/peers/peerInsights.js';
import { peerMarket } from '../../../src/companies/peers/peerMarket.js';
import { quadrantOf } from '../../../src/companies/peers/quadrantOf.js';
import type { PeerCandidate, Revenue } from '../../../src/companies/peers/revenue.js';
import { opportunityOf, sectorStage } from '../../../src/companies/peers/sectorStage.js';
import type { SectorPeers } from '../../../src/companies/peers/sectorPeers.js';
import { dayOf } from '../../../src/market/day.js';
import type { Ticker } from '../../../src/scoring/names.js';

const END = dayOf('2024-06-30');

/** A company with revenue, in ₹ crore, and that of the year before (null: not known). */
const earner = (name: string, value: number, before: number | null = null): PeerCandidate => ({
  ticker: `${name}.NS` as Ticker,
  revenue: {
    ...{ value, basis: 'CONSOLIDATED', periodEnd: END },
    year: before === null ? null : { now: value, before },
    growth: before !== null && before > 0 ? value / before - 1 : null,
  } satisfies Revenue,
});
const without = (name: string, reason: string): PeerCandidate => ({
  ticker: `${name}.NS` as Ticker,
  revenue: { reason },
});

/** The sector "it" among others that say nothing. */
function alone(...candidates: PeerCandidate[]): SectorPeers {
  return found(peerMarket(new Map([['it', candidates]])), 'it');
}
function found(market: ReadonlyMap<string, SectorPeers>, sector: string): SectorPeers {
  const peers = market.get(sector);
  if (peers === undefined) throw new Error(`Expected the sector ${sector}`);
  return peers;
}
const short = (ticker: string): string => ticker.replace('.NS', '');
const positions = ({ companies }: SectorPeers): Record<string, string> =>
  Object.fromEntries(companies.map(({ ticker, position }) => [short(ticker), position]));
const rules = (peers: SectorPeers, isLender = false): string[] =>
  peerInsights(peers, isLender).map(({ rule }) => rule);
const sentence = (peers: SectorPeers, rule: string, isLender = false): string | undefined =>
  peerInsights(peers, isLender).find((insight) => insight.rule === rule)?.sentence;

describe('shares and concentration', () => {
  test('50, 30 and 20 % make an HHI of 3,800 points, which is high', () => {
    // 50² + 30² + 20² = 2500 + 900 + 400
    const peers = alone(earner('B', 30), earner('A', 50), earner('C', 20));
    expect(peers.hhi).toBe(3_800);
    expect(peers.concentration).toBe('HIGH');
    expect(peers.topThree).toBe(1);
    expect(peers.coverage).toBe(1);
    expect(
      peers.companies.map(({ ticker, rank, share, relativeShare }) => [
        short(ticker),
        rank,
        share,
        relativeShare,
      ]),
    ).toEqual([
      ['A', 1, 0.5, 1.6666666667],
      ['B', 2, 0.3, 0.6],
      ['C', 3, 0.2, 0.4],
    ]);
    expect(sentence(peers, 'CONCENTRATION_HIGH')).toBe(
      'HHI is 3,800, above 2,500: highly concentrated; there are 3 companies.',
    );
  });

  test.each([
    [2_500.0000001, 'HIGH'],
    [2_500, 'MODERATE'],
    [1_500.0000001, 'MODERATE'],
    [1_500, 'FRAGMENTED'],
    [0, 'FRAGMENTED'],
    [null, null],
  ])('%s points are %s', (hhi, concentration) => {
    expect(concentrationOf(hhi)).toBe(concentration);
  });

  test('no rounding moves a number of a sentence across a bound, or makes two numbers equal', () => {
    const whole = alone(earner('A', 100));
    const says = (rule: string, numbers: Partial<SectorPeers>) => sentence({ ...whole, ...numbers }, rule);
    const moderate = (hhi: number) => says('CONCENTRATION_MODERATE', { hhi, concentration: 'MODERATE' });
    expect(moderate(1_500.004)).toMatch('HHI is 1,500.004, above 1,500: moderately');
    expect(moderate(2_499.996)).toMatch('HHI is 2,500, above 1,500: moderately');
    const growth = { growth: 0.0968101309, medianGrowth: 0.0968101308, growthCompanies: 1 };
    expect(says('GROWTH_ABOVE_MEDIAN', growth)).not.toMatch(/by (\S+) %.* sectors, \1 %/);
    const little = { growth: -0.00001, medianGrowth: 0.2, growthCompanies: 1 };
    expect(says('GROWTH_BELOW_MEDIAN', little)).toMatch('changed by -0.001 %');
  });

  test('equal shares are on the boundary exactly', () => {
    expect(hhiOf(Array(4).fill(1 / 4))).toBe(2_500);
    expect(concentrationOf(hhiOf(Array(4).fill(0.7 / 2.8)))).toBe('MODERATE');
  });

  test('coverage counts companies without revenue, and says why each is left out', () => {
    const peers = alone(earner('A', 6), earner('B', 2), without('Z', 'too old'), without('D', 'none'));
    expect(peers.coverage).toBe(0.5);
    expect(peers.leftOut).toEqual([
      { ticker: 'D.NS', reason: 'none' },
      { ticker: 'Z.NS', reason: 'too old' },
    ]);
    expect(sentence(peers, 'LOW_COVERAGE')).toMatch('Only 2 of 4 companies are compared');
    expect(sentence(peers, 'LEADER_SHARE')).toBe('A.NS has 75 % of the revenue, 3.0 times as much as B.NS.');
  });

  test('one company has the whole of its sector, and no rival', () => {
    const peers = alone(earner('A', 7, 5));
    expect(peers).toMatchObject({ hhi: 10_000, concentration: 'HIGH', topThree: 1, coverage: 1 });
    expect(peers.companies).toMatchObject([
      { rank: 1, share: 1, position: 'LEADER', relativeShare: null, quadrant: null },
    ]);
    expect(sentence(peers, 'CONCENTRATION_HIGH')).toMatch('there is one company.');
    expect(sentence(peers, 'LEADER_SHARE')).toMatch('and no rival with revenue.');
  });

  test('a sector without revenue has no shares and no HHI, and says so', () => {
    const none = { hhi: null, concentration: null, topThree: null, coverage: 0, companies: [] };
    const zero = alone(earner('A', 0, 5), earner('B', 0));
    expect(zero).toMatchObject({ ...none, growth: -1 });
    expect(zero.leftOut.map(({ reason }) => reason.slice(0, 11))).toEqual(['no revenue:', 'no revenue:']);
    expect(sentence(zero, 'NO_REVENUE')).toMatch('(2 left out)');
    expect(alone(without('A', 'none'))).toMatchObject({ ...none, growth: null });
    expect(alone()).toMatchObject({ ...none, leftOut: [] });
    expect(rules(alone())).toEqual(['NO_REVENUE']);
  });

  test('a company without revenue among others has a share of 0', () => {
    const peers = alone(earner('A', 5), earner('B', 0));
    expect(peers.companies).toMatchObject([
      { share: 1, relativeShare: null },
      { share: 0, relativeShare: 0 },
    ]);
  });
});

describe('positions', () => {
  const nine = [90, 80, 70, 60, 50, 40, 30, 20, 10].map((value, at) => ({ name: 'ABCDEFGHI'[at], value }));

  test('ranks 1 to 3 lead, 4 to 6 challenge, and of the others the fastest three disrupt', () => {
    const before = { G: 10, H: 19, I: null, A: 30, B: 79, C: 70, D: 60, E: 50, F: 40 } as Record<
      string,
      number | null
    >;
    const peers = alone(...nine.map(({ name, value }) => earner(name, value, before[name])));
    // Growth: A 200 %, G 200 %, H 5.3 %, B 1.3 %; the others 0 or not known.
    expect(positions(peers)).toEqual({
      ...{ A: 'LEADER', B: 'LEADER', C: 'LEADER', D: 'CHALLENGER', E: 'CHALLENGER', F: 'CHALLENGER' },
      ...{ G: 'DISRUPTOR', H: 'DISRUPTOR', I: 'NICHE' },
    });
    expect(sentence(peers, 'DISRUPTORS')).toMatch('G.NS (rank 7, 200 %), H.NS (rank 8, 5.26 %)');
  });

  test('only known growth disrupts, and negative growth may', () => {
    const known = nine.map(({ name, value }) => earner(name, value, name === 'I' ? 20 : null));
    expect(positions(alone(...known))).toMatchObject({ G: 'NICHE', H: 'NICHE', I: 'DISRUPTOR' });
    expect(rules(alone(...nine.map(({ name, value }) => earner(name, value))))).not.toContain('DISRUPTORS');
  });

  test('equal revenue is ranked by ticker, equal growth by rank', () => {
    const peers = alone(...['C', 'A', 'D', 'B'].map((name) => earner(name, 5, 5)));
    expect(
      peers.companies.map(({ ticker, rank, relativeShare }) => [short(ticker), rank, relativeShare]),
    ).toEqual([
      ['A', 1, 1],
      ['B', 2, 1],
      ['C', 3, 1],
      ['D', 4, 1],
    ]);
    const equal = alone(...nine.map(({ name, value }) => earner(name, value, value / 2)));
    expect(Object.values(positions(equal))).not.toContain('DISRUPTOR');
  });
});

describe('quadrants', () => {
  test.each([
    [1, 0.1, 0.1, 'STAR'],
    [1, 0.0999, 0.1, 'CASH_COW'],
    [0.9999, 0.1, 0.1, 'QUESTION_MARK'],
    [0.9999, 0.0999, 0.1, 'DOG'],
    [null, 0.1, 0.1, null],
    [1, null, 0.1, null],
    [1, 0.1, null, null],
    [0, -0.3, -0.3, 'QUESTION_MARK'],
  ])('relative share %s and growth %s against %s is %s', (share, growth, median, quadrant) => {
    expect(quadrantOf(share, growth, median)).toBe(quadrant);
  });

  test('the growth is that of the sector, against the median of all sectors', () => {
    const market = peerMarket(
      new Map([
        // 30 / 20 − 1 = 50 %
        ['fast', [earner('A', 20, 15), earner('B', 10, 5)]],
        // 22 / 20 − 1 = 10 %: the company without a year before does not count.
        ['slow', [earner('C', 12, 10), earner('D', 10, 10), earner('E', 99)]],
        ['unknown', [earner('F', 5), earner('G', 4)]],
      ]),
    );
    expect(found(market, 'fast').growth).toBe(0.5);
    expect(found(market, 'slow').growth).toBe(0.1);
    expect(found(market, 'unknown').growth).toBeNull();
    expect(found(market, 'unknown').medianGrowth).toBe(0.3);
    const quadrants = [...market.values()].flatMap(({ companies }) =>
      companies.map(({ ticker, quadrant }) => [short(ticker), quadrant]),
    );
    expect(Object.fromEntries(quadrants)).toEqual({
      ...{ A: 'STAR', B: 'QUESTION_MARK', C: 'DOG', D: 'DOG', E: 'CASH_COW', F: null, G: null },
    });
    expect(rules(found(market, 'fast'))).toContain('GROWTH_ABOVE_MEDIAN');
    expect(sentence(found(market, 'slow'), 'GROWTH_BELOW_MEDIAN')).toMatch(
      '10 % within a year, less than the median of all sectors, 30 %',
    );
  });
});

test('lenders are compared with lenders, by what is called revenue', () => {
  const market = peerMarket(
    new Map([
      ['banks', [earner('BANK', 100)]],
      ['it', [earner('SOFT', 10)]],
    ]),
  );
  expect(found(market, 'banks').companies).toMatchObject([{ share: 1 }]);
  expect(found(market, 'it').companies).toMatchObject([{ share: 1 }]);
  expect(sentence(found(market, 'banks'), 'BASIS', true)).toMatch(
    /^TTM revenue of listed companies of the store only/,
  );
});

test('the basis is said', () => {
  const standalone = earner('B', 5);
  const peers = alone(earner('A', 6), {
    ...standalone,
    revenue: { ...standalone.revenue, basis: 'STANDALONE' } as Revenue,
  });
  expect(sentence(peers, 'BASIS')).toBe(
    'TTM sales of listed companies of the store only: consolidated for 1 of 2, standalone for 1, not said by the source for 0; ' +
      'the newest quarters end on 2024-06-30.',
  );
});

describe('sectors', () => {
  test.each([
    [0.2000001, 'RAPID'],
    [0.2, 'GROWING'],
    [0.1000001, 'GROWING'],
    [0.1, 'MATURE'],
    [0, 'MATURE'],
    [-0.0000001, 'DECLINING'],
    [null, null],
  ])('growth of %s is %s', (growth, stage) => {
    expect(sectorStage(growth)).toBe(stage);
  });

  test.each([
    [0.21, 1_499, 'HIGH'],
    [0.21, 1_500, 'MEDIUM'],
    [0.2, 1_499, 'MEDIUM'],
    [0.1, 1_499, 'MEDIUM'],
    [-0.5, 1_499, 'MEDIUM'],
    [0.11, 9_999, 'MEDIUM'],
    [0.1, 1_500, 'LOW'],
    [null, 1_000, null],
    [0.3, null, null],
  ])('growth of %s at an HHI of %s is a %s opportunity', (growth, hhi, opportunity) => {
    expect(opportunityOf(growth, hhi)).toBe(opportunity);
  });
});

test('shares add up to 1, HHI is between 0 and 10,000, and the order of companies says nothing', () => {
  const revenue = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e7, noNaN: true }));
  const company = fc.record({ value: revenue, before: fc.option(revenue), hasReason: fc.boolean() });
  fc.assert(
    fc.property(fc.array(company, { maxLength: 12 }), fc.array(company, { maxLength: 4 }), (own, others) => {
      const candidates = (prefix: string, companies: typeof own) =>
        companies.map(({ value, before, hasReason }, at) =>
          hasReason ? without(`${prefix}${at}`, 'none') : earner(`${prefix}${at}`, value, before),
        );
      const [a, b] = [candidates('A', own), candidates('B', others)];
      const market = peerMarket(
        new Map([
          ['a', a],
          ['b', b],
        ]),
      );
      const reversed = peerMarket(
        new Map([
          ['b', b.toReversed()],
          ['a', a.toReversed()],
        ]),
      );
      expect(reversed.get('a')).toEqual(market.get('a'));
      const { companies, hhi, leftOut } = found(market, 'a');
      expect(companies.length + leftOut.length).toBe(own.length);
      if (hhi === null) expect(companies).toEqual([]);
      else {
        expect(hhi).toBeGreaterThan(0);
        expect(hhi).toBeLessThanOrEqual(10_000.000001);
        expect(companies.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
      }
    }),
    { numRuns: Number(process.env['PEERS'] ?? 50) },
  );
});
