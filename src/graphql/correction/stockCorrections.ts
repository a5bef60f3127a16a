import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { AFTER, FIRST } from '../arguments.js';
import { decodeCursors, encodeCursor, idInCursor } from '../connection/cursor.js';
import { pageOfRows } from '../connection/pageOfRows.js';
import { requestedPage, rowsToRead } from '../connection/requestedPage.js';
import type { GraphqlContext } from '../context.js';
import { DatasetEnum, type DatasetName } from '../factEnums.js';
import { Stock } from '../stock/stock.js';
import { Correction, CorrectionConnection } from './correction.js';
import { correctionListing, type CorrectionPlace } from './correctionLoaders.js';

const PAGE = 50;

@Resolver(() => Stock)
export class StockCorrections {
  @FieldResolver(() => CorrectionConnection, {
    description:
      'What later imports have changed or withdrawn of the facts of the stock, one for each field, the newest first. ' +
      'Former values stay known.',
  })
  async corrections(
    @Root() { stockId, ticker }: Stock,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<CorrectionConnection> {
    const list = { name: 'corrections', of: { stock: ticker } };
    const size = requestedPage({ first, last: null }, PAGE, context);
    const places = decodeCursors({ after, before: null }, list, placeIn);
    const listing = context.loaders.get(correctionListing);
    const rows = await listing.page({ stockId, after: places.after, limit: rowsToRead(size) });
    const page = pageOfRows(rows, size, places);
    const items = page.items.map((row) => ({
      node: new Correction(row),
      cursor: () => encodeCursor(list, row.batch, row.dataset, row.key, row.field),
    }));
    return new CorrectionConnection({ ...page, items }, () => listing.count(stockId));
  }
}

function placeIn([number, dataset, key, field]: readonly unknown[]): CorrectionPlace | null {
  const batch = idInCursor(number);
  if (batch === null || typeof key !== 'string' || typeof field !== 'string') return null;
  if (typeof dataset !== 'string' || !Object.hasOwn(DatasetEnum, dataset)) return null;
  return { batch, dataset: dataset as DatasetName, key, field };
}
