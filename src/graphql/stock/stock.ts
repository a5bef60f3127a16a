import { Field, ID, ObjectType } from 'type-graphql';
import type { CompanyRow } from '../../books/snapshot.js';
import type { Ticker } from '../../scoring/names.js';
import { connectionOf } from '../connectionOf.js';
import { encodeId } from '../ids.js';
import { Node } from '../node.js';
import { TickerScalar } from '../scalars.js';

@ObjectType('Stock', {
  implements: Node,
  simpleResolvers: true,
  description: 'A company whose shares are traded, as it is known today.',
})
export class Stock implements Node {
  readonly stockId: number;

  @Field(() => TickerScalar, { description: 'Symbol and exchange; names the stock everywhere.' })
  readonly ticker: Ticker;

  @Field(() => String, { description: "The company's name, as the newest import gave it." })
  readonly name: string;

  @Field(() => String, { nullable: true, description: 'ISIN of the share; null where not given.' })
  readonly isin: string | null;

  @Field(() => String, { nullable: true, description: "NSE's industry; null where not given." })
  readonly industry: string | null;

  constructor(row: Omit<CompanyRow, 'sector_group'>) {
    this.stockId = row.stock_id;
    this.ticker = row.ticker;
    this.name = row.name;
    this.isin = row.isin || null;
    this.industry = row.industry || null;
  }

  @Field(() => ID, { description: 'Opaque; the same as long as the ticker is.' })
  get id(): string {
    return encodeId({ kind: 'Stock', ticker: this.ticker });
  }
}

export const StockConnection = connectionOf(Stock, {
  name: 'Stock',
  description: 'A page of the stocks that a screen holds for.',
  total: 'Stocks on all pages together.',
});
export type StockConnection = InstanceType<typeof StockConnection>;
