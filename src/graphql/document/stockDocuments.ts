import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { IsoDate } from '../../scoring/names.js';
import { AFTER, FIRST } from '../arguments.js';
import { dateInCursor, decodeCursors, encodeCursor, idInCursor } from '../connection/cursor.js';
import { pageOfRows } from '../connection/pageOfRows.js';
import { requestedPage, rowsToRead } from '../connection/requestedPage.js';
import type { GraphqlContext } from '../context.js';
import { DateScalar } from '../scalars.js';
import { Stock } from '../stock/stock.js';
import { Document, DocumentConnection } from './document.js';
import { documentCountLoader, documentsLoader, type DocumentPlace } from './documentLoaders.js';

const PAGE = 20;

@Resolver(() => Stock)
export class StockDocuments {
  @FieldResolver(() => DocumentConnection, {
    description: 'The documents of the company, in every state, the newest first.',
  })
  async documents(
    @Root() { stockId, ticker }: Stock,
    @Arg('on', () => DateScalar, {
      nullable: true,
      description: 'The day up to which they were published; null: today in India.',
    })
    on: IsoDate | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<DocumentConnection> {
    const { loaders } = context;
    const size = requestedPage({ first, last: null }, PAGE, context);
    const of = { stockId, on: on ?? null };
    const list = { name: 'documents', of: { stock: ticker, on: of.on } };
    const places = decodeCursors({ after, before: null }, list, placeIn);
    const page = { of, after: places.after, limit: rowsToRead(size) };
    const { items, ...position } = pageOfRows(await loaders.get(documentsLoader).load(page), size, places);
    const nodes = items.map((row) => ({
      node: new Document(row),
      cursor: () => encodeCursor(list, row.published_on, row.id),
    }));
    return new DocumentConnection({ ...position, items: nodes }, () =>
      loaders.get(documentCountLoader).load(of),
    );
  }
}

function placeIn([day, number]: readonly unknown[]): DocumentPlace | null {
  const [publishedOn, id] = [dateInCursor(day), idInCursor(number)];
  return publishedOn === null || id === null ? null : { publishedOn, id };
}
