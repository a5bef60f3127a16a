import { Field, InputType } from 'type-graphql';
import { UserError } from '../../userError.js';
import { DatasetEnum, type DatasetName } from '../factEnums.js';
import { requireTimes } from '../requireTimes.js';
import { DateTimeScalar } from '../scalars.js';
import { ImportStatusEnum, type ImportStatus } from './importEnums.js';

@InputType('ImportFilter', { description: 'Which imports to list. All conditions must hold.' })
export class ImportFilter {
  @Field(() => [DatasetEnum], {
    nullable: true,
    description: 'Imports of one of these datasets; null: of any. An empty list is refused.',
  })
  readonly datasets?: readonly DatasetName[] | null;

  @Field(() => [ImportStatusEnum], {
    nullable: true,
    description: 'Imports that ended in one of these ways; null: in any. An empty list is refused.',
  })
  readonly statuses?: readonly ImportStatus[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Imports of this time and later.' })
  readonly from?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Imports before this time.' })
  readonly to?: Date | null;
}

/** The conditions of a filter, checked; null stands for a condition that is not set. */
export interface ImportConditions {
  /** Names of datasets as batches have them. */
  readonly datasets: readonly string[] | null;
  readonly statuses: readonly ImportStatus[] | null;
  readonly from: string | null;
  readonly to: string | null;
}

/** @throws UserError for an empty list, and where `from` is not before `to` */
export function importConditions(filter: ImportFilter | null | undefined): ImportConditions {
  const { datasets = null, statuses = null, from = null, to = null } = filter ?? {};
  for (const [name, list] of Object.entries({ datasets, statuses })) {
    if (list?.length !== 0) continue;
    throw new UserError(`Expected at least one value in filter.${name}, got none: leave it out to list all.`);
  }
  requireTimes(from, to);
  return {
    datasets: datasets && [...new Set(datasets)].sort().map((name) => name.toLowerCase()),
    statuses: statuses && [...new Set(statuses)].sort(),
    from: from?.toISOString() ?? null,
    to: to?.toISOString() ?? null,
  };
}
