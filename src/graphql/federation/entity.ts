import { createUnionType } from 'type-graphql';
import { Score } from '../score/score.js';
import { Sector } from '../sector/sector.js';
import { Stock } from '../stock/stock.js';

export type Entity = Score | Sector | Stock;

export const EntityUnion = createUnionType({
  name: '_Entity',
  description:
    'What a gateway finds by a key (Apollo Federation): a Stock by its ticker, a Sector by its key, a Score by its id.',
  types: () => [Score, Sector, Stock] as const,
});
