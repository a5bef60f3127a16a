import { Field, InputType } from 'type-graphql';
import type { FeedStatus } from '../../database/tables.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { JobStatusEnum } from '../jobStatusEnum.js';

// Each cursor of the list has the filter.
const MOST_TASKS = 20;
/** Names of tasks, those of former versions included. */
const TASK = /^[\w.:-]{1,60}$/;

@InputType('JobFilter', { description: 'Which jobs to list. All conditions must hold.' })
export class JobFilter {
  @Field(() => [String], {
    nullable: true,
    description: `Jobs of one of these tasks, 1 to ${MOST_TASKS}; null: of any. A task without jobs is no error.`,
  })
  readonly tasks?: readonly string[] | null;

  @Field(() => [JobStatusEnum], {
    nullable: true,
    description:
      'Jobs in one of these states; null: in any. An empty list is refused. No job is SUCCEEDED, because it leaves the queue.',
  })
  readonly statuses?: readonly FeedStatus[] | null;
}

/** The conditions of a filter, checked; null stands for a condition that is not set. */
export interface JobConditions {
  readonly tasks: readonly string[] | null;
  readonly statuses: readonly FeedStatus[] | null;
}

/** @throws UserError for an empty list, too many tasks, and a text that is the name of no task */
export function jobConditions(filter: JobFilter | null | undefined): JobConditions {
  const { tasks = null, statuses = null } = filter ?? {};
  for (const [name, list] of Object.entries({ tasks, statuses })) {
    if (list?.length !== 0) continue;
    throw new UserError(`Expected at least one value in filter.${name}, got none: leave it out to list all.`);
  }
  if (tasks !== null && tasks.length > MOST_TASKS) {
    throw new UserError(
      `Expected at most ${MOST_TASKS} names in filter.tasks, got ${tasks.length}: ask for fewer, or leave it out.`,
    );
  }
  const wrong = tasks?.find((task) => !TASK.test(task));
  if (wrong !== undefined) {
    throw new UserError(
      `Expected names of tasks in filter.tasks, such as rescore_outdated, got "${shown(wrong)}": Job.task has them.`,
    );
  }
  return {
    tasks: tasks && [...new Set(tasks)].sort(),
    statuses: statuses && [...new Set(statuses)].sort(),
  };
}
