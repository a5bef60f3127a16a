import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { Stock } from '../stock/stock.js';
import { Sector } from './sector.js';
import { groupOf, sectorOf } from './sectorOf.js';

@Resolver(() => Stock)
export class StockSector {
  @FieldResolver(() => Sector, {
    description:
      'Its sector group of today (method §11). A stock without one is in the group "none", named "No sector group", ' +
      'and gets no scores.',
  })
  sector(@Root() stock: Stock, @Ctx() { market, snapshot }: GraphqlContext): Sector {
    const company = snapshot.company(stock.ticker);
    const sector = company && sectorOf(groupOf(company, market.sectors), market);
    if (sector === null) throw new Error(`${stock.ticker} has no company, or its group no name`);
    return sector;
  }
}
