import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { AFTER, BEFORE, FIRST, LAST } from '../arguments.js';
import { listedPage } from '../connection/listedPage.js';
import type { GraphqlContext } from '../context.js';
import { Import, ImportConnection } from './import.js';
import { ImportFilter, importConditions } from './importFilter.js';
import { importListing } from './importLoaders.js';

const PAGE = 20;

@Resolver()
export class ImportQueries {
  @Query(() => ImportConnection, {
    description:
      'Imports, the newest first: each file, with those that were refused as a whole, and each recordBars and recordMetrics.',
  })
  async imports(
    @Arg('filter', () => ImportFilter, { nullable: true, description: 'Which imports to list; null: all.' })
    filter: ImportFilter | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<ImportConnection> {
    const conditions = importConditions(filter);
    const list = { name: 'imports', of: { filter: JSON.stringify(conditions) } };
    const rows = context.loaders.get(importListing);
    const asked = { first, after, last, before };
    const page = await listedPage(rows, conditions, list, asked, PAGE, context, (row) => new Import(row));
    return new ImportConnection(page, () => rows.count(conditions));
  }
}
