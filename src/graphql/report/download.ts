import { Field, Float, ObjectType } from 'type-graphql';
import type { ReportFormat } from '../../companies/reports/names.js';
import { DateTimeScalar } from '../scalars.js';
import { ReportFormatEnum } from './reportEnums.js';

@ObjectType('Download', { simpleResolvers: true, description: 'A link to one file of a report.' })
export class Download {
  @Field(() => ReportFormatEnum, { description: 'How the file is written.' })
  readonly format!: ReportFormat;

  @Field(() => String, {
    description:
      'The path on this server that downloads the file, without a credential, until expiresAt: do not share it.',
  })
  readonly url!: string;

  @Field(() => DateTimeScalar, { description: 'Until when the link works: 10 minutes after the answer.' })
  readonly expiresAt!: Date;

  @Field(() => Float, { description: 'Bytes of the file.' })
  readonly bytes!: number;
}
