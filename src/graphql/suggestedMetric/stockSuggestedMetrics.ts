import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { besideFiled } from '../../companies/amounts/besideFiled.js';
import { askedDay } from '../../companies/store/askedDay.js';
import type { IsoDate } from '../../scoring/names.js';
import type { GraphqlContext } from '../context.js';
import { companyFiguresLoader } from '../metric/companyFiguresLoader.js';
import { DateScalar } from '../scalars.js';
import { Stock } from '../stock/stock.js';
import { MOST_SUGGESTED, suggestedLoader } from './suggestedLoader.js';
import { SuggestedMetric } from './suggestedMetric.js';

@Resolver(() => Stock)
export class StockSuggestedMetrics {
  @FieldResolver(() => [SuggestedMetric], {
    description:
      `Figures that the texts of the company's documents state, beside the filed ones as they were known on a day: the ` +
      `newest documents first, then in the order of the text, at most ${MOST_SUGGESTED}.`,
  })
  async suggestedMetrics(
    @Root() { stockId }: Stock,
    @Arg('on', () => DateScalar, {
      nullable: true,
      description:
        'The day. What was published later does not count. Null and a future day mean today in India.',
    })
    on: IsoDate | null | undefined,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<readonly SuggestedMetric[]> {
    const key = { stockId, on: askedDay(on) };
    const [suggested, company] = await Promise.all([
      loaders.get(suggestedLoader).load(key),
      loaders.get(companyFiguresLoader).load(key),
    ]);
    return suggested.map((row) => {
      const figure = { ...row, periodEnd: row.period_end };
      return new SuggestedMetric(row, besideFiled(figure, company.counting));
    });
  }
}
