import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { Import } from '../import/import.js';
import { importLoader } from '../import/importLoaders.js';
import { Correction } from './correction.js';

@Resolver(() => Correction)
export class CorrectionResolver {
  @FieldResolver(() => Import, { nullable: true, description: 'The import that recorded the correction.' })
  async batch(@Root() { batchId }: Correction, @Ctx() { loaders }: GraphqlContext): Promise<Import | null> {
    const row = await loaders.get(importLoader).load({ id: batchId });
    return row && new Import(row);
  }
}
