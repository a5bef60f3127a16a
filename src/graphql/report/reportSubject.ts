import { Field, ID, ObjectType } from 'type-graphql';
import type { ReportInputs } from '../../companies/reports/names.js';
import type { Ticker } from '../../scoring/names.js';
import { TickerScalar } from '../scalars.js';

@ObjectType('ReportSubject', {
  simpleResolvers: true,
  description: 'What a report is about, as createReport takes it. One field has a value.',
})
export class ReportSubject implements ReportInputs {
  @Field(() => TickerScalar, { nullable: true, description: 'The company; null: it is about no company.' })
  readonly ticker!: Ticker | null;

  @Field(() => String, {
    nullable: true,
    description: 'Key of the sector group (Sector.key); null: it is about no group.',
  })
  readonly sector!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of the portfolio, which may be deleted since; null: it is about no portfolio.',
  })
  readonly portfolioId!: string | null;
}
