import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { AFTER, FIRST } from '../arguments.js';
import { decodeCursors, encodeCursor, idInCursor } from '../connection/cursor.js';
import { pageOfRows } from '../connection/pageOfRows.js';
import { requestedPage, rowsToRead } from '../connection/requestedPage.js';
import type { GraphqlContext } from '../context.js';
import { Stock } from '../stock/stock.js';
import { Chunk, ChunkConnection } from './chunk.js';
import { chunkCountLoader, chunksLoader } from './chunkLoaders.js';
import { Document } from './document.js';

const PAGE = 20;

@Resolver(() => Document)
export class DocumentResolver {
  @FieldResolver(() => Stock, {
    nullable: true,
    description: 'The company that it is of; null: it is not listed any more.',
  })
  stock(@Root() { row }: Document, @Ctx() { snapshot }: GraphqlContext): Stock | null {
    const company = snapshot.company(row.ticker);
    return company && new Stock(company);
  }

  @FieldResolver(() => ChunkConnection, {
    description: 'Its chunks, in the order of its text. There are none until the step CHUNK is done.',
  })
  async chunks(
    @Root() { row }: Document,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<ChunkConnection> {
    const { loaders } = context;
    const documentId = row.id;
    const size = requestedPage({ first, last: null }, PAGE, context);
    const list = { name: 'chunks', of: { document: documentId } };
    const places = decodeCursors({ after, before: null }, list, ([place]) => idInCursor(place));
    const page = { documentId, after: places.after, limit: rowsToRead(size) };
    // Both in one statement, so that the chunks of a list of documents can be counted, too.
    const [rows, count] = await Promise.all([
      loaders.get(chunksLoader).load(page),
      loaders.get(chunkCountLoader).load({ documentId }),
    ]);
    const { items, ...position } = pageOfRows(rows, size, places);
    const nodes = items.map((chunk) => ({
      node: new Chunk(chunk),
      cursor: () => encodeCursor(list, chunk.place),
    }));
    return new ChunkConnection({ ...position, items: nodes }, count);
  }
}
