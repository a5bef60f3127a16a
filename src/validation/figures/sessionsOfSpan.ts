import type { IsoDate } from '../../scoring/names.js';
import type { ForwardHorizon } from './names.js';
import type { WindowSpan } from './validationFigures.js';

/** Sessions [start, end) by their index. */
export interface SessionRange {
  readonly start: number;
  readonly end: number;
}

/** Returns the sessions of a window whose forward return ends by the last session; start = end where there is none. */
export function sessionsOfSpan(
  days: readonly IsoDate[],
  { from, to }: Pick<WindowSpan, 'from' | 'to'>,
  horizon: ForwardHorizon,
): SessionRange {
  const start = days.filter((day) => day < from).length;
  const until = days.filter((day) => day <= to).length;
  return { start, end: Math.max(start, Math.min(until, days.length - 1 - horizon)) };
}
