import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { actorIn } from '../actorIn.js';
import type { GraphqlContext } from '../context.js';
import { WithdrawInput } from './withdrawInput.js';
import { Withdrawn } from './withdrawn.js';

@Resolver()
export class WithdrawMutations {
  @Mutation(() => Withdrawn, {
    description:
      'Withdraws facts by the rules of withdrawals.csv: from now on the service answers as if it had never had them, ' +
      'and they are refused when they are imported with the same values. The scores that they touch are queued to be ' +
      'computed again. A session that is none without them is not served any more.',
  })
  async withdrawFacts(
    @Arg('input', () => WithdrawInput, { description: 'The facts, and the reason.' }) input: WithdrawInput,
    @Ctx() { caller, reads, rescores }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Withdrawn> {
    const { dataset, months, publishedOn, lift, ...texts } = input;
    const given: Record<string, string> = { dataset, lifted: lift ? 'true' : '' };
    for (const [column, text] of Object.entries({ ...texts, published_on: publishedOn })) {
      if (text !== null && text !== undefined) given[column] = text;
    }
    if (months !== null && months !== undefined) given['months'] = String(months);
    return new Withdrawn(dataset, await rescores.withdraw(given, actorIn(caller, info), reads.signal));
  }
}
