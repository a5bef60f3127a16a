import fc from 'fast-check';
import { documents, type KnownValues, type Payload } from '../../test/support/graphql/documents.js';
import { writtenSchema } from '../../test/support/graphql/writtenSchema.js';
import type { Client } from './client.js';

const times = (count: number, make: (k: number) => string): string =>
  Array.from({ length: count }, (_, k) => make(k)).join(' ');

/** Few fields and hardly any rows, but many bytes, objects or aliases; `k` makes each document another one. */
const LARGE: readonly ((k: number) => string)[] = [
  (k) => `{ method { ${times(1 + (k % 80), (j) => `a${j}: document`)} } }`,
  (k) =>
    `{ stocks(first: ${20 + k}) { nodes { score(mode: INVESTOR) { guardrails { ${times(1 + (k % 20), (j) => `a${j}: reason`)} } } } } }`,
  (k) => `{ stocks(first: 500) { nodes { ${times(1 + k, (j) => `a${j}${'x'.repeat(k)}: __typename`)} } } }`,
  (k) =>
    `{ stocks(first: ${10 + k}) { nodes { scores(mode: TRADER, first: ${k}) { nodes { date value } } } } }`,
  (k) =>
    `{ stocks(first: ${1 + k}) { nodes { bars(first: ${2 * k}) { nodes { date open close volume } } } } }`,
  (k) => `{ ${times(1 + (k % 50), (j) => `a${j}: bands(mode: TRADER) { band count meanScore }`)} }`,
  (k) =>
    `{ __schema { types { name description fields { ${times(1 + (k % 9), (j) => `a${j}: name`)} description } } } }`,
  (k) => `{ stocks(first: ${10 + k}) { nodes { name score(mode: INVESTOR) { value band
    pillars { all { name score weight contribution } } penalty { total parts { kind points reason } } } } } }`,
  (k) =>
    `{ stocks(first: ${10 + k}) { nodes { fundamentals { pe roe3y } shareholding { promoterPct } features { close } } } }`,
  (k) => `{ whatIf(input: { mode: TRADER, first: ${k} }) { stocks { value stock { name } } } }`,
  (k) =>
    `{ stocks(first: ${10 + k}) { nodes { score(mode: TRADER) { pillars { all { components { name points value } } } } } } }`,
];

/** Documents that are refused: for what they are, for their length, for repeating, for what they would cost. */
const REFUSED: readonly ((k: number) => string)[] = [
  (k) => `{ method { ${times(10 * k, (j) => `nothing${j}`)} } }`,
  (k) => `{ method { ${times(5_000 + k, () => 'name')} } }`,
  (k) => `{ method { ${times(160 + k, () => 'name')} } }`,
  (k) => `{ ${times(101 + k, (j) => `a${j}: method { name }`)} }`,
  (
    k,
  ) => `{ method { ...F0 } } ${times(10 + (k % 10), (j) => `fragment F${j} on Method { name ...F${j + 1} ...F${j + 1} ...F${j + 1} }`)}
    fragment F${10 + (k % 10)} on Method { name }`,
  (k) =>
    `{ stocks(first: 500) { nodes { scores(mode: TRADER, first: ${400 + k}) { nodes { date pillars { all { score } } } } } } }`,
  (k) => `{ method { name `.repeat(1 + k),
];

/** Returns values of the store that is served, as a client has them from former answers. */
async function knownValues(client: Client): Promise<KnownValues> {
  const { text } = await client.post(
    JSON.stringify({
      query: `{ methods { name } stocks(first: 20) { nodes { id ticker score(mode: TRADER) { id date } } }
        sectors { key } runs(first: 5) { nodes { id } } }`,
    }),
  );
  const { data } = JSON.parse(text) as {
    data: {
      methods: { name: string }[];
      stocks: { nodes: { id: string; ticker: string; score: { id: string; date: string } }[] };
      sectors: { key: string }[];
      runs: { nodes: { id: string }[] };
    };
  };
  const stocks = data.stocks.nodes;
  return {
    ticker: stocks.map(({ ticker }) => ticker),
    date: stocks.slice(0, 1).map(({ score }) => score.date),
    method: data.methods.map(({ name }) => name),
    sector: data.sectors.map(({ key }) => key),
    id: [...stocks.flatMap(({ id, score }) => [id, score.id]), ...data.runs.nodes.map(({ id }) => id)],
    cursors: {},
  };
}

/** Draws operations: half of them generated from the schema, the others large ones and refused ones. */
export async function operations(client: Client, count: number, seed: number): Promise<readonly Payload[]> {
  const schema = writtenSchema();
  const known = await knownValues(client);
  const small = fc.sample(documents(schema, known), { seed, numRuns: count });
  const wide = fc.sample(documents(schema, known, { mayBeBad: false, pages: 100, fields: 80 }), {
    seed,
    numRuns: count,
  });
  const written = (make: (typeof LARGE)[number], k: number): Payload => ({
    query: make(1 + (k % 97)),
    variables: {},
  });
  return Array.from({ length: count }, (_, k) => {
    switch (k % 4) {
      case 0:
        return small[k];
      case 1:
        return wide[k];
      case 2:
        return written(LARGE[(k >> 2) % LARGE.length], k);
      default:
        return k % 8 === 3 ? written(REFUSED[(k >> 3) % REFUSED.length], k) : wide[k];
    }
  });
}
