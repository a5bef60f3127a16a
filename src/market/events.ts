import type { Day } from '../scoring/names.js';
import type { CompanyEvent } from './facts.js';

/** Calendar days between D and the events that were announced up to D; NaN if there is none. */
export interface EventDistances {
  /** To the nearest results date or board meeting, before or after D. */
  readonly meeting: number;
  /** Since the last auditor qualification or resignation. */
  readonly auditor: number;
  /** Since the last resignation from the board. */
  readonly board: number;
}

/** Returns the distances of the events of one company as they were known on D. */
export function eventDistances(events: readonly CompanyEvent[], asOf: Day): EventDistances {
  const distances = { meeting: NaN, auditor: NaN, board: NaN };
  const nearer = (kind: keyof EventDistances, days: number) => {
    if (!(distances[kind] <= days)) distances[kind] = days;
  };
  for (const { kind, day, announcedOn } of events) {
    if (announcedOn > asOf) continue;
    switch (kind) {
      case 'RESULTS':
      case 'BOARD_MEETING':
        nearer('meeting', Math.abs(asOf - day));
        break;
      case 'AUDITOR_QUALIFICATION':
      case 'AUDITOR_RESIGNATION':
        if (day <= asOf) nearer('auditor', asOf - day);
        break;
      case 'BOARD_RESIGNATION':
        if (day <= asOf) nearer('board', asOf - day);
        break;
      default:
        kind satisfies never;
    }
  }
  return distances;
}
