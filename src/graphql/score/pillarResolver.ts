import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Component as ExplainedComponent } from '../../scoring/explain.js';
import type { GraphqlContext } from '../context.js';
import { workOnce } from '../workOnce.js';
import { Component } from './component.js';
import { explainedLoader } from './explainedLoader.js';
import { Pillar } from './pillar.js';
import { PILLAR_LETTERS } from './pillarLetters.js';
import { EXPLAINED } from './policies.js';

const explainedPillars = workOnce<readonly ExplainedComponent[]>();

@Resolver(() => Pillar)
export class PillarResolver {
  @FieldResolver(() => [Component], {
    description:
      'Components of the pillar: the metrics, rules or horizons that count for the sector group. F also lists the ' +
      'metrics of the other kind of company, without weight.',
  })
  async components(@Root() pillar: Pillar, @Ctx() { loaders, runs }: GraphqlContext): Promise<Component[]> {
    const { run_id, ticker } = pillar.row;
    const stock = await loaders.get(explainedLoader).load({ run: runs.get(run_id), ticker });
    const key = JSON.stringify([run_id, ticker, pillar.name]);
    return loaders
      .get(explainedPillars)(key, EXPLAINED, () => stock.components(PILLAR_LETTERS[pillar.name]))
      .map((component) => new Component(component));
  }
}
