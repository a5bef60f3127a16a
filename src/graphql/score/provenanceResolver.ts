import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { RateLimited } from '../limits/rateLimit.js';
import { recomputedLoader } from '../run/runLoaders.js';
import { Provenance } from './provenance.js';

@Resolver(() => Provenance)
export class ProvenanceResolver {
  @FieldResolver(() => Boolean, {
    description:
      'Whether the score, computed now from the facts and features that the run read, is equal to the stored one byte ' +
      'for byte. `greyoak reproduce` goes back to the bars, and compares the hash of the inputs, too.',
  })
  @RateLimited<Provenance>('reproduced', ({ row }) => row.run_id)
  async reproduced(@Root() provenance: Provenance, @Ctx() context: GraphqlContext): Promise<boolean> {
    return (await differencesOf(provenance, context)).length === 0;
  }

  @FieldResolver(() => [String], {
    description:
      'In what the score computed now differs from the stored one, a sentence each; empty: in nothing.',
  })
  @RateLimited<Provenance>('reproduced', ({ row }) => row.run_id)
  differences(@Root() provenance: Provenance, @Ctx() context: GraphqlContext): Promise<readonly string[]> {
    return differencesOf(provenance, context);
  }
}

async function differencesOf({ row, run }: Provenance, { loaders }: GraphqlContext) {
  const explained = await loaders.get(recomputedLoader).load(run.row);
  return explained.differences(row, row.ticker);
}
