import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Resolver } from 'type-graphql';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { actorIn } from '../actorIn.js';
import type { GraphqlContext } from '../context.js';
import { decodeId } from '../ids.js';
import { Job, JOB_IDS } from './job.js';

@Resolver()
export class JobMutations {
  @Mutation(() => Job, {
    description:
      'Makes a job due at once, with all its attempts: one that has failed or was cancelled, or that waits for its next ' +
      'attempt. CONFLICT for any other one, and where another job does the same already.',
  })
  async retryJob(
    @Arg('id', () => ID, { description: 'Id of the job.' }) id: string,
    @Ctx() { caller, jobChanges, reads }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Job> {
    return new Job(await jobChanges.retry(idOf(id), actorIn(caller, info), reads.signal));
  }

  @Mutation(() => Job, {
    description:
      'Gives up a job that waits for its first or next attempt, as if it had failed for good; retryJob takes it back. ' +
      'CONFLICT for a job that runs, or was given up already.',
  })
  async cancelJob(
    @Arg('id', () => ID, { description: 'Id of the job.' }) id: string,
    @Ctx() { caller, jobChanges, reads }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Job> {
    return new Job(await jobChanges.cancel(idOf(id), actorIn(caller, info), reads.signal));
  }
}

/** @throws UserError for a text that is not the id of a job */
function idOf(id: string): number {
  const job = decodeId(JOB_IDS, id);
  if (job !== null) return job;
  throw new UserError(
    `Expected the id of a job from an answer of this API, got "${shown(id)}": take it from the field id.`,
  );
}
