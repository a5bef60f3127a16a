import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../connection/connectionOf.js';
import { encodeId, type IdKind } from '../ids.js';
import { Node } from '../relay/node.js';
import { wholeNumber } from '../wholeNumber.js';
import type { ChunkKey, ChunkRow } from './chunkLoaders.js';

export const CHUNK_IDS: IdKind<ChunkKey> = {
  type: 'Chunk',
  parts: ({ documentId, place }) => [documentId, place],
  key: ([document = '', at = '']) => {
    const [documentId, place] = [wholeNumber(document), wholeNumber(at)];
    return documentId === null || place === null ? null : { documentId, place };
  },
};

@ObjectType('Chunk', {
  implements: Node,
  simpleResolvers: true,
  description:
    'A piece of the text of a document, which is found as one. Chunks overlap, so that what is said at the end of one is ' +
    'found in the next one too.',
})
export class Chunk implements Node {
  @Field(() => Int, { description: 'Its place in the document, from 0.' })
  readonly index: number;

  @Field(() => Int, {
    nullable: true,
    description: 'The page on which it starts, from 1; null: the format has no pages.',
  })
  readonly page: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The heading above its start; null: there is none.',
  })
  readonly heading: string | null;

  @Field(() => String, { description: 'Its text. It is never markup.' })
  readonly text: string;

  @Field(() => Int, {
    description:
      'Where it starts in the text of the document, in UTF-16 code units. GET /documents/ID/text has that text.',
  })
  readonly start: number;

  @Field(() => Int, { description: 'Where it ends: after its last UTF-16 code unit.' })
  readonly end: number;

  constructor(readonly row: ChunkRow) {
    this.index = row.place;
    this.page = row.page;
    this.heading = row.heading;
    this.text = row.text;
    this.start = row.start_at;
    this.end = row.end_at;
  }

  @Field(() => ID, {
    description:
      'Opaque id, of the document and the place. A document that is processed again may have another text there.',
  })
  get id(): string {
    const { document_id: documentId, place } = this.row;
    return encodeId(CHUNK_IDS, { documentId, place });
  }
}

export const ChunkConnection = connectionOf(Chunk, {
  name: 'Chunk',
  description: 'A page of the chunks of one document, in the order of its text.',
});
export type ChunkConnection = InstanceType<typeof ChunkConnection>;
