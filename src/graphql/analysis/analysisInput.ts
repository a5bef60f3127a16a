import { Field, InputType } from 'type-graphql';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { KNOWN_ON } from '../peer/knownOn.js';
import { DateScalar, TickerScalar } from '../scalars.js';

@InputType('AnalysisInput', { description: 'What is analysed: a company, or a sector.' })
export class AnalysisInput {
  @Field(() => TickerScalar, {
    nullable: true,
    description: 'The company, for COMPETITOR and VALUATION; null for SECTOR_OPPORTUNITY.',
  })
  readonly ticker?: Ticker | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Key of the sector group (Sector.key), for SECTOR_OPPORTUNITY; null for the others, which take that of the company.',
  })
  readonly sector?: string | null;

  @Field(() => DateScalar, { nullable: true, description: KNOWN_ON })
  readonly on?: IsoDate | null;
}
