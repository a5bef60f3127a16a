import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { Run } from '../run/run.js';
import { Stock } from '../stock/stock.js';
import { GuardrailStep } from './guardrailStep.js';
import { guardrailStepsOf } from './guardrailStepsOf.js';
import { Provenance } from './provenance.js';
import { Score } from './score.js';

@Resolver(() => Score)
export class ScoreResolver {
  @FieldResolver(() => Stock, { description: 'The stock that it is of.' })
  stock(@Root() { row }: Score): Stock {
    return new Stock(row);
  }

  @FieldResolver(() => [GuardrailStep], {
    description: 'All six guardrails, in the order in which they are applied.',
  })
  async guardrails(@Root() { row }: Score, @Ctx() { loaders }: GraphqlContext): Promise<GuardrailStep[]> {
    return guardrailStepsOf(row, await loaders.methodOfRun.load(row.run_id));
  }

  @FieldResolver(() => Score, {
    nullable: true,
    description:
      "The stock's newest score of the same mode and an earlier session; null where there is none.",
  })
  async previous(@Root() { row }: Score, @Ctx() { loaders }: GraphqlContext): Promise<Score | null> {
    // A book has looked already.
    if (row.previousSessionValue === null) return null;
    const former = await loaders.newestScore.load({
      stockId: row.stock_id,
      mode: row.mode,
      until: row.day,
      inclusive: false,
    });
    return former && new Score(former);
  }

  @FieldResolver(() => Provenance, { description: 'Run, method and inputs that it was made with.' })
  async provenance(@Root() { row }: Score, @Ctx() { loaders }: GraphqlContext): Promise<Provenance> {
    const [run, method] = await Promise.all([
      loaders.run.load(row.run_id),
      loaders.methodOfRun.load(row.run_id),
    ]);
    if (run === null) throw new Error(`run ${row.run_id} has scores, but is not in runs`);
    return new Provenance(row, new Run(run), method);
  }
}
