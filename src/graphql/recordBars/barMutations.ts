import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { actorIn } from '../actorIn.js';
import type { GraphqlContext } from '../context.js';
import { RecordBarsInput } from './recordBarsInput.js';
import { RecordedBars } from './recordedBars.js';
import { requireRows } from './requireRows.js';

@Resolver()
export class BarMutations {
  @Mutation(() => RecordedBars, {
    description:
      'Records daily bars by the rules of prices.csv; the session may still be running. Rows that break a rule are ' +
      'refused. All other rows are stored together, and the scores that they touch are queued to be computed again. ' +
      'The scores of a session are provisional until it closes.',
  })
  async recordBars(
    @Arg('input', () => RecordBarsInput, { description: 'The bars to record.' }) { rows }: RecordBarsInput,
    @Ctx() { caller, reads, rescores }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RecordedBars> {
    requireRows(rows);
    const given = rows.map((row) => ({ ...row, value: row.value ?? null }));
    return new RecordedBars(await rescores.recordBars(given, actorIn(caller, info), reads.signal));
  }
}
