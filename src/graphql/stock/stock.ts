import { Field, ID, ObjectType } from 'type-graphql';
import type { CompanyRow } from '../../books/snapshot.js';
import { tickerOf } from '../../market/ticker.js';
import type { Ticker } from '../../scoring/names.js';
import { connectionOf } from '../connection/connectionOf.js';
import { encodeId, type IdKind } from '../ids.js';
import { Node } from '../relay/node.js';
import { TickerScalar } from '../scalars.js';
import type { ListPlace } from './listPlace.js';
import type { ListedScore } from './listedScore.js';

export const STOCK_IDS: IdKind<Ticker> = {
  type: 'Stock',
  parts: (ticker) => [ticker],
  key: ([text = '']) => tickerOf(text),
};

@ObjectType('Stock', {
  implements: Node,
  simpleResolvers: true,
  description: 'A listed company, as it is known today.',
})
export class Stock implements Node {
  readonly stockId: number;

  @Field(() => TickerScalar, {
    description: 'Symbol and exchange. It identifies the stock in all arguments.',
  })
  readonly ticker: Ticker;

  @Field(() => String, { description: "The company's name, from the newest import." })
  readonly name: string;

  @Field(() => String, { nullable: true, description: 'ISIN of the share; null when it was not imported.' })
  readonly isin: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The company's industry by NSE; null when it was not imported.",
  })
  readonly industry: string | null;

  /**
   * @param listed the score that a list has the stock for; null where the stock is not from a list of scores
   * @param place its place in the list of the screener that it is from; null where it is from none
   */
  constructor(
    row: Omit<CompanyRow, 'basic_industry' | 'sector_group'>,
    readonly listed: ListedScore | null = null,
    readonly place: ListPlace | null = null,
  ) {
    this.stockId = row.stock_id;
    this.ticker = row.ticker;
    this.name = row.name;
    this.isin = row.isin || null;
    this.industry = row.industry || null;
  }

  @Field(() => ID, { description: 'Opaque id. It changes only if the ticker does.' })
  get id(): string {
    return encodeId(STOCK_IDS, this.ticker);
  }
}

export const StockConnection = connectionOf(Stock, {
  name: 'Stock',
  description: 'A page of the stocks that match a screen.',
  total: 'Stocks on all pages together.',
});
export type StockConnection = InstanceType<typeof StockConnection>;
