import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Source } from '../../market/facts.js';
import type { GraphqlContext } from '../context.js';
import { SourceEnum } from '../factEnums.js';
import { Flag } from '../flag/flag.js';
import { DateTimeScalar } from '../scalars.js';
import { Bar } from './bar.js';
import { barFlagsLoader } from './barFlagsLoader.js';
import { barOriginLoader, type BarOrigin } from './barOriginLoader.js';

/** What is read only where a client asks for it, with one statement for all bars. */
@Resolver(() => Bar)
export class BarResolver {
  @FieldResolver(() => SourceEnum, { description: 'Kind of source of the bar.' })
  async source(@Root() bar: Bar, @Ctx() context: GraphqlContext): Promise<Source> {
    return (await originOf(bar, context)).source;
  }

  @FieldResolver(() => DateTimeScalar, { description: 'When the bar was recorded as it is.' })
  async recordedAt(@Root() bar: Bar, @Ctx() context: GraphqlContext): Promise<Date> {
    return new Date((await originOf(bar, context)).recorded_at);
  }

  @FieldResolver(() => [Flag], {
    description:
      'What is odd about the bar, or about an action of its day. With `asRecorded`: what was found when it was recorded.',
  })
  async flags(@Root() { date, page }: Bar, @Ctx() { loaders }: GraphqlContext): Promise<readonly Flag[]> {
    const flags = await loaders.get(barFlagsLoader).load(page);
    return flags.filter(({ day }) => day === date).map((flag) => new Flag(flag));
  }
}

async function originOf({ date, page }: Bar, { loaders }: GraphqlContext): Promise<BarOrigin> {
  const origin = (await loaders.get(barOriginLoader).load(page)).get(date);
  if (origin === undefined) throw new Error(`Expected the bar of ${date} in the store, got none.`);
  return origin;
}
