import type { Random } from '../../test/support/synthetic/random.js';
import type { Market } from '../http/operations.js';

interface Drawing {
  readonly random: Random;
  readonly market: Market;
  /** Differs for each request, so that every document is new. */
  readonly n: number;
}

/** Returns the body of a request. */
type Draw = (drawing: Drawing) => string;

/** Nearly as many as MAX_TOKENS allows. */
const TOKENS = 4_900;
export const BODY_BYTES = 256 * 1024;

const times = (count: number, make: (k: number) => string, between = ' '): string =>
  Array.from({ length: count }, (_, k) => make(k)).join(between);
const document = (query: string, variables?: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ query, variables });
const pick = <Item>(random: Random, items: readonly Item[]): Item => items[random.below(items.length)];
const text = (random: Random, length: number): string =>
  String.fromCharCode(...Array.from({ length }, () => 32 + random.below(random.chance(0.05) ? 60_000 : 95)));

/** Returns fields that are nested so deep, from a stock to its score and back again. */
const nested = (depth: number): string =>
  depth <= 2 ? 'stock { name }' : `stock { score(mode: INVESTOR) { ${nested(depth - 2)} } }`;

/** Draws six weights of three decimals that sum to 1. */
function weights(random: Random) {
  const names = [
    'FUNDAMENTALS',
    'TECHNICALS',
    'RELATIVE_STRENGTH',
    'OWNERSHIP',
    'QUALITY',
    'SECTOR_MOMENTUM',
  ];
  const thousandths = names.map(() => 50 + random.below(100));
  thousandths[0] = 1000 - thousandths.slice(1).reduce((sum, one) => sum + one, 0);
  return names.map((pillar, k) => ({ pillar, weight: thousandths[k] / 1000 }));
}

const EVERYTHING = `id ticker name isin industry sector { key name banking stockCount }
  score(mode: INVESTOR, on: $on) {
    id value weighted band date mode sectorZ confidence { value coverage freshness imputedFraction sourcePenalty }
    guardrails { guardrail fired observed threshold reason bandBefore bandAfter scoreBefore scoreAfter }
    penalty { total beforeCap cap parts { kind points } } pillars { all { name score weight contribution } }
    provenance { methodName methodHash inputsHash codeVersion computedAt run { id date status } }
  }`;

/** Three ways to a cost just below MAX_COST. */
const DEAR = [
  `query Q($to: Date!) { stocks(first: 500) { nodes { ticker
    scores(mode: INVESTOR, first: 29, to: $to) { nodes { date value band } } } } }`,
  `query Q($to: Date!) { stocks(first: 500) { nodes { ticker
    bars(first: 33, to: $to) { nodes { date open high low close volume } } } } }`,
  `query Q($to: Date!, $t: Ticker!) { ${times(
    100,
    (k) => `a${k}: stock(ticker: $t) { bars(first: ${310 - k}, to: $to) { nodes { date close volume } } }`,
  )} }`,
];

