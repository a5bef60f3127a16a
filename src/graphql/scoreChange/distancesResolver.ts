import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { storedDistances } from '../../books/storedDistances.js';
import type { GraphqlContext } from '../context.js';
import { Score } from '../score/score.js';
import { Distance } from './distance.js';

@Resolver(() => Score)
export class DistancesResolver {
  @FieldResolver(() => [Distance], {
    description:
      'How far the score is from what the six guardrails and then the five parts of the penalty judge, and what the band ' +
      'would be without each.',
  })
  distances(@Root() { row }: Score, @Ctx() { runs }: GraphqlContext): Distance[] {
    return storedDistances(row, runs.methodOf(row.run_id)).map((distance) => new Distance(distance));
  }
}
