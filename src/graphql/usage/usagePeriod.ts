import { Field, Int, ObjectType } from 'type-graphql';
import type { PeriodCounts } from '../../status/usageCounts.js';

@ObjectType('UsagePeriod', {
  simpleResolvers: true,
  description: 'How much a service was used in the days up to now, each of 24 hours.',
})
export class UsagePeriod implements PeriodCounts {
  @Field(() => Int, { description: 'Days of the period.' })
  readonly days: number;

  @Field(() => Int, {
    description:
      'Users who used the service: by a session, by a key of theirs, or by an act that the audit has. Deleted users are not counted.',
  })
  readonly activeUsers: number;

  @Field(() => Int, { description: 'Users who were added, and not deleted since.' })
  readonly newUsers: number;

  @Field(() => Int, { description: 'API keys that were used.' })
  readonly usedApiKeys: number;

  @Field(() => Int, {
    description: 'Filings that were recorded for the first time; corrections are not counted.',
  })
  readonly filings: number;

  @Field(() => Int, { description: 'Documents that were added, and not deleted since.' })
  readonly documents: number;

  @Field(() => Int, { description: 'Runs that ended with scores.' })
  readonly runsSucceeded: number;

  @Field(() => Int, { description: 'Runs that failed.' })
  readonly runsFailed: number;

  @Field(() => Int, { description: 'Reports that were made, and not deleted since.' })
  readonly reportsSucceeded: number;

  @Field(() => Int, { description: 'Reports that failed, and were not deleted since.' })
  readonly reportsFailed: number;

  constructor(counts: PeriodCounts) {
    this.days = counts.days;
    this.activeUsers = counts.activeUsers;
    this.newUsers = counts.newUsers;
    this.usedApiKeys = counts.usedApiKeys;
    this.filings = counts.filings;
    this.documents = counts.documents;
    this.runsSucceeded = counts.runsSucceeded;
    this.runsFailed = counts.runsFailed;
    this.reportsSucceeded = counts.reportsSucceeded;
    this.reportsFailed = counts.reportsFailed;
  }
}
