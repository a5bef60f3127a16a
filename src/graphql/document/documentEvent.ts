import { Field, ID, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../scalars.js';
import { Document } from './document.js';

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

  @Field(() => Document, {
    description:
      'The document as it was when the event was read: later changes may be in it. One that was deleted since has no chunks.',
  })
  readonly document: Document;

  constructor(cursor: string, at: Date, document: Document) {
    this.cursor = cursor;
    this.at = at;
    this.document = document;
  }
}
