import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { Mode } from '../../scoring/names.js';
import type { GraphqlContext } from '../context.js';
import { ModeEnum } from '../enums.js';
import { whenKnown, type MaybePromise } from '../maybePromise.js';
import { Run } from '../run/run.js';
import { scoresInARow } from '../score/scoresInARow.js';
import { evidenceLoader } from './evidenceLoader.js';
import { Risk } from './risk.js';
import { RiskEvidence } from './riskEvidence.js';
import { formerRisksLoader } from './riskLoaders.js';

@Resolver(() => Risk)
export class RiskResolver {
  @FieldResolver(() => Risk, {
    nullable: true,
    description: "The stock's newest risk of an earlier session; null when there is none.",
  })
  previous(
    @Root() { row, former }: Risk,
    @Ctx() { loaders, snapshot }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): MaybePromise<Risk | null> {
    // A client that asked for several risks in a row had them all read with the first one.
    if (former !== null) return former.length === 0 ? null : Risk.of(former[0], snapshot, former.slice(1));
    // The row is from a book, which knows that there is none.
    if ('previousValue' in row && row.previousValue === null) return null;
    const key = { stockId: row.stock_id, before: row.day, count: scoresInARow(info) };
    return loaders
      .get(formerRisksLoader)
      .load(key)
      .then(([first, ...rest]) => (first === undefined ? null : Risk.of(first, snapshot, rest)));
  }

  @FieldResolver(() => RiskEvidence, {
    nullable: true,
    description:
      'What the current score of the same stock, day and mode says about risk; null where the stock has no score of the ' +
      'day.',
  })
  evidence(
    @Root() { row }: Risk,
    @Arg('mode', () => ModeEnum, { defaultValue: 'INVESTOR', description: 'The mode of the score.' })
    mode: Mode,
    @Ctx() { loaders, runs }: GraphqlContext,
  ): Promise<RiskEvidence | null> {
    return loaders
      .get(evidenceLoader)
      .load({ stockId: row.stock_id, mode, day: row.day })
      .then((score) => score && runs.with([score], () => new RiskEvidence(score, runs)));
  }

  @FieldResolver(() => Run, { description: 'The run that stored the risk.' })
  run(@Root() { row }: Risk, @Ctx() { runs }: GraphqlContext): MaybePromise<Run> {
    return whenKnown(
      runs.with([row], () => runs.get(row.run_id)),
      (run) => new Run(run),
    );
  }
}
