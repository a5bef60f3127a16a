import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { classify } from '../../market/classify.js';
import { dayOf } from '../../market/day.js';
import type { GraphqlContext } from '../context.js';
import { sectorOf } from '../sector/sectorOf.js';
import { Classification } from './classification.js';
import { classificationLoader } from './classificationLoader.js';
import { Score } from './score.js';

/** Of a score whose group is stored, but whose facts do not say why. */
const NOT_RECORDED = { industry: '', basicIndustry: '', from: NaN, countsBackwards: false };

@Resolver(() => Score)
export class ScoreClassification {
  @FieldResolver(() => Classification, {
    description: 'Why the stock was scored in its sector group, as recorded when the run read the facts.',
  })
  async classification(
    @Root() { row, date }: Score,
    @Ctx() { loaders, market, runs, snapshot }: GraphqlContext,
  ): Promise<Classification> {
    const { read_batch: batch, sectors_hash: hash } = runs.get(row.run_id);
    const { company, rows } = await loaders.get(classificationLoader).load({ stockId: row.stock_id, batch });
    const sectors = snapshot.sectors(hash);
    const found = company && classify(company, rows, dayOf(date), sectors);
    const sector = sectorOf(row.sector, { ...market, sectors });
    if (sector === null)
      throw new Error(`Expected sector group ${row.sector} in the sector file of run ${row.run_id}`);
    return new Classification(sector, found !== null && 'group' in found ? found : NOT_RECORDED);
  }
}
