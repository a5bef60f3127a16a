import { Field, Int, ObjectType } from 'type-graphql';
import { UsagePeriod } from './usagePeriod.js';

/** What a usage says of now. */
export interface UsageTotals {
  readonly users: number;
  readonly apiKeys: number;
  readonly documents: number;
  readonly reportsQueued: number;
  readonly reportsRunning: number;
  readonly reportsSucceeded: number;
  readonly reportsFailed: number;
}

@ObjectType('Usage', {
  simpleResolvers: true,
  description: 'How much the service is used, as numbers alone: no user, key or company is named.',
})
export class Usage implements UsageTotals {
  @Field(() => Int, { description: 'Users who are active, without the built-in one.' })
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

  constructor(totals: UsageTotals, companies: number, periods: readonly UsagePeriod[]) {
    this.users = totals.users;
    this.apiKeys = totals.apiKeys;
    this.companies = companies;
    this.documents = totals.documents;
    this.reportsQueued = totals.reportsQueued;
    this.reportsRunning = totals.reportsRunning;
    this.reportsSucceeded = totals.reportsSucceeded;
    this.reportsFailed = totals.reportsFailed;
    this.periods = periods;
  }
}
