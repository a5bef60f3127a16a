import { Ctx, FieldResolver, Float, Resolver, Root } from 'type-graphql';
import { componentsOf } from '../../scoring/explain.js';
import { weightsOf } from '../../scoring/method.js';
import { snap } from '../../scoring/rounding.js';
import type { GraphqlContext } from '../context.js';
import { Component } from './component.js';
import { Pillar } from './pillar.js';
import { PILLAR_LETTERS } from './pillarLetters.js';

@Resolver(() => Pillar)
export class PillarResolver {
  @FieldResolver(() => Float, {
    description:
      "Its weight for the score's mode and sector group, 0 to 1, by the method of the run (method §6).",
  })
  weight(@Root() pillar: Pillar, @Ctx() context: GraphqlContext): Promise<number> {
    return weightIn(pillar, context);
  }

  @FieldResolver(() => Float, {
    description:
      'Points that it brings to the weighted score: score × weight. The six sum to Score.weighted.',
  })
  async contribution(@Root() pillar: Pillar, @Ctx() context: GraphqlContext): Promise<number> {
    return snap(pillar.score * (await weightIn(pillar, context)));
  }

  @FieldResolver(() => [Component], {
    description: 'What it is made of: its metrics, rules or horizons that count for the sector group.',
  })
  async components(@Root() pillar: Pillar, @Ctx() { loaders }: GraphqlContext): Promise<Component[]> {
    const { run_id, ticker } = pillar.row;
    const run = await loaders.recomputed.load(run_id);
    const stock = run.indexOf(ticker);
    if (stock === -1) return [];
    return componentsOf(run.day, PILLAR_LETTERS[pillar.name], stock).map(
      (component) => new Component(component),
    );
  }
}

async function weightIn({ name, row }: Pillar, { loaders }: GraphqlContext): Promise<number> {
  const { parameters } = await loaders.methodOfRun.load(row.run_id);
  return weightsOf(parameters, row.mode, row.sector)[PILLAR_LETTERS[name]];
}
