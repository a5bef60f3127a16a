import { GraphQLClient } from 'graphql-request';
import { StockCardDocument, type Mode } from './graphql.js';

/**
 * Returns the card of one stock as lines of text. The data has the types of schema.graphql, because the operation is a
 * typed document.
 */
export async function stockCard(endpoint: string, ticker: string, mode: Mode): Promise<readonly string[]> {
  const { stock } = await new GraphQLClient(endpoint).request(StockCardDocument, { ticker, mode });
  if (stock === null) return [`${ticker} is not known.`];
  const { name, sector, score } = stock;
  const title = `${name} (${stock.ticker}), ${sector.name}`;
  if (score === null) return [title, 'It has no score.'];
  const before = score.previous && ` (${score.previous.value.toFixed(2)} on ${score.previous.date})`;
  return [
    title,
    `${score.date}: ${score.value.toFixed(2)} ${score.band}${before ?? ''}`,
    ...score.pillars.all.map((pillar) => `${pillar.name} ${pillar.score.toFixed(2)} × ${pillar.weight}`),
    `penalty ${score.penalty.total.toFixed(2)}, confidence ${score.confidence.value.toFixed(2)}`,
  ];
}
