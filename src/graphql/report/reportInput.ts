import { Field, ID, InputType } from 'type-graphql';
import type { ReportFormat, ReportKind } from '../../companies/reports/names.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { DateScalar, TickerScalar } from '../scalars.js';
import { ReportFormatEnum, ReportKindEnum } from './reportEnums.js';

@InputType('ReportInput', {
  description:
    'What to report. It has exactly one of ticker, sector and portfolioId: one that its kind takes.',
})
export class ReportInput {
  @Field(() => ReportKindEnum, { description: 'What it is about.' })
  readonly kind!: ReportKind;

  @Field(() => String, {
    nullable: true,
    description: 'Its title, 1 to 200 characters that print; null: one that says what it is about.',
  })
  readonly title?: string | null;

  @Field(() => TickerScalar, {
    nullable: true,
    description: 'The company of COMPANY or PEERS; a former symbol is found, too. Else null.',
  })
  readonly ticker?: Ticker | null;

  @Field(() => String, {
    nullable: true,
    description: 'Key of the sector group (Sector.key) of PEERS or SECTOR. Else null.',
  })
  readonly sector?: string | null;

  @Field(() => ID, { nullable: true, description: 'Id of the portfolio of PORTFOLIO. Else null.' })
  readonly portfolioId?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The day: what was published later does not count. It is not in the future; null means today in India.',
  })
  readonly on?: IsoDate | null;

  @Field(() => [ReportFormatEnum], {
    defaultValue: ['HTML'],
    description: 'The files to write, at least one, each once.',
  })
  readonly formats!: readonly ReportFormat[];
}