/** Requests that are meant to keep a server busy. Most are new each time, so that no cache helps. */
export const HOSTILE = {
  depth: ({ random, n }) =>
    document(
      `query Q${n} { stocks(first: 500) { nodes { score(mode: INVESTOR) { ${nested(13 + random.below(40))} } } } }`,
    ),
  tokens: ({ n, market: { tickers } }) => {
    const list = times(TOKENS, (k) => `"${k < 50 ? tickers[k % tickers.length] : `X${n}Y${k}.NS`}"`);
    return document(`{ stocks(first: 500, filter: { tickers: [${list}] }) { nodes { name } } }`);
  },
  scalars: ({ random, n }) =>
    document(
      `query Q${n} { stocks(first: ${50 + random.below(450)}) { nodes { score(mode: INVESTOR) { guardrails {
        ${times(100, (k) => `a${k}: reason`)} } } } } }`,
    ),
  longAliases: ({ n }) =>
    document(
      `query Q${n} { stocks(first: 500) { nodes { ${times(90, (k) => `${'x'.repeat(100)}${k}: __typename`)} } } }`,
    ),
  methodDocuments: ({ n }) => document(`query Q${n} { method { ${times(100, (k) => `a${k}: document`)} } }`),
  refusedAgain: () => document(`{ method { ${times(2_000, (k) => `nothing${k}`)} } }`),
  refusedAnew: ({ n }) => document(`query Q${n} { method { ${times(1_500, (k) => `nothing${k}`)} } }`),
  // Small documents of many selections, which are repeated until they would be compiled.
  compiling: ({ n }) => {
    const parts = times(
      8,
      (
        k,
      ) => `fragment F${k} on Stock { a${k}: score(mode: TRADER) { stock { ${k < 7 ? `...F${k + 1}` : 'name'} } }
        b${k}: score(mode: INVESTOR) { stock { ${k < 7 ? `...F${k + 1}` : 'name'} } } }`,
    );
    return document(`query Q${Math.floor(n / 4)} { stock(ticker: "A") { ...F0 } } ${parts}`);
  },
  manyTokens: ({ n }) => document(`{ method { ${times(20_000 + n, () => 'name')} } }`),
  aliases: ({ n }) => document(`{ ${times(2_000, (k) => `a${n}b${k}: method { name }`)} }`),
  directives: ({ n }) =>
    document(`query Q${n} { method { name ${times(1_400, () => '@include(if: true)')} } }`),
  fragmentCycles: ({ n }) =>
    document(
      `query Q${n} { method { ...F0 } } ` +
        times(
          100,
          (k) => `fragment F${k} on Method { name ${times(20, (j) => `...F${(k + j + 1) % 100}`)} }`,
        ),
    ),
  spreadBombs: ({ n }) =>
    document(
      `query Q${n} { method { ...F0 } } ` +
        times(
          100,
          (k) => `fragment F${k} on Method { ${k < 99 ? times(40, () => `...F${k + 1}`) : 'name'} }`,
        ),
    ),
  comparisons: ({ n }) => document(`query Q${n} { method { ${times(157, () => 'name')} } }`),
  comparedWithin: ({ n }) =>
    document(
      `query Q${n} { stocks(first: 0) { nodes { ${times(88, () => 'score(mode: INVESTOR) { penalty { total } }')} } } }`,
    ),
  // To compare two fields, a validator prints their arguments.
  comparedArguments: ({ n }) => {
    const list = times(74, (k) => `"X${n}Y${k}.NS"`);
    return document(
      `query Q${n} { ${times(110, () => `stocks(filter: { tickers: [${list}] }) { totalCount }`)} }`,
    );
  },
  introspection: ({ n }) =>
    document(
      `query Q${n} { ${times(90, (k) => `a${k}: __schema { types { fields { name type { fields { name type { name kind } } } } } }`)} }`,
    ),
  dear: ({ random, n, market: { tickers, days } }) =>
    document(pick(random, DEAR), { to: pick(random, days), t: pick(random, tickers), n }),
  components: ({ random, market: { tickers, days } }) =>
    document(
      `query Q($t: Ticker!, $to: Date!) { stock(ticker: $t) { scores(mode: INVESTOR, first: 100, to: $to) { nodes {
        date pillars { all { name components { name raw value points weight } } } } } } }`,
      { t: pick(random, tickers), to: pick(random, days) },
    ),
  whatIf: ({ random, market: { days } }) =>
    document(
      `query Q($input: WhatIfInput!) { whatIf(input: $input) { methodHash bands { band count }
        stocks { value change stock { ticker } base { value } } } }`,
      { input: { mode: 'INVESTOR', on: pick(random, days), first: 500, weights: weights(random) } },
    ),
  page500: ({ random, n, market: { days } }) =>
    document(
      `query Q($on: Date!) { stocks(first: 500, on: $on, filter: { score: { min: 0.${n} } }) {
        totalCount edges { cursor node { ${EVERYTHING} } } } }`,
      { on: pick(random, days) },
    ),
  batches: ({ n }) => `[${times(200, () => `{"query":"query Q${n} { method { document } }"}`, ',')}]`,
  hugeBodies: ({ random, n }) => {
    const length = random.chance(0.5) ? BODY_BYTES - 200 : BODY_BYTES;
    return document('query Q { method { name } }', { n, filler: 'x'.repeat(length) });
  },
  invalidJson: ({ n }) => `{"query":"{ method { name } }","variables":{"n":${n},`,
  brackets: ({ random, n }) => {
    const depth = 190 + random.below(20);
    return document(
      `query Q${n} { stocks(filter: ${'['.repeat(depth)}${']'.repeat(depth)}) { totalCount } }`,
    );
  },
  badCursors: ({ random }) =>
    document(
      'query Q($a: String, $ids: [ID!]!) { stocks(after: $a) { totalCount } nodes(ids: $ids) { id } }',
      {
        a: Buffer.from(text(random, 40)).toString('base64url'),
        ids: Array.from({ length: 100 }, () => Buffer.from(text(random, 20)).toString('base64url')),
      },
    ),
  randomTexts: ({ random }) => (random.chance(0.5) ? document(text(random, 2_000)) : text(random, 2_000)),
} satisfies Readonly<Record<string, Draw>>;

export type HostileKind = keyof typeof HOSTILE;
export const HOSTILE_KINDS = Object.keys(HOSTILE) as HostileKind[];
