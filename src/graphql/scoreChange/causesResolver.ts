import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { causesOf } from '../../validation/attribution/causesOf.js';
import type { GraphqlContext } from '../context.js';
import { CausePart } from './causePart.js';
import { changeLoader } from './changeLoader.js';
import { ScoreChange } from './scoreChange.js';

@Resolver(() => ScoreChange)
export class CausesResolver {
  @FieldResolver(() => [CausePart], {
    description:
      'The change by cause: all five, in their order, also those that did nothing. They are computed from the facts that ' +
      'both runs read.',
  })
  async causes(
    @Root() { from, to }: ScoreChange,
    @Ctx() { loaders, runs }: GraphqlContext,
  ): Promise<CausePart[]> {
    const change = await loaders.get(changeLoader).load({
      from: runs.get(from.row.run_id),
      to: runs.get(to.row.run_id),
      ticker: to.row.ticker,
    });
    return causesOf(change?.[to.mode] ?? null, from.value, to.value).map((part) => new CausePart(part));
  }
}
