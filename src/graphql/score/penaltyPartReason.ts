import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { penaltyReason } from '../../scoring/penaltyReason.js';
import type { GraphqlContext } from '../context.js';
import type { MaybePromise } from '../maybePromise.js';
import { meetingSideLoader } from './meetingSideLoader.js';
import { PenaltyPart } from './penaltyPart.js';

@Resolver(() => PenaltyPart)
export class PenaltyPartReason {
  @FieldResolver(() => String, {
    description:
      'The part in one English sentence, with numbers and units. Days ago and days ahead count from the day of the score.',
  })
  reason(
    @Root() part: PenaltyPart,
    @Ctx() { loaders, runs }: Pick<GraphqlContext, 'loaders' | 'runs'>,
  ): MaybePromise<string> {
    const { kind, observed: days, row } = part;
    if (kind !== 'EVENT_WINDOW' || days === null || days === 0) return penaltyReason(part, 0);
    const { read_batch: batch } = runs.get(row.run_id);
    return loaders
      .get(meetingSideLoader)
      .load({ stockId: row.stock_id, day: row.day, days, batch })
      .then((side) => penaltyReason(part, side));
  }
}
