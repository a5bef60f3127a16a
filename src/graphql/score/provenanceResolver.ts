import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { MarketReturn } from '../../scoring/names.js';
import type { GraphqlContext } from '../context.js';
import { MarketReturnEnum } from '../enums.js';
import { RateLimited } from '../limits/rateLimit.js';
import { recomputedLoader } from '../run/runLoaders.js';
import { workOnce } from '../workOnce.js';
import { COMPARED } from './policies.js';
import { Provenance } from './provenance.js';

const comparedScores = workOnce<readonly string[]>();

@Resolver(() => Provenance)
export class ProvenanceResolver {
  @FieldResolver(() => MarketReturnEnum, {
    description: 'Where the market return was taken from that R and S compare with (method §5).',
  })
  async marketReturn(
    @Root() { run: { row } }: Provenance,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<MarketReturn> {
    return row.market_return ?? (await loaders.get(recomputedLoader).load(row)).day.marketReturn;
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether the score, computed again now from the facts and features that the run read, equals the stored score ' +
      'byte for byte. `greyoak reproduce` starts from the bars instead, and compares the hash of the inputs as well.',
  })
  @RateLimited<Provenance>('reproduced', ({ row }) => row.run_id)
  async reproduced(@Root() provenance: Provenance, @Ctx() context: GraphqlContext): Promise<boolean> {
    return (await differencesOf(provenance, context)).length === 0;
  }

  @FieldResolver(() => [String], {
    description:
      'Differences between the score, computed again now, and the stored score, one sentence each; empty when ' +
      'there are none.',
  })
  @RateLimited<Provenance>('reproduced', ({ row }) => row.run_id)
  differences(@Root() provenance: Provenance, @Ctx() context: GraphqlContext): Promise<readonly string[]> {
    return differencesOf(provenance, context);
  }
}

async function differencesOf({ row, run }: Provenance, { loaders }: GraphqlContext) {
  const explained = await loaders.get(recomputedLoader).load(run.row);
  const key = JSON.stringify([row.run_id, row.mode, row.ticker]);
  return loaders.get(comparedScores)(key, COMPARED, () => explained.differences(row, row.ticker));
}
