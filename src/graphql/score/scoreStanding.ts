import { Ctx, FieldResolver, Float, Int, Resolver, Root } from 'type-graphql';
import type { Standing } from '../../books/standings.js';
import type { GraphqlContext } from '../context.js';
import { whenKnown, type MaybePromise } from '../maybePromise.js';
import { Score } from './score.js';
import { standingLoader } from './standingLoader.js';

@Resolver(() => Score)
export class ScoreStanding {
  @FieldResolver(() => Int, {
    description:
      'Rank of the value within its run and mode; 1 is the best, and equal values share the lower number.',
  })
  rank(@Root() score: Score, @Ctx() context: GraphqlContext): MaybePromise<number> {
    return whenKnown(standingIn(score, context), ({ rank }) => rank);
  }

  @FieldResolver(() => Int, { description: 'How many scores its run has of the mode.' })
  rankOf(@Root() score: Score, @Ctx() context: GraphqlContext): MaybePromise<number> {
    return whenKnown(standingIn(score, context), ({ of }) => of);
  }

  @FieldResolver(() => Float, {
    description:
      'Percentile of the value within its run and mode, above 0 to 100: 100 × average rank ÷ rankOf, with ranks counted ' +
      'from the lowest value, so that the best one has 100.',
  })
  percentile(@Root() score: Score, @Ctx() context: GraphqlContext): MaybePromise<number> {
    return whenKnown(standingIn(score, context), ({ percentile }) => percentile);
  }
}

/** Looks a score up in the book that it is from. A history, whose scores are from as many books, is counted by a statement. */
function standingIn(
  { row: { run_id: runId, mode, value } }: Score,
  { books, loaders }: GraphqlContext,
): MaybePromise<Standing> {
  const book = books.read({ runId, mode });
  return book?.standings.of(value) ?? loaders.get(standingLoader).load({ runId, mode, value });
}
