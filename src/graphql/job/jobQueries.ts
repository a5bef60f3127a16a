import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { AFTER, BEFORE, FIRST, LAST } from '../arguments.js';
import { listedPage } from '../connection/listedPage.js';
import type { GraphqlContext } from '../context.js';
import { Job, JobConnection } from './job.js';
import { JobFilter, jobConditions } from './jobFilter.js';
import { jobListing } from './jobLoaders.js';

const PAGE = 50;

@Resolver()
export class JobQueries {
  @Query(() => JobConnection, {
    description:
      'Jobs in the queue, the newest first: those that wait, run, have failed or were cancelled. A job that has succeeded is ' +
      'not listed.',
  })
  async jobs(
    @Arg('filter', () => JobFilter, { nullable: true, description: 'Which jobs to list; null: all.' })
    filter: JobFilter | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<JobConnection> {
    const conditions = jobConditions(filter);
    const list = { name: 'jobs', of: { filter: JSON.stringify(conditions) } };
    const rows = context.loaders.get(jobListing);
    const asked = { first, after, last, before };
    const page = await listedPage(rows, conditions, list, asked, PAGE, context, (row) => new Job(row));
    return new JobConnection(page, () => rows.count(conditions));
  }
}
