import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { inOrder } from '../../books/order.js';
import { screen } from '../../books/screen.js';
import { sourceOf, type StockField } from '../../books/stockFields.js';
import { isScored, listOf } from '../../books/stockList.js';
import type { IsoDate } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import { ON } from '../arguments.js';
import type { GraphqlContext } from '../context.js';
import { whenKnown, type MaybePromise } from '../maybePromise.js';
import { DateScalar } from '../scalars.js';
import { withSources } from '../stock/listPlace.js';
import { Stock } from '../stock/stock.js';
import { StockFieldEnum } from '../stock/stockFieldEnum.js';
import { RankedCompany } from './rankedCompany.js';
import { requireSector } from '../../market/requireSector.js';

const USUAL = 10;
/** The longest list. */
export const MOST_COMPANIES = 100;

@Resolver()
export class TopCompaniesQuery {
  @Query(() => [RankedCompany], {
    description:
      'The companies with the largest numbers of a field, the largest first, of those that have a score for INVESTOR by the ' +
      'method that is served (METHOD) on the day. Companies for which the number is not known are left out.',
  })
  topCompanies(
    @Arg('by', () => StockFieldEnum, { description: 'The number to order by, such as MARKET_CAP_CR.' })
    by: StockField,
    @Arg('sector', () => String, {
      nullable: true,
      description: 'Key of a sector group (Sector.key) of the day; null: all.',
    })
    sector: string | null | undefined,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: IsoDate | null | undefined,
    @Arg('first', () => Int, {
      nullable: true,
      defaultValue: USUAL,
      description: `How many companies, 1 to ${MOST_COMPANIES}; null: ${USUAL}.`,
    })
    first: number | null | undefined,
    @Ctx() context: GraphqlContext,
  ): MaybePromise<RankedCompany[]> {
    const { books, market, runs, snapshot } = context;
    const most = first ?? USUAL;
    if (most < 1 || most > MOST_COMPANIES) {
      throw new UserError(`Expected 1 to ${MOST_COMPANIES} companies (first), got ${most}.`);
    }
    const sectors = sector === null || sector === undefined ? null : [requireSector(sector, market.sectors)];
    return whenKnown(books.of('INVESTOR', on ?? null), (book) => {
      if (book === null) return [];
      if (book.run !== null) runs.know(book.run);
      const { batch } = snapshot;
      const sources = {
        snapshot,
        batch,
        method: runs.methodOf(book.runId),
        riskRun: snapshot.riskRunOn(book.day),
      };
      const whole = listOf(book, { ...sources, market: null, risks: null, includesAll: false });
      return whenKnown(withSources(whole, new Set([sourceOf(by)]), context), (list) => {
        const values = list.column(by);
        const order = inOrder(list, screen(list, { sectors }), { field: by, direction: 'DESC' });
        // Those that are not known are last.
        return [...order.subarray(0, most)].flatMap((index, at) => {
          const [row, value] = [list.rows[index], values[index]];
          if (value !== value) return [];
          return new RankedCompany(
            at + 1,
            new Stock(row, isScored(row) ? { row, method: null } : null, { list, index }),
            value,
          );
        });
      });
    });
  }
}
