import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { Flag } from '../flag/flag.js';
import { publishedFlags } from '../flag/publishedFlags.js';
import { Fundamentals } from './fundamentals.js';

@Resolver(() => Fundamentals)
export class FundamentalsResolver {
  @FieldResolver(() => [Flag], {
    description:
      'What is odd about the rows of the period, in fundamentals and in statements, that were published by the day.',
  })
  async flags(
    @Root() { of: { day, ...of }, periodEnd }: Fundamentals,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<readonly Flag[]> {
    const flags = await publishedFlags(loaders, of, ['fundamentals', 'statements']);
    return flags
      .filter((flag) => flag.day === periodEnd && flag.published_on <= day)
      .map((flag) => new Flag(flag));
  }
}
