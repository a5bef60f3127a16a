import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { AFTER, BEFORE, FIRST, LAST } from '../arguments.js';
import { listedPage } from '../connection/listedPage.js';
import type { GraphqlContext } from '../context.js';
import { FlagCount } from '../flag/flag.js';
import { flagCountsLoader } from './flagCountsLoader.js';
import { FlaggedRow, FlaggedRowConnection, flaggedListing } from './flaggedRow.js';
import { Import } from './import.js';
import { Refusal, RefusalConnection, refusalListing } from './refusal.js';

const PAGE = 50;

@Resolver(() => Import)
export class ImportResolver {
  @FieldResolver(() => [FlagCount], { description: 'What is odd about rows that were taken, by kind.' })
  flags(@Root() { row: { id } }: Import, @Ctx() { loaders }: GraphqlContext): Promise<readonly FlagCount[]> {
    return loaders.get(flagCountsLoader).load(id);
  }

  @FieldResolver(() => FlaggedRowConnection, {
    description: 'Rows that were taken, and are odd, in the order of their lines.',
  })
  async flagged(
    @Root() { row: { id } }: Import,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<FlaggedRowConnection> {
    const rows = context.loaders.get(flaggedListing);
    const asked = { first, after, last, before };
    // Both are read at the same time, so that they take one statement.
    const [page, count] = await Promise.all([
      listedPage(rows, id, listOf('flagged', id), asked, PAGE, context, (row) => new FlaggedRow(row)),
      rows.count(id),
    ]);
    return new FlaggedRowConnection(page, count);
  }

  @FieldResolver(() => RefusalConnection, {
    description: 'Rows that were refused, in the order of their lines.',
  })
  async refusals(
    @Root() { row }: Import,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<RefusalConnection> {
    const list = listOf('refusals', row.id);
    const rows = context.loaders.get(refusalListing);
    const asked = { first, after, last, before };
    const page = await listedPage(rows, row.id, list, asked, PAGE, context, (one) => new Refusal(one));
    return new RefusalConnection(page, row.refused);
  }
}

const listOf = (name: string, batch: number) => ({ name, of: { import: batch } });
