import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { Penalty } from './penalty.js';
import { PenaltyPart } from './penaltyPart.js';
import { penaltyPartsOf } from './penaltyPartsOf.js';

@Resolver(() => Penalty)
export class PenaltyResolver {
  @FieldResolver(() => [PenaltyPart], {
    description: 'All five parts, in their order, those of 0 points included.',
  })
  async parts(@Root() { row }: Penalty, @Ctx() { loaders }: GraphqlContext): Promise<PenaltyPart[]> {
    return penaltyPartsOf(row, await loaders.methodOfRun.load(row.run_id));
  }
}
