import { Ctx, ID, Query, Resolver } from 'type-graphql';
import { encodeEventCursor } from '../../live/eventCursor.js';
import type { GraphqlContext } from '../context.js';

@Resolver()
export class CursorQueries {
  @Query(() => ID, {
    description:
      'Cursor of the end of the event log, as of this answer. Select it together with the data of a page, ' +
      'then subscribe to scoreChanged with it as `after`, so that no event is missed in between. Opaque.',
  })
  latestCursor(@Ctx() { snapshot }: GraphqlContext): string {
    return encodeEventCursor(snapshot.log);
  }
}
