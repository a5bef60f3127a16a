import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { sessionsBefore } from '../../books/rememberedScores.js';
import { storedDistances } from '../../books/storedDistances.js';
import { dayOf, isoOf } from '../../market/day.js';
import type { GraphqlContext } from '../context.js';
import { sessionsLoader } from '../exchangeSessions/sessionsLoader.js';
import type { MaybePromise } from '../maybePromise.js';
import { Score } from '../score/score.js';
import { Distance } from './distance.js';
import { rememberedLoader } from './rememberedLoader.js';

@Resolver(() => Score)
export class DistancesResolver {
  @FieldResolver(() => [Distance], {
    description:
      'How far the score is from what the six guardrails and then the five parts of the penalty judge, and what the band ' +
      'would be without each.',
  })
  distances(
    @Root() { date, mode, row }: Score,
    @Ctx() { loaders, runs }: GraphqlContext,
  ): MaybePromise<Distance[]> {
    const method = runs.methodOf(row.run_id);
    const shown = (former?: readonly number[]) =>
      storedDistances(row, method, former).map((distance) => new Distance(distance));
    const { bands } = method.parameters;
    if (bands === undefined) return shown();
    return loaders
      .get(sessionsLoader)()
      .then((sessions) =>
        loaders.get(rememberedLoader).load({
          ...{ stockId: row.stock_id, mode, method: method.name },
          from: isoOf(sessionsBefore(dayOf(date), bands.memory, Int32Array.from(sessions))),
          day: date,
        }),
      )
      .then(shown);
  }
}
