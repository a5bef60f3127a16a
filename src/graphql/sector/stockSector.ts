import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { Stock } from '../stock/stock.js';
import { Sector } from './sector.js';
import { groupOf, sectorOf } from './sectorOf.js';

@Resolver(() => Stock)
export class StockSector {
  @FieldResolver(() => Sector, {
    description:
      'The sector group of the stock today (method §11). A stock without one is in the group "none", named ' +
      '"No sector group", and is not scored.',
  })
  sector(@Root() stock: Stock, @Ctx() { market, snapshot }: GraphqlContext): Sector {
    const company = snapshot.company(stock.ticker);
    const sector = company && sectorOf(groupOf(company, snapshot, market.sectors), market);
    if (sector === null) throw new Error(`Expected a company and a named sector group of ${stock.ticker}`);
    return sector;
  }
}
