import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { DocumentStatus, DocumentStep } from '../../companies/documents/names.js';
import type { ShownDocument } from '../../companies/documents/store/shownDocument.js';
import type { FilingCategory } from '../../market/facts.js';
import type { IsoDate } from '../../scoring/names.js';
import { connectionOf } from '../connection/connectionOf.js';
import { FilingCategoryEnum } from '../filing/filingCategoryEnum.js';
import { encodeId } from '../ids.js';
import { numberIds } from '../numberIds.js';
import { Node } from '../relay/node.js';
import { DateScalar } from '../scalars.js';
import { Person } from '../user/person.js';
import { DocumentStatusEnum, DocumentStepEnum } from './documentEnums.js';

export const DOCUMENT_IDS = numberIds('Document');

@ObjectType('Document', {
  implements: Node,
  simpleResolvers: true,
  description: 'What a company filed or said, read and cut so that it can be found (docs/documents.md).',
})
export class Document implements Node {
  @Field(() => String, { description: 'Its title, at most 300 characters.' })
  readonly title: string;

  @Field(() => FilingCategoryEnum, { description: 'The kind of filing that it is of.' })
  readonly category: FilingCategory;

  @Field(() => DateScalar, { description: 'Day on which it was published, from which on it is known.' })
  readonly publishedOn: IsoDate;

  @Field(() => String, {
    description: 'What its bytes say that it is: application/pdf, text/html or text/plain.',
  })
  readonly mediaType: string;

  @Field(() => Float, { description: 'Size of the file in bytes.' })
  readonly bytes: number;

  @Field(() => Int, {
    nullable: true,
    description: 'How many pages it has; null: its format has none, or it is not read yet.',
  })
  readonly pages: number | null;

  @Field(() => String, {
    description: 'SHA-256 of its bytes, 64 hexadecimal digits. The same bytes are one document.',
  })
  readonly hash: string;

  @Field(() => String, {
    nullable: true,
    description: 'Where the exchange or the company keeps it, by https; null: not known.',
  })
  readonly url: string | null;

  @Field(() => DocumentStatusEnum, { description: 'How far it is.' })
  readonly status: DocumentStatus;

  @Field(() => DocumentStepEnum, {
    nullable: true,
    description: 'The step that waits or is being done, or that failed; null: all are done.',
  })
  readonly step: DocumentStep | null;

  @Field(() => String, { nullable: true, description: 'Why it failed; null: it did not.' })
  readonly reason: string | null;

  @Field(() => Person, {
    nullable: true,
    description: 'The user who uploaded it; null where a command added it, or the user is deleted.',
  })
  readonly uploadedBy: Person | null;

  @Field(() => String, {
    nullable: true,
    description: 'Name and version of the model that made the vectors of its chunks; null: it has none yet.',
  })
  readonly model: string | null;

  constructor(readonly row: ShownDocument) {
    this.title = row.title;
    this.category = row.category;
    this.publishedOn = row.published_on;
    this.mediaType = row.media_type;
    this.bytes = row.bytes;
    this.pages = row.pages;
    this.hash = row.hash;
    this.url = row.url || null;
    this.status = row.status;
    this.step = row.step;
    this.reason = row.reason;
    this.model = row.model;
    const { uploaded_by: id, user_name: name } = row;
    this.uploadedBy = id === null || name === null ? null : new Person({ id, name });
  }

  @Field(() => ID, { description: 'Opaque id. It never changes.' })
  get id(): string {
    return encodeId(DOCUMENT_IDS, this.row.id);
  }
}

export const DocumentConnection = connectionOf(Document, {
  name: 'Document',
  description: 'A page of the documents of one company, the newest first.',
});
export type DocumentConnection = InstanceType<typeof DocumentConnection>;
