import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Field, Info, InputType, Mutation, Resolver } from 'type-graphql';
import type { IsoDate, Mode } from '../../scoring/names.js';
import { actorIn } from '../actorIn.js';
import type { GraphqlContext } from '../context.js';
import { ModeEnum } from '../enums.js';
import { DateScalar } from '../scalars.js';
import { Run } from './run.js';

@InputType('RescoreInput', { description: 'What to score again.' })
class RescoreInput {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'A session with prices; null: the newest one. Other days are refused.',
  })
  readonly on?: IsoDate | null;

  @Field(() => ModeEnum, { nullable: true, description: 'The mode to score; null: both.' })
  readonly mode?: Mode | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The name of a method that is scored; null: the default one (METHOD). Other names are refused.',
  })
  readonly method?: string | null;
}

@Resolver()
export class RunMutations {
  @Mutation(() => Run, {
    description:
      'Queues a run that scores a day again, and returns it at once. Subscribe to runProgress for its state, and to ' +
      'scoreChanged for the scores that it changes. When a run of the same day, mode and method already waits, that run ' +
      'is returned.',
  })
  async rescore(
    @Arg('input', () => RescoreInput, { description: 'What to score again.' })
    { on, mode, method }: RescoreInput,
    @Ctx() { caller, reads, rescores }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Run> {
    const request = { on: on ?? null, mode: mode ?? null, method: method ?? null };
    return new Run(await rescores.request(request, actorIn(caller, info), reads.signal));
  }
}
