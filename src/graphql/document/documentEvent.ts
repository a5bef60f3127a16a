import { Field, ID, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../scalars.js';

@ObjectType('DocumentEvent', {
  simpleResolvers: true,
  description: 'That a document became READY or FAILED, which it does each time that it is processed.',
})
export class DocumentEvent {
  @Field(() => ID, {
    description:
      'Position of the event in the log, opaque. Pass the last cursor that you received as `after` to get ' +
      'every event since. Always select it.',
  })
  readonly cursor: string;

  @Field(() => DateTimeScalar, { description: 'When it became so.' })
  readonly at: Date;

  constructor(
    cursor: string,
    at: Date,
    readonly documentId: number,
  ) {
    this.cursor = cursor;
    this.at = at;
  }
}
