import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { PortfolioRow } from '../../portfolios/store/portfolioRow.js';
import { connectionOf } from '../connection/connectionOf.js';
import { encodeId } from '../ids.js';
import { numberIds } from '../numberIds.js';
import { Node } from '../relay/node.js';
import { Person } from '../user/person.js';
import { PortfolioCosts, PortfolioLimits } from './portfolioLimits.js';

export const PORTFOLIO_IDS = numberIds('Portfolio');

@ObjectType('Portfolio', {
  implements: Node,
  simpleResolvers: true,
  description: 'Cash and whole shares that are held. Both follow from its journal.',
})
export class Portfolio implements Node {
  readonly row: PortfolioRow;

  @Field(() => String, { description: 'Its name, as its owner calls it.' })
  readonly name: string;

  @Field(() => PortfolioLimits, { description: 'Limits of its risk.' })
  readonly limits: PortfolioLimits;

  @Field(() => PortfolioCosts, { description: 'What its trades cost.' })
  readonly costs: PortfolioCosts;

  @Field(() => Person, { nullable: true, description: 'Whose it is.' })
  readonly owner: Person | null;

  @Field(() => Int, {
    description: 'Grows with each change, also of its journal and by a rebalance. A change names it.',
  })
  readonly version: number;

  constructor(row: PortfolioRow) {
    this.row = row;
    this.name = row.name;
    this.limits = new PortfolioLimits(row.limits);
    this.costs = new PortfolioCosts(row.costs);
    this.owner = new Person(row.owner);
    this.version = row.version;
  }

  @Field(() => ID, { description: 'Opaque id. It never changes.' })
  get id(): string {
    return encodeId(PORTFOLIO_IDS, this.row.id);
  }
}

export const PortfolioConnection = connectionOf(Portfolio, {
  name: 'Portfolio',
  description: 'A page of portfolios, the newest first.',
});
export type PortfolioConnection = InstanceType<typeof PortfolioConnection>;
