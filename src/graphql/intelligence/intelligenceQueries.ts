import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { AFTER, FIRST } from '../arguments.js';
import type { GraphqlContext } from '../context.js';
import { IntelligenceFilter, intelligenceSelection } from './intelligenceFilter.js';
import { IntelligenceConnection } from './intelligenceItem.js';
import { intelligencePage, PAGE } from './intelligencePage.js';

@Resolver()
export class IntelligenceQueries {
  @Query(() => IntelligenceConnection, {
    description: 'What is known of companies besides their figures, the newest date first.',
  })
  intelligence(
    @Arg('filter', () => IntelligenceFilter, {
      nullable: true,
      description: 'The items to list; null: all.',
    })
    filter: IntelligenceFilter | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<IntelligenceConnection> {
    return intelligencePage(intelligenceSelection(filter ?? {}, context), first, after, context);
  }
}
