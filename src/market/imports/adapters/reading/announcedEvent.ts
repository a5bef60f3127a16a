import type { CompanyEvent } from '../../../facts.js';
import { daysIn } from './daysIn.js';
import { meetingKind } from './meetingKind.js';

/** What an announcement is of. */
export interface AnnouncedEvent {
  readonly kind: CompanyEvent['kind'];
  /** The day of the event as the text says it; empty: that of the announcement. */
  readonly date: string;
}

/** What is said about announcements and results, and is none. */
const ABOUT =
  /clarif|newspaper|advertisement|reply|transcript|recording|press release|presentation|investor|con\. ?call|trading window|revis|corrigend|modification|rectif/i;
const RESULTS_SUBJECT = /^(?:(?:un-?)?audited )?(?:financial )?results?(?: updates?)?$/i;
const RESULTS_TEXT = /\bfinancial (?:results?|statements?)\b/i;
const AUDITOR = /\b(?:statutory )?auditors?\b/i;
const OTHER_AUDITOR = /\b(?:secretarial|internal|cost|branch|tax|forensic)(?: (?:and|&) \w+)? auditors?\b/i;
const RESIGNS = /\bresign(?:ed|s|ation|ing)?\b/i;
/** The resignation is that of a predecessor. */
const FORMER =
  /in (?:the )?place of|who (?:has|had|have) (?:earlier )?resigned|vacancy|consequent|\bre-?appoint|withdr[ae]w/i;
const NO_OFFICE = String.raw`(?:(?!secretary|officer|auditor|c\.?f\.?o)[^.;"]){0,80}?`;
const DIRECTOR = String.raw`\b(?:directors?|directorship|board(?: member)?|member of the board)\b`;
const DIRECTOR_RESIGNS = [
  new RegExp(
    String.raw`\bresign(?:ed|ation|s)?\b(?:[^;"]){0,120}?\b(?:as|from)\b${NO_OFFICE}${DIRECTOR}`,
    'i',
  ),
  new RegExp(String.raw`\bdirectors?\b[^;"]{0,60}\b(?:has|have|had) (?:tendered|submitted|resigned)`, 'i'),
  /\bresignation of (?:the )?(?:(?:non|executive|independent|woman|nominee|additional|managing|whole-?time)[ -]*)*directors?\b/i,
];
const QUALIFIED =
  /\b(?:qualified|adverse|modified)(?: audit)? (?:opinion|conclusion)\b|\bdisclaimer of (?:audit )?opinion\b|\bimpact of audit qualifications?\b/i;
const UNQUALIFIED =
  /\bun-?(?:modified|qualified)\b|\bnot (?:been )?(?:modified|qualified|adverse)\b|\b(?:no|nil|without(?: any)?)\b[^.;]{0,30}\bqualifications?\b|\bnot applicable\b/i;

/**
 * Tells what an announcement is of by its words; null where no score depends on it. An event is told only where the words leave
 * no doubt: what is written about results, or of the resignation of a secretary, is none.
 *
 * @param subject the category of the exchange, such as "Outcome of Board Meeting"
 */
export function announcedEvent(subject: string, text: string): AnnouncedEvent | null {
  const all = `${subject}. ${text}`.slice(0, 5000);
  if (QUALIFIED.test(all)) return UNQUALIFIED.test(all) ? null : { kind: 'AUDITOR_QUALIFICATION', date: '' };
  if (RESIGNS.test(all)) return resignation(subject, all);
  if (ABOUT.test(subject)) return null;
  if (/^board meeting(?: intimation)?$/i.test(subject)) return meetingToCome(text);
  if (/^outcome of board meeting$/i.test(subject)) {
    const isOfResults = RESULTS_TEXT.test(text) && !ABOUT.test(text);
    if (isOfResults) return { kind: 'RESULTS', date: heldOn(text) };
    return { kind: 'BOARD_MEETING', date: heldOn(text) };
  }
  return RESULTS_SUBJECT.test(subject) && !ABOUT.test(text) ? { kind: 'RESULTS', date: '' } : null;
}

function resignation(subject: string, all: string): AnnouncedEvent | null {
  if (ABOUT.test(subject) || FORMER.test(all)) return null;
  if (AUDITOR.test(all)) return OTHER_AUDITOR.test(all) ? null : { kind: 'AUDITOR_RESIGNATION', date: '' };
  return DIRECTOR_RESIGNS.some((pattern) => pattern.test(all))
    ? { kind: 'BOARD_RESIGNATION', date: '' }
    : null;
}

/** Returns a meeting whose day the text names; null where it does not. */
function meetingToCome(text: string): AnnouncedEvent | null {
  const [, after = ''] = /\b(?:to be held|scheduled|will be held)(?: on)?(.*)/is.exec(text) ?? [];
  const [date] = daysIn(after);
  return date === undefined ? null : { kind: meetingKind(text), date };
}

/** Returns the day on which a meeting was held; empty where the text does not say. */
function heldOn(text: string): string {
  const [, after = ''] = /\bheld (?:today )?(?:on|i\.e\.?)(.{0,40})/is.exec(text) ?? [];
  const [date = ''] = daysIn(after);
  return date;
}
