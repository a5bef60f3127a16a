import { Ctx, ID, Query, Resolver } from 'type-graphql';
import { encodeEventCursor } from '../../live/eventCursor.js';
import type { GraphqlContext } from '../context.js';

@Resolver()
export class CursorQueries {
  @Query(() => ID, {
    description:
      'How far the log of events has come, as of this answer: ask for it beside what a page shows, and subscribe to ' +
      'scoreChanged after it, so that nothing falls between. Opaque.',
  })
  latestCursor(@Ctx() { snapshot }: GraphqlContext): string {
    return encodeEventCursor(snapshot.log);
  }
}
