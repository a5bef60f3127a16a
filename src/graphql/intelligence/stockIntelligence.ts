import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { IsoDate } from '../../scoring/names.js';
import { AFTER, FIRST } from '../arguments.js';
import type { GraphqlContext } from '../context.js';
import { DateScalar } from '../scalars.js';
import { Stock } from '../stock/stock.js';
import { IntelligenceConnection } from './intelligenceItem.js';
import { intelligencePage, PAGE } from './intelligencePage.js';

@Resolver(() => Stock)
export class StockIntelligence {
  @FieldResolver(() => IntelligenceConnection, {
    description: 'What was known of the company on a day besides its figures, the newest date first.',
  })
  intelligence(
    @Root() { ticker }: Stock,
    @Arg('on', () => DateScalar, {
      nullable: true,
      description: 'The day up to which items were published, each as it was published then; null: today.',
    })
    on: IsoDate | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<IntelligenceConnection> {
    const all = { types: null, from: null, to: null, search: null };
    return intelligencePage({ ...all, on: on ?? null, tickers: [ticker] }, first, after, context);
  }
}
