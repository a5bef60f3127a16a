import { Arg, Ctx, ID, Query, registerEnumType, Resolver } from 'type-graphql';
import { encodeEventCursor } from '../../live/eventCursor.js';
import type { GraphqlContext } from '../context.js';
import type { MaybePromise } from '../maybePromise.js';
import { logEndLoader } from './logEndLoader.js';

export const LiveLogEnum = { SCORES: 'SCORES', ALERTS: 'ALERTS', DOCUMENTS: 'DOCUMENTS' } as const;
export type LiveLogName = keyof typeof LiveLogEnum;
registerEnumType(LiveLogEnum, {
  name: 'LiveLog',
  description: 'The logs that can be followed; each has its own cursors.',
  valuesConfig: {
    SCORES: { description: 'Changes of scores, which scoreChanged tells. Needs SCORES_READ.' },
    ALERTS: { description: 'Changes of alerts, which alertRaised tells. Needs RISK_READ.' },
    DOCUMENTS: {
      description:
        'Documents that became READY or FAILED, which documentProcessed tells. Needs COMPANIES_READ.',
    },
  },
});

@Resolver()
export class CursorOfQueries {
  @Query(() => ID, {
    description:
      'How far a log has come, as of this answer. Select it together with the data of a page, then subscribe with it as ' +
      '`after`, so that no event is missed in between. Opaque.',
  })
  cursorOf(
    @Arg('log', () => LiveLogEnum, { description: 'The log.' }) log: LiveLogName,
    @Ctx() { loaders, snapshot }: GraphqlContext,
  ): MaybePromise<string> {
    if (log === 'SCORES') return encodeEventCursor(snapshot.log);
    return loaders.get(logEndLoader).load(log).then(encodeEventCursor);
  }
}
