import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { componentsOf } from '../../scoring/explain.js';
import type { GraphqlContext } from '../context.js';
import { recomputedLoader } from '../run/runLoaders.js';
import { workOnce } from '../workOnce.js';
import { Component } from './component.js';
import { Pillar } from './pillar.js';
import { PILLAR_LETTERS } from './pillarLetters.js';
import { EXPLAINED } from './policies.js';

const explainedPillars = workOnce<ReturnType<typeof componentsOf>>();

@Resolver(() => Pillar)
export class PillarResolver {
  @FieldResolver(() => [Component], {
    description:
      'Components of the pillar: the metrics, rules or horizons that count for the sector group. F also lists the ' +
      'metrics of the other kind of company, without weight.',
  })
  async components(@Root() pillar: Pillar, @Ctx() { loaders, runs }: GraphqlContext): Promise<Component[]> {
    const { run_id, ticker } = pillar.row;
    const run = await loaders.get(recomputedLoader).load(runs.get(run_id));
    const stock = run.indexOf(ticker);
    if (stock === -1) return [];
    const key = JSON.stringify([run_id, ticker, pillar.name]);
    return loaders
      .get(explainedPillars)(key, EXPLAINED, () => componentsOf(run.day, PILLAR_LETTERS[pillar.name], stock))
      .map((component) => new Component(component));
  }
}
