/** A Fastify route for each operation, with one statement that makes the whole JSON: no GraphQL. */
import fastify from 'fastify';
import { sayListening } from './listening.js';
import { databaseUrl, poolOf } from './pool.js';
import { ORDER_COLUMNS, PENALTY_COLUMNS, PILLAR_COLUMNS, type StockOrder } from './rows.js';

const pool = poolOf(databaseUrl());
const app = fastify({ logger: false });

const currentRun = (day: string) => `(
  SELECT run_id FROM scored_days
  WHERE scored_days.mode = 'INVESTOR' AND scored_days.day <= ${day}
  ORDER BY day DESC LIMIT 1)`;

const NEWEST = currentRun(`'infinity'`);

const COMPANY = `
  JOIN stocks ON stocks.id = scores.stock_id
  JOIN companies ON companies.stock_id = stocks.id AND companies.superseded_in IS NULL`;

const pillarJson = ([name, column]: (typeof PILLAR_COLUMNS)[number]) =>
  `json_build_object('name', '${name}', 'score', scores.${column})`;

const cardPillarJson = ([name, column]: (typeof PILLAR_COLUMNS)[number]) => `json_build_object(
  'name', '${name}', 'score', scores.${column}, 'weight', weights.${column},
  'contribution', (scores.${column}::numeric * weights.${column}::numeric)::double precision,
  'components', components.of -> '${name}')`;

const partJson = ([kind, column]: (typeof PENALTY_COLUMNS)[number]) =>
  `json_build_object('kind', '${kind}', 'points', scores.${column})`;

const CARD = `
  SELECT json_build_object('data', json_build_object('stock', json_build_object(
    'ticker', stocks.ticker, 'name', companies.name, 'score', json_build_object(
      'value', scores.value, 'band', scores.band,
      'pillars', json_build_object('all', json_build_array(${PILLAR_COLUMNS.map(cardPillarJson).join(', ')}))
    ))))::text AS body
  FROM scores ${COMPANY}
  JOIN bench.weights USING (run_id, mode, sector_id)
  CROSS JOIN LATERAL (
    SELECT json_object_agg(pillar, list) AS of
    FROM (
      SELECT pillar, json_agg(json_build_object('name', name, 'points', points, 'weight', weight) ORDER BY position) AS list
      FROM bench.components
      WHERE components.run_id = scores.run_id AND components.stock_id = scores.stock_id
      GROUP BY pillar
    ) AS pillars
  ) AS components
  WHERE scores.run_id = ${NEWEST} AND scores.mode = 'INVESTOR' AND stocks.ticker = $1`;

const pageSql = ({ field, direction }: StockOrder) => `
  SELECT json_build_object('data', json_build_object('stocks', json_build_object('nodes', json_agg(node))))::text AS body
  FROM (
    SELECT json_build_object('ticker', stocks.ticker, 'name', companies.name, 'score', json_build_object(
      'value', scores.value, 'band', scores.band, 'weighted', scores.weighted,
      'pillars', json_build_object('all', json_build_array(${PILLAR_COLUMNS.map(pillarJson).join(', ')})),
      'penalty', json_build_object(
        'total', scores.penalty, 'parts', json_build_array(${PENALTY_COLUMNS.map(partJson).join(', ')}))
      )) AS node
    FROM scores ${COMPANY}
    WHERE scores.run_id = ${currentRun('$1')} AND scores.mode = 'INVESTOR'
    ORDER BY scores.${ORDER_COLUMNS[field]} ${direction === 'ASC' ? 'ASC' : 'DESC'}, stocks.ticker COLLATE "C"
    LIMIT 50
  ) AS page`;

const FIFTY = `
  SELECT json_build_object('data', json_object_agg(alias, stock))::text AS body
  FROM (
    SELECT 's' || (asked.place - 1) AS alias, json_build_object(
      'ticker', stocks.ticker, 'name', companies.name,
      'score', json_build_object('value', scores.value, 'band', scores.band)) AS stock
    FROM unnest($1::text[]) WITH ORDINALITY AS asked (ticker, place)
    JOIN stocks ON stocks.ticker = asked.ticker
    JOIN companies ON companies.stock_id = stocks.id AND companies.superseded_in IS NULL
    JOIN scores ON scores.run_id = ${NEWEST} AND scores.mode = 'INVESTOR' AND scores.stock_id = stocks.id
    ORDER BY asked.place
  ) AS fifty`;

async function body(name: string, text: string, values: unknown[]): Promise<string> {
  const { rows } = await pool.query<{ readonly body: string }>({ name, text, values });
  return rows[0].body;
}

app.addHook('onRequest', async (_request, reply) => void reply.type('application/json; charset=utf-8'));
app.get<{ Params: { ticker: string } }>('/card/:ticker', ({ params }) => body('card', CARD, [params.ticker]));
app.get<{ Querystring: { on: string } & StockOrder }>('/page', ({ query: { on, field, direction } }) =>
  body(`page ${field} ${direction}`, pageSql({ field, direction }), [on]),
);
app.get<{ Querystring: { tickers: string } }>('/fifty', ({ query }) =>
  body('fifty', FIFTY, [query.tickers.split(',')]),
);
await app.listen({ port: 0, host: '127.0.0.1' });
sayListening(app.server);
