import { Field, Int, ObjectType } from 'type-graphql';
import type { UsageCounts } from '../../status/usageCounts.js';
import { UsagePeriod } from './usagePeriod.js';

@ObjectType('Usage', {
  simpleResolvers: true,
  description: 'How much the service is used, as numbers alone: no user, key or company is named.',
})
export class Usage implements UsageCounts {
  @Field(() => Int, { description: 'Users who may use the service (User.active), without the built-in one.' })
  readonly users: number;

  @Field(() => Int, {
    description: 'API keys that can be used: not paused, expired or revoked, and their owner is active.',
  })
  readonly apiKeys: number;

  @Field(() => Int, { description: 'Companies that are known today.' })
  readonly companies: number;

  @Field(() => Int, { description: 'Documents of companies, in any state.' })
  readonly documents: number;

  @Field(() => Int, { description: 'Reports that wait for a worker.' })
  readonly reportsQueued: number;

  @Field(() => Int, { description: 'Reports that a worker makes now.' })
  readonly reportsRunning: number;

  @Field(() => Int, { description: 'Reports that are made.' })
  readonly reportsSucceeded: number;

  @Field(() => Int, { description: 'Reports that failed.' })
  readonly reportsFailed: number;

  @Field(() => [UsagePeriod], { description: 'The last 1, 7 and 30 days, in this order.' })
  readonly periods: readonly UsagePeriod[];

  constructor(counts: UsageCounts) {
    this.users = counts.users;
    this.apiKeys = counts.apiKeys;
    this.companies = counts.companies;
    this.documents = counts.documents;
    this.reportsQueued = counts.reportsQueued;
    this.reportsRunning = counts.reportsRunning;
    this.reportsSucceeded = counts.reportsSucceeded;
    this.reportsFailed = counts.reportsFailed;
    this.periods = counts.periods.map((period) => new UsagePeriod(period));
  }
}
