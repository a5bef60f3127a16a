/** The export of sessions has the numbers of the screener, for a spreadsheet. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Writable } from 'node:stream';
import { STOCK_FIELDS } from '../../src/books/stockFields.js';
import type { Database } from '../../src/database/database.js';
import type { ExportRequest } from '../../src/exports/exportRequest.js';
import { writeExport } from '../../src/exports/writeExport.js';
import { createContext, type Services } from '../../src/graphql/context.js';
import type { IsoDate, Ticker } from '../../src/scoring/names.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { dayServices } from '../support/days/dayServices.js';
import { dataOf } from '../support/graphql/execute.js';

let database: Database;
let services: Services;
/** The last three scored days. */
let days: readonly IsoDate[];

beforeAll(async () => {
  database = await openTestDatabase('sample');
  services = await dayServices(database);
  const { rows } = await database.pool.query<{ day: IsoDate }>(
    'SELECT DISTINCT day FROM served_days ORDER BY day DESC LIMIT 3',
  );
  days = rows.map(({ day }) => day).reverse();
}, 120_000);
afterAll(closeTestDatabases);

type Line = Readonly<Record<string, string | number | null>>;

async function exported(given: Partial<ExportRequest>): Promise<Line[]> {
  const pieces: Buffer[] = [];
  const request: ExportRequest = {
    ...{ kind: 'SESSION', format: 'JSON', mode: null, method: null, tickers: null },
    ...{ from: days[0], to: days[2] },
    ...given,
  };
  const sink = () =>
    new Writable({ write: (piece: Buffer, _encoding, done) => (pieces.push(Buffer.from(piece)), done()) });
  await writeExport(database.pool, request, sink);
  const text = Buffer.concat(pieces).toString();
  return text
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

test('has a row for each scored stock, session and mode, in this order, with the numbers of the list', async () => {
  const lines = await exported({});
  const places = lines.map(({ date, mode, ticker }) => `${date} ${mode === 'TRADER' ? 0 : 1} ${ticker}`);
  expect(places).toEqual(places.toSorted());
  const fields = STOCK_FIELDS.join(' ');
  for (const [on, mode] of days.flatMap((day) => [[day, 'TRADER'] as const, [day, 'INVESTOR'] as const])) {
    const data = await dataOf(
      await createContext(services),
      `query ($on: Date, $mode: Mode!) { stocks(mode: $mode, on: $on, orderBy: { field: TICKER, direction: ASC }, first: 500) {
        edges { node { ticker name } score { band classification { sector { key } } } values(fields: [${fields}]) { field value } }
      } }`,
      { on, mode },
    );
    const { edges } = data['stocks'] as {
      readonly edges: readonly {
        readonly node: { readonly ticker: string; readonly name: string };
        readonly score: {
          readonly band: string;
          readonly classification: { readonly sector: { readonly key: string } };
        };
        readonly values: readonly { readonly field: string; readonly value: number | null }[];
      }[];
    };
    expect(edges.length).toBeGreaterThan(100);
    const expected = edges.map(({ node, score, values }) => ({
      ...{ date: on, mode, ticker: node.ticker, name: node.name },
      ...{ sector: score.classification.sector.key, band: score.band },
      // What is not known is left out.
      ...Object.fromEntries(
        values.flatMap(({ field, value }) => (value === null ? [] : [[field.toLowerCase(), value]])),
      ),
    }));
    expect(lines.filter((line) => line['date'] === on && line['mode'] === mode)).toEqual(expected);
  }
});

test('can be of one mode, of some stocks, and of days without scores', async () => {
  const tickers = ['SYNIT02.NS', 'SYNBANK01.NS'] as Ticker[];
  const some = await exported({ mode: 'TRADER', tickers });
  expect(some.map(({ date, mode, ticker }) => [date, mode, ticker])).toEqual(
    days.flatMap((day) => tickers.toSorted().map((ticker) => [day, 'TRADER', ticker])),
  );
  expect(await exported({ from: '2001-01-01' as IsoDate, to: '2001-02-01' as IsoDate })).toEqual([]);
});
