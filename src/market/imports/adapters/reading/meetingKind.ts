import type { CompanyEvent } from '../../../facts.js';

/** As many words as a purpose needs: without a bound, a long text would take long. */
const RESULTS =
  /\b(?:financial|quarterly|yearly|annual|half[ -]?yearly|(?:un-?)?audited)(?:[\s/&,-]+(?:and|the|year|standalone|consolidated|financial|(?:un-?)?audited)){0,20}[\s/-]+results?\b/i;

/**
 * Returns the event that a board meets for: RESULTS where the purpose names results of a period, else BOARD_MEETING.
 *
 * @param texts the purpose and what else is said of the meeting
 */
export function meetingKind(...texts: readonly string[]): CompanyEvent['kind'] {
  return texts.some((text) => RESULTS.test(text)) ? 'RESULTS' : 'BOARD_MEETING';
}
