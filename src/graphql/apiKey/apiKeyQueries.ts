import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { AFTER, BEFORE, FIRST, LAST } from '../arguments.js';
import { decodeCursors, encodeCursor, idInCursor } from '../connection/cursor.js';
import { pageOfRows } from '../connection/pageOfRows.js';
import { requestedPage, rowsToRead } from '../connection/requestedPage.js';
import type { GraphqlContext } from '../context.js';
import { ApiKey, ApiKeyConnection } from './apiKey.js';
import { apiKeyListing } from './apiKeyLoaders.js';
import { requireUser } from './requireUser.js';

const PAGE = 50;

@Resolver()
export class ApiKeyQueries {
  @Query(() => ApiKeyConnection, {
    description: 'API keys, the newest first, in every state: those that are revoked or expired, too.',
  })
  async apiKeys(
    @Arg('ofEverybody', () => Boolean, {
      defaultValue: false,
      description: 'Whether to list the keys of all users, which needs the scope KEYS_ADMIN.',
    })
    ofEverybody: boolean,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<ApiKeyConnection> {
    const owners = ofEverybody ? 'EVERYBODY' : requireUser(context.caller);
    const list = { name: 'apiKeys', of: { ofEverybody } };
    const keys = context.loaders.get(apiKeyListing);
    const size = requestedPage({ first, last }, PAGE, context);
    const places = decodeCursors({ after, before }, list, ([id]) => idInCursor(id));
    const limit = rowsToRead(size);
    const rows = await keys.page({ owners, ...places, isFromEnd: size.first === null, limit });
    const page = pageOfRows(rows, size, places);
    const items = page.items.map((row) => ({
      node: new ApiKey(row),
      cursor: () => encodeCursor(list, row.id),
    }));
    return new ApiKeyConnection({ ...page, items }, () => keys.count(owners));
  }
}
