import { afterEach, describe, expect, test } from '@jest/globals';
import { encodeId } from '../../src/graphql/ids.js';
import { RUN_IDS } from '../../src/graphql/run/run.js';
import { SCORE_IDS } from '../../src/graphql/score/score.js';
import { SECTOR_IDS } from '../../src/graphql/sector/sector.js';
import { STOCK_IDS } from '../../src/graphql/stock/stock.js';
import type { Ticker } from '../../src/scoring/names.js';
import { DAY } from '../support/days/day.js';
import { dataOf, execute, internalErrors } from '../support/graphql/execute.js';
import { rowsOf } from '../support/days/storedRows.js';
import { METHOD_DOCUMENT, stubContext } from '../support/graphql/stubContext.js';

const [ROW] = rowsOf(DAY, 'TRADER', 7);

interface Node {
  readonly id: string;
}

afterEach(() => {
  expect(internalErrors.splice(0)).toEqual([]);
});

describe('stock', () => {
  test('finds a stock by any spelling of its ticker', async () => {
    expect(await dataOf(stubContext(), '{ stock(ticker: "lost") { ticker name isin industry } }')).toEqual({
      stock: { ticker: 'LOST.NS', name: 'Lost and Found', isin: 'INE000000000', industry: null },
    });
  });

  test('returns null for an unknown ticker', async () => {
    expect(await dataOf(stubContext(), '{ stock(ticker: "NONE.BO") { name } }')).toEqual({ stock: null });
  });

  test('puts a stock without a sector group into "none"', async () => {
    const query = '{ stock(ticker: "LOST.NS") { sector { key name banking penaltyCap stockCount } } }';
    expect(await dataOf(stubContext(), query)).toEqual({
      stock: {
        sector: { key: 'none', name: 'No sector group', banking: false, penaltyCap: 20, stockCount: 1 },
      },
    });
  });

  test('returns the sector group of today', async () => {
    const query = '{ stock(ticker: "S00.NS") { sector { key name stockCount } } }';
    // "Power" is energy in config/sectors.yaml.
    expect(await dataOf(stubContext(), query)).toEqual({
      stock: { sector: { key: 'energy', name: 'Oil, gas, coal and power', stockCount: 36 } },
    });
  });

  test('returns no score of a stock that was never scored, and none before the first scored day', async () => {
    const query = `{
      lost: stock(ticker: "LOST.NS") { score(mode: TRADER) { value } }
      early: stock(ticker: "S00.NS") { score(mode: TRADER, on: "2024-10-07") { value } }
      late: stock(ticker: "S00.NS") { score(mode: TRADER, on: "2999-01-01") { value date } }
    }`;
    expect(await dataOf(stubContext(), query)).toEqual({
      lost: { score: null },
      early: { score: null },
      late: { score: { value: ROW.value, date: '2024-10-08' } },
    });
  });
});

