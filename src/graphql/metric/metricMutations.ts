import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { actorIn } from '../actorIn.js';
import type { GraphqlContext } from '../context.js';
import { requireRows } from '../recordBars/requireRows.js';
import { givenFigure } from './givenFigure.js';
import { RecordMetricsInput } from './recordMetricsInput.js';
import { RecordedRows } from './recordedRows.js';

@Resolver()
export class MetricMutations {
  @Mutation(() => RecordedRows, {
    description:
      'Records figures of statements by the rules of statements.csv. Rows that break a rule are refused, and so are figures ' +
      'that were withdrawn. All other rows are stored together, and the scores that they touch are queued to be computed ' +
      'again.',
  })
  async recordMetrics(
    @Arg('input', () => RecordMetricsInput, { description: 'The figures to record.' })
    { rows }: RecordMetricsInput,
    @Ctx() { caller, reads, rescores }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RecordedRows> {
    requireRows(rows);
    const recorded = await rescores.recordFigures(rows.map(givenFigure), actorIn(caller, info), reads.signal);
    return new RecordedRows(recorded);
  }
}
