import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import type { MaybePromise } from '../maybePromise.js';
import { agreeWith } from './agreeWith.js';
import { Score } from './score.js';
import { formerScoresLoader } from './scoreLoaders.js';
import { scoresInARow } from './scoresInARow.js';

@Resolver(() => Score)
export class ScoreResolver {
  @FieldResolver(() => Score, {
    nullable: true,
    description:
      "The stock's newest score of the same mode and method, and an earlier session; null when there is none.",
  })
  previous(
    @Root() { row, former, listed }: Score,
    @Ctx() { loaders, runs }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): MaybePromise<Score | null> {
    // A client that asked for several scores in a row had them all read with the first one.
    if (former !== null)
      return former.length === 0 ? null : new Score(former[0], runs, former.slice(1), listed);
    // The row is from a book, which knows that there is none.
    if ('previousSessionValue' in row && row.previousSessionValue === null) return null;
    const count = scoresInARow(info);
    const method = runs.methodOf(row.run_id).name;
    return loaders
      .get(formerScoresLoader)
      .load({ stockId: row.stock_id, mode: row.mode, method, before: row.day, count })
      .then((rows) =>
        runs.with(
          agreeWith(listed, rows, method, runs),
          ([first, ...rest]) => first && new Score(first, runs, rest, listed),
        ),
      )
      .then((score) => score ?? null);
  }
}
