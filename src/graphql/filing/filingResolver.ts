import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { Filing } from './filing.js';
import { lateFilingLoader } from './lateFilingLoader.js';

/** Only of these is it said how soon they are due. */
const DUE: ReadonlySet<string> = new Set(['RESULTS', 'SHAREHOLDING']);

@Resolver(() => Filing)
export class FilingResolver {
  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Whether its period was filed late: results more than 45 days after it, 60 where it ends a year, shareholding more ' +
      'than 21. The first filing of a period counts, so that a later one of a period that was known in time is not late. Null: ' +
      'another category, or the period is not known.',
  })
  async late(
    @Root() { row, category, periodEnd }: Filing,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<boolean | null> {
    if (periodEnd === null || !DUE.has(category)) return null;
    const key = { stockId: row.stock_id, category, periodEnd, filedOn: row.filed_on };
    return loaders.get(lateFilingLoader).load(key);
  }
}
