import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { ListedJob } from '../../jobs/listedJobs.js';
import { printable } from '../../printable.js';
import { withoutSecrets } from '../../withoutSecrets.js';
import { connectionOf } from '../connection/connectionOf.js';
import { encodeId } from '../ids.js';
import { JobStatusEnum } from '../jobStatusEnum.js';
import { numberIds } from '../numberIds.js';
import { Node } from '../relay/node.js';
import { DateTimeScalar } from '../scalars.js';
import { shortMessage } from '../shortMessage.js';

export const JOB_IDS = numberIds('Job');

@ObjectType('Job', {
  implements: Node,
  simpleResolvers: true,
  description:
    'Work in the queue of the workers. A job that succeeds leaves the queue; one that has failed or was cancelled can be read ' +
    'for 7 days.',
})
export class Job implements Node {
  readonly row: ListedJob;

  @Field(() => String, { description: 'The kind of work, such as rescore_outdated (docs/operations.md).' })
  readonly task: string;

  @Field(() => String, {
    nullable: true,
    description:
      'At most one job waits under a key; null: the task has no keys, or another job follows this one, which runs.',
  })
  readonly key: string | null;

  @Field(() => JobStatusEnum, {
    description: 'State of the job. It is never SUCCEEDED, because such a job has left the queue.',
  })
  readonly status: ListedJob['status'];

  @Field(() => Int, { description: 'Attempts that were begun; after a retry, those since then.' })
  readonly attempts: number;

  @Field(() => Int, { description: 'Attempts after which the job is given up.' })
  readonly maxAttempts: number;

  @Field(() => DateTimeScalar, {
    description: 'When its next attempt is due; of a job that runs or was given up, when the last one was.',
  })
  readonly runAt: Date;

  @Field(() => DateTimeScalar, { description: 'When it was added.' })
  readonly createdAt: Date;

  @Field(() => String, {
    nullable: true,
    description:
      'Why the last attempt failed, or that the job was cancelled; null: none has failed. Internal errors are in the log only.',
  })
  readonly lastError: string | null;

  @Field(() => String, {
    description: 'What is to be done, as JSON: ids and dates that the task reads its work by.',
  })
  readonly payload: string;

  constructor(row: ListedJob) {
    this.row = row;
    this.task = row.task;
    this.key = row.key;
    this.status = row.status;
    this.attempts = row.attempts;
    this.maxAttempts = row.max_attempts;
    this.runAt = new Date(row.run_at);
    this.createdAt = new Date(row.created_at);
    this.lastError = row.last_error === null ? null : shownText(row.last_error);
    this.payload = shownText(row.payload);
  }

  @Field(() => ID, { description: 'Opaque id. It never changes.' })
  get id(): string {
    return encodeId(JOB_IDS, this.row.id);
  }
}

/** Tasks keep no secrets in the queue. What another program has added to it is shown as carefully as a message. */
function shownText(text: string): string {
  return withoutSecrets(printable(shortMessage(text)));
}

export const JobConnection = connectionOf(Job, {
  name: 'Job',
  description: 'A page of jobs, the newest first.',
});
export type JobConnection = InstanceType<typeof JobConnection>;
