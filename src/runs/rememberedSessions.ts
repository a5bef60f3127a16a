import type { Sessions } from '../market/calendar.js';
import type { MethodParameters } from '../scoring/method.js';
import type { Day } from '../scoring/names.js';

/** Returns the sessions before a day whose scores its bands depend on, ascending; none where the method remembers none. */
export function rememberedSessions(
  { bands }: Pick<MethodParameters, 'bands'>,
  sessions: Sessions,
  day: Day,
): readonly Day[] {
  if (bands === undefined) return [];
  const before = sessions.countUpTo(day - 1);
  return Array.from(sessions.days.subarray(Math.max(0, before - bands.memory), before));
}
