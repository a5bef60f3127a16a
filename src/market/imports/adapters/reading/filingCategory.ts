import type { FilingCategory } from '../../../facts.js';

/** What the exchanges call filings, the first pattern that fits. Nothing else than these words decides the category. */
const CATEGORIES: readonly (readonly [FilingCategory, RegExp])[] = [
  // What is written about a filing is none of its kind.
  [
    'OTHER',
    /clarif|newspaper|advertis|\breply\b|corrigend|news verification|option to submit|voting pattern|deviation/i,
  ],
  ['RATING', /\bcredit ratings?\b/i],
  [
    'ANALYST_MEET',
    /\banalysts?\b|\binstitutional investors?\b|\binvestors? (?:meet|presentation|conference)|\bcon(?:ference)?\.? ?calls?\b|\bearnings call\b/i,
  ],
  [
    'INSIDER',
    /\binsider trading\b|\bPIT\b|\btrading window\b|\bSAST\b|\btakeover\b|\bsubstantial acquisition\b/i,
  ],
  ['SHAREHOLDING', /\bshare ?holding pattern\b/i],
  ['ANNUAL_REPORT', /\bannual reports?\b|\breg(?:ulation)?\.? ?34\b/i],
  ['BOARD_OUTCOME', /\boutcome of (?:the )?board meeting\b|\bboard meeting outcome\b/i],
  [
    'RESULTS',
    /\b(?:financial|audited|quarterly|annual|half[ -]yearly) results?\b|^results?$|\bresults? updates?\b|\bintegrated filing ?- ?financial\b|\blimited review report\b/i,
  ],
];

/** Categories of an exchange that say nothing of a filing, so that its subject is looked at. */
const SAYS_NOTHING =
  /^(?:general |company )?updates?$|^(?:miscellaneous|general|others?|-)?$|^(?:intimation|disclosure)s? under reg/i;
/** A subject is a sentence: a word in it may stand for anything, so that only such words count. */
const BY_SUBJECT: readonly (readonly [FilingCategory, RegExp])[] = [
  ['OTHER', /clarif|newspaper|advertis|\breply\b|corrigend/i],
  ['BOARD_OUTCOME', /\boutcome of (?:the )?(?:board )?meeting\b/i],
  ['RATING', /\bcredit ratings?\b/i],
  [
    'ANALYST_MEET',
    /\b(?:schedule|transcript|recording|intimation) of (?:the )?(?:analysts?|earnings|investors?|con(?:ference)?\.? ?call)|\banalysts?[ /]+(?:and )?(?:institutional )?investors? (?:meet|call)/i,
  ],
  ['INSIDER', /\bclosure of (?:the )?trading window\b|\bprohibition of insider trading\b/i],
  ['SHAREHOLDING', /\bshare ?holding pattern\b/i],
  ['ANNUAL_REPORT', /\b(?:submi\w+|copy of|enclos\w+)(?: the| its)* annual report\b/i],
];

/**
 * Returns what kind of filing an announcement is, by the category of the exchange, or where that says nothing, by its
 * subject.
 *
 * @param category the exchange's own text, such as "Outcome of Board Meeting"
 */
export function filingCategory(category: string, subject: string): FilingCategory {
  const by = SAYS_NOTHING.test(category.trim()) ? BY_SUBJECT : CATEGORIES;
  const text = (by === CATEGORIES ? category : subject).slice(0, 2000);
  return by.find(([, pattern]) => pattern.test(text))?.[0] ?? 'OTHER';
}
