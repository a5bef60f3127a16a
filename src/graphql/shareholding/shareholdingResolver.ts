import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { Flag } from '../flag/flag.js';
import { publishedFlags } from '../flag/publishedFlags.js';
import { DateTimeScalar } from '../scalars.js';
import { recordedLoader } from './recordedLoader.js';
import { Shareholding } from './shareholding.js';

@Resolver(() => Shareholding)
export class ShareholdingResolver {
  @FieldResolver(() => DateTimeScalar, { description: 'When the row of the quarter was recorded as it is.' })
  async recordedAt(
    @Root() { of, quarterEnd, publishedOn }: Shareholding,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<Date> {
    return new Date(await loaders.get(recordedLoader).load({ ...of, quarterEnd, publishedOn }));
  }

  @FieldResolver(() => [Flag], {
    description:
      'What is odd about the row of the quarter, and CARRIED where a scored method takes the pledge from a former one.',
  })
  async flags(
    @Root() { of, carried, quarterEnd, publishedOn }: Shareholding,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<readonly Flag[]> {
    const flags = await publishedFlags(loaders, of, ['shareholding']);
    const ofRow = flags.filter((flag) => flag.day === quarterEnd && flag.published_on === publishedOn);
    return [...ofRow, ...(carried === null ? [] : [carried])].map((flag) => new Flag(flag));
  }
}
