import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { encodeEventCursor } from '../../live/eventCursor.js';
import type { GraphqlContext } from '../context.js';
import { METHOD, methodNamed } from '../methodNamed.js';

@Resolver()
export class CursorQueries {
  @Query(() => ID, {
    description:
      'Cursor of the end of the event log, as of this answer. Select it together with the data of a page, ' +
      'then subscribe to scoreChanged with it as `after`, so that no event is missed in between. Opaque.',
  })
  latestCursor(
    @Arg('method', () => String, {
      nullable: true,
      description: `${METHOD} All methods have one log, so that its end is the same for each of them.`,
    })
    method: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): string {
    methodNamed(method, context);
    return encodeEventCursor(context.snapshot.log);
  }
}
