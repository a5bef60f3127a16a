import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { RescoreInput } from './rescoreInput.js';
import { Run } from './run.js';

@Resolver()
export class RunMutations {
  @Mutation(() => Run, {
    description:
      'Queues a run that scores a day again, and returns at once: runProgress tells how it goes on, scoreChanged what ' +
      'it changes. While a run of the same day and mode waits, that one is returned.',
  })
  async rescore(
    @Arg('input', () => RescoreInput, { description: 'What to score again.' }) { on, mode }: RescoreInput,
    @Ctx() { rescores }: GraphqlContext,
  ): Promise<Run> {
    return new Run(await rescores.request({ on: on ?? null, mode: mode ?? null }));
  }
}
