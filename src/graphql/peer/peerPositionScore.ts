import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { whenKnown, type MaybePromise } from '../maybePromise.js';
import { Score } from '../score/score.js';
import { PeerPosition } from './peerPosition.js';

@Resolver(() => PeerPosition)
export class PeerPositionScore {
  @FieldResolver(() => Score, {
    nullable: true,
    description:
      'The score for INVESTOR by the method that is served (METHOD) on the newest scored session up to the day of the analysis; null ' +
      'when the stock has none then.',
  })
  score(
    @Root() { on, stock: { ticker } }: PeerPosition,
    @Ctx() { books, runs }: GraphqlContext,
  ): MaybePromise<Score | null> {
    return whenKnown(books.of('INVESTOR', on), (book) => {
      const row = book?.scoreOf(ticker);
      return row ? runs.with([row], () => new Score(row, runs)) : null;
    });
  }
}
