import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { IsoDate } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import type { GraphqlContext } from '../context.js';
import { sessionsLoader } from '../exchangeSessions/sessionsLoader.js';
import { DateScalar } from '../scalars.js';
import { Score } from '../score/score.js';
import { scoreOf } from '../score/scoreOf.js';
import { ScoreChange } from './scoreChange.js';
import { sessionsOfSince } from './sessionsOfSince.js';

@Resolver(() => Score)
export class ChangeResolver {
  @FieldResolver(() => ScoreChange, {
    nullable: true,
    description:
      'Why the score differs from that of an earlier session, by cause and by part. It compares with the current score of the ' +
      'same method and mode; null where the stock has none on `since` or the session before it.',
  })
  async change(
    @Root() score: Score,
    @Arg('since', () => DateScalar, {
      description:
        'The earlier session, at most the day of the score; a day without a session means the session before it.',
    })
    since: IsoDate,
    @Ctx() context: GraphqlContext,
  ): Promise<ScoreChange | null> {
    const { date, mode, row } = score;
    if (since > date) {
      throw new UserError(
        `Expected since to be at most the day of the score, ${date}, got ${since}: name an earlier day.`,
      );
    }
    const { loaders, runs, snapshot } = context;
    const method = runs.methodOf(row.run_id).name;
    const days = sessionsOfSince(since, await loaders.get(sessionsLoader)());
    // Both are read at once, so that a list of stocks takes one statement.
    const scores = await Promise.all(
      days.map((day) => {
        const scored = snapshot.scoredDay(mode, day, method);
        return scored?.day === day
          ? scoreOf({ runId: scored.runId, mode, ticker: row.ticker }, context)
          : null;
      }),
    );
    const from = scores.find((found) => found !== null);
    return from === undefined ? null : new ScoreChange(from, score, runs);
  }
}