describe('score', () => {
  test('returns the numbers from which R and S are computed', async () => {
    const query = `{ stock(ticker: "S00.NS") { score(mode: TRADER) { pillars {
      relativeStrength { components { name state value ofSector ofMarket sigma alpha rank rankOf } }
      sectorMomentum { components { name state raw value ofSector ofMarket sigma alpha z rank rankOf } }
      quality { components { state rank ofMarket } }
    } } } }`;
    const { stock } = (await dataOf(stubContext(), query)) as {
      stock: { score: { pillars: Record<string, { components: Record<string, unknown>[] }> } };
    };
    const { relativeStrength, sectorMomentum, quality } = stock.score.pillars;
    const [r] = relativeStrength.components;
    expect(r).toMatchObject({ name: 'ret_21d', state: 'KNOWN', sigma: 0.02, rankOf: 36 });
    const { value, ofSector, ofMarket, alpha } = r as Record<string, number>;
    expect(alpha).toBeCloseTo((0.6 * (value - ofSector) + 0.4 * (value - ofMarket)) / 0.02, 6);
    expect(Number(r['rank']) / 36).toBeCloseTo(ROW.r / 100, 4);
    const [s] = sectorMomentum.components;
    expect(s).toMatchObject({ name: 'ret_21d', state: 'KNOWN', ofSector: null, rankOf: 5 });
    expect(Number(s['alpha'])).toBeCloseTo(Number(s['raw']) - Number(s['ofMarket']), 9);
    expect(Number(s['value'])).toBeCloseTo(Number(s['alpha']) / (Number(s['sigma']) + 1e-8), 6);
    expect(Number(s['rank']) / 5).toBeCloseTo(ROW.s / 100, 4);
    expect(quality.components[0]).toMatchObject({ state: 'KNOWN', ofMarket: null });
  });

  test('returns everything that led to it', async () => {
    const query = `{ stock(ticker: "S00.NS") { score(mode: TRADER) {
      mode value band weighted sectorZ stock { ticker }
      pillars {
        fundamentals { name score } technicals { name } relativeStrength { name } ownership { name } quality { name }
        sectorMomentum { name } all { name score weight contribution components { name weight points } } }
      penalty { total beforeCap cap parts { kind points reason } }
      guardrails { guardrail bandAfter scoreAfter }
      confidence { value coverage freshness sourcePenalty imputedFraction }
      previous { value }
      provenance {
        run { status date scored } methodName methodHash inputsHash codeVersion computedAt reproduced differences
      }
    } } }`;
    const { stock } = (await dataOf(stubContext(), query)) as { stock: { score: Record<string, unknown> } };
    const { pillars, penalty, guardrails, ...score } = stock.score;
    const { all, ...named } = pillars as {
      all: { score: number; weight: number; contribution: number; components: { weight: number }[] }[];
    };
    expect(score).toEqual({
      mode: 'TRADER',
      value: ROW.value,
      band: ROW.band,
      weighted: ROW.weighted,
      sectorZ: ROW.sector_z,
      stock: { ticker: 'S00.NS' },
      confidence: {
        value: ROW.confidence,
        coverage: 1,
        freshness: 1,
        sourcePenalty: 0,
        imputedFraction: 0,
      },
      previous: null,
      provenance: {
        run: { status: 'SUCCEEDED', date: '2024-10-08', scored: 72 },
        methodName: 'greyoak-1.1',
        methodHash: DAY.method.hash,
        inputsHash: 'c'.repeat(64),
        codeVersion: '0.1.0',
        computedAt: '2024-10-08T11:00:01.000Z',
        reproduced: true,
        differences: [],
      },
    });
    expect(named).toEqual({
      fundamentals: { name: 'FUNDAMENTALS', score: ROW.f },
      technicals: { name: 'TECHNICALS' },
      relativeStrength: { name: 'RELATIVE_STRENGTH' },
      ownership: { name: 'OWNERSHIP' },
      quality: { name: 'QUALITY' },
      sectorMomentum: { name: 'SECTOR_MOMENTUM' },
    });
    expect(all.map(({ score }) => score)).toEqual([ROW.f, ROW.t, ROW.r, ROW.o, ROW.q, ROW.s]);
    // The default weights of traders in config/method.yaml: energy has none of its own.
    expect(all.map(({ weight }) => weight)).toEqual([0.12, 0.32, 0.16, 0.08, 0.04, 0.28]);
    expect(all.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(ROW.weighted, 9);
    for (const { components } of all) {
      expect(components.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
    }
    expect((penalty as { parts: unknown[] }).parts).toHaveLength(5);
    expect(guardrails).toHaveLength(6);
    expect((guardrails as unknown[])[5]).toEqual({
      guardrail: 'LOW_COVERAGE',
      bandAfter: ROW.band,
      scoreAfter: ROW.value,
    });
  });

  test('returns the differences when it is not reproduced', async () => {
    const query =
      '{ stock(ticker: "S01") { score(mode: TRADER) { provenance { reproduced differences } } } }';
    expect(await dataOf(stubContext(), query)).toEqual({
      stock: {
        score: { provenance: { reproduced: false, differences: ['value: 50 is stored, 51 is computed'] } },
      },
    });
  });
});

describe('stocks', () => {
  interface Stocks {
    readonly stocks: {
      readonly nodes: readonly { readonly ticker: string }[];
      readonly edges: readonly { readonly cursor: string; readonly node: { readonly ticker: string } }[];
      readonly pageInfo: {
        readonly hasNextPage: boolean;
        readonly hasPreviousPage: boolean;
        readonly startCursor: string;
        readonly endCursor: string;
      };
      readonly totalCount: number;
    };
  }

  test('returns pages without a gap or an overlap', async () => {
    const query = `query ($after: String) {
      stocks(mode: TRADER, first: 20, orderBy: { field: TICKER, direction: ASC }, after: $after) {
        nodes { ticker } edges { cursor node { ticker } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        totalCount
      }
    }`;
    const one = ((await dataOf(stubContext(), query)) as unknown as Stocks).stocks;
    const two = ((await dataOf(stubContext(), query, { after: one.pageInfo.endCursor })) as unknown as Stocks)
      .stocks;
    expect([...one.nodes, ...two.nodes].map(({ ticker }) => ticker)).toEqual(DAY.section.tickers);
    expect(one.edges.map(({ node }) => node)).toEqual(one.nodes);
    expect(one.pageInfo.startCursor).toBe(one.edges[0].cursor);
    expect([one.pageInfo.hasPreviousPage, one.pageInfo.hasNextPage, one.totalCount]).toEqual([
      false,
      true,
      36,
    ]);
    expect([two.pageInfo.hasPreviousPage, two.pageInfo.hasNextPage, two.totalCount]).toEqual([
      true,
      false,
      36,
    ]);
  });

  test('applies the filter', async () => {
    const query = `{ stocks(mode: TRADER, filter: {
      sectors: ["energy"], fired: [PLEDGE_CAP], pillars: [{ pillar: OWNERSHIP, max: 100 }], search: "company s"
    }) { nodes { ticker } } }`;
    // Of the pledges above 0.10 in day.ts, one is in energy.
    expect(await dataOf(stubContext(), query)).toEqual({ stocks: { nodes: [{ ticker: 'S26.NS' }] } });
  });

  test('returns an empty page before the first scored day', async () => {
    const query =
      '{ stocks(on: "2024-10-07") { nodes { ticker } pageInfo { endCursor hasNextPage } totalCount } }';
    expect(await dataOf(stubContext(), query)).toEqual({
      stocks: { nodes: [], pageInfo: { endCursor: null, hasNextPage: false }, totalCount: 0 },
    });
  });
});

describe('bands', () => {
  test('returns all four bands, which count all stocks', async () => {
    const { bands } = (await dataOf(stubContext(), '{ bands(mode: INVESTOR) { band count } }')) as {
      bands: { band: string; count: number }[];
    };
    expect(bands.map(({ band }) => band)).toEqual(['STRONG_BUY', 'BUY', 'HOLD', 'AVOID']);
    expect(bands.reduce((sum, { count }) => sum + count, 0)).toBe(36);
  });
});

describe('method', () => {
  test('returns the method in force, with its text', async () => {
    const query = `{ method { name hash document bandThresholds { band atLeast }
      guardrailThresholds { guardrail mode threshold } weights(mode: INVESTOR, sector: "metals") { pillar weight } } }`;
    // From config/method.yaml.
    expect(await dataOf(stubContext(), query)).toEqual({
      method: {
        name: 'greyoak-1.1',
        hash: DAY.method.hash,
        document: METHOD_DOCUMENT,
        bandThresholds: [
          { band: 'STRONG_BUY', atLeast: 75 },
          { band: 'BUY', atLeast: 65 },
          { band: 'HOLD', atLeast: 50 },
          { band: 'AVOID', atLeast: 0 },
        ],
        guardrailThresholds: [
          { guardrail: 'LOW_DATA_HOLD', mode: null, threshold: 0.7 },
          { guardrail: 'ILLIQUIDITY', mode: 'TRADER', threshold: 3 },
          { guardrail: 'ILLIQUIDITY', mode: 'INVESTOR', threshold: 2 },
          { guardrail: 'PLEDGE_CAP', mode: null, threshold: 0.1 },
          { guardrail: 'HIGH_RISK_CAP', mode: null, threshold: 15 },
          { guardrail: 'SECTOR_BEAR', mode: null, threshold: -1.5 },
          { guardrail: 'LOW_COVERAGE', mode: null, threshold: 0.25 },
        ],
        weights: [
          { pillar: 'FUNDAMENTALS', weight: 0.25 },
          { pillar: 'TECHNICALS', weight: 0.15 },
          { pillar: 'RELATIVE_STRENGTH', weight: 0.1 },
          { pillar: 'OWNERSHIP', weight: 0.1 },
          { pillar: 'QUALITY', weight: 0.1 },
          { pillar: 'SECTOR_MOMENTUM', weight: 0.3 },
        ],
      },
    });
  });
});

describe('sectors', () => {
  test('returns the groups of the sector file', async () => {
    const { sectors } = (await dataOf(stubContext(), '{ sectors { key banking penaltyCap } }')) as {
      sectors: { key: string; banking: boolean; penaltyCap: number }[];
    };
    expect(sectors[1]).toEqual({ key: 'psu_banks', banking: true, penaltyCap: 18 });
    expect(sectors.map(({ key }) => key)).not.toContain('none');
  });
});

describe('node', () => {
  const ids = `{
    stock(ticker: "S00.NS") { id score(mode: TRADER) { id } sector { id } }
    runs { nodes { id } }
  }`;

  test('finds every kind of node by its id', async () => {
    const found = (await dataOf(stubContext(), ids)) as unknown as {
      stock: Node & { score: Node; sector: Node };
      runs: { nodes: Node[] };
    };
    const wanted = [found.stock.id, found.stock.score.id, found.stock.sector.id, found.runs.nodes[0].id];
    expect(new Set(wanted).size).toBe(4);
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id
      ... on Stock { ticker } ... on Score { value } ... on Sector { key } ... on Run { scored } } }`;
    expect(await dataOf(stubContext(), query, { ids: wanted })).toEqual({
      nodes: [
        { __typename: 'Stock', id: wanted[0], ticker: 'S00.NS' },
        { __typename: 'Score', id: wanted[1], value: ROW.value },
        { __typename: 'Sector', id: wanted[2], key: 'energy' },
        { __typename: 'Run', id: wanted[3], scored: 72 },
      ],
    });
    expect(
      await dataOf(stubContext(), 'query ($id: ID!) { node(id: $id) { __typename } }', { id: wanted[0] }),
    ).toEqual({ node: { __typename: 'Stock' } });
  });

  test('returns null for a missing node, an error for a bad id, and the other nodes all the same', async () => {
    const unknown = [
      encodeId(STOCK_IDS, 'NONE.NS' as Ticker),
      encodeId(SCORE_IDS, { runId: 8, mode: 'TRADER', ticker: 'S00.NS' as Ticker }),
      encodeId(SECTOR_IDS, 'oil'),
      encodeId(RUN_IDS, 8),
    ];
    const { data, errors = [] } = await execute(
      stubContext(),
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      { ids: [...unknown, 'x', encodeId(RUN_IDS, 7)] },
    );
    expect(data).toEqual({
      nodes: [null, null, null, null, null, { id: encodeId(RUN_IDS, 7) }],
    });
    expect(errors.map(({ path }) => path)).toEqual([['nodes', 4]]);
  });
});
