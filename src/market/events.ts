import type { Day } from '../scoring/names.js';
import type { CompanyEvent } from './facts.js';

/** Calendar days between D and the events that were announced up to D; NaN if there is none. */
export interface EventDistances {
  /** To the nearest results date or board meeting, before or after D. */
  readonly meeting: number;
  /** Whether that date is before D (-1) or after it (1); 0: D itself, or as many days before as after. */
  readonly meetingSide: number;
  /** Since the last auditor qualification or resignation. */
  readonly auditor: number;
  /** Since the last resignation from the board. */
  readonly board: number;
}

type DatedEvent = Pick<CompanyEvent, 'kind' | 'day' | 'announcedOn'>;

/** Returns the distances of the events of one company as they were known on D. */
export function eventDistances(events: readonly DatedEvent[], asOf: Day): EventDistances {
  const distances = { meeting: NaN, meetingSide: NaN, auditor: NaN, board: NaN };
  const nearer = (kind: 'auditor' | 'board', days: number) => {
    if (!(distances[kind] <= days)) distances[kind] = days;
  };
  const meetingOn = (ahead: number) => {
    const days = Math.abs(ahead);
    const side = Math.sign(ahead);
    if (days === distances.meeting && side !== distances.meetingSide) distances.meetingSide = 0;
    if (days >= distances.meeting) return;
    distances.meeting = days;
    distances.meetingSide = side;
  };
  for (const { kind, day, announcedOn } of events) {
    if (announcedOn > asOf) continue;
    switch (kind) {
      case 'RESULTS':
      case 'BOARD_MEETING':
        meetingOn(day - asOf);
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
