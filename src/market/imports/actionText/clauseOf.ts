import { bonusClause } from './bonusClause.js';
import type { ReadAction, ReadClause } from './readAction.js';
import { rightsClause } from './rightsClause.js';
import { splitClause } from './splitClause.js';

const SPECIAL = /\b(?:special|one[ -]?time)\b/;
const DIVIDEND = /\b(?:dividends?|div|dv|dvd)\b/;
/** What may stand before or after a demerger in its part of a text. */
const DEMERGER =
  /^(?:(?:composite )?scheme(?: of arrangement)?|arrangement|amalgamation)?[ -]*(?:for |of |by way of )?demerger\b/;
/** Words of things for which no price is adjusted. */
const OTHER = new RegExp(
  [
    ...['div', 'dv', 'dvd', 'a ?g ?m', 'e ?g ?m', 'general meeting', 'court convened meeting', 'meetings?'],
    ...[
      'buy ?-? ?back',
      'interest',
      'int',
      'redemption',
      'redempti?o?',
      'distribution',
      'income',
      'book closure',
    ],
    ...[
      'stp',
      'postal ballot',
      'amalgamation',
      'merger',
      'open offer',
      'offer for sale',
      'delisting',
      'annual closing',
    ],
    ...['change (?:in|of) name', 'name change', 'call money', 'interim', 'final', 'rights entitlement'],
  ]
    .map((word) => String.raw`\b${word}\b`)
    // NSE also writes "Annual General Meetingdividend".
    .concat(String.raw`dividends?\b`)
    .join('|'),
);
/** A word of an action, which a part that is left out must not have. */
const HOT =
  /\b(?:bonus|split|rights|consolidation|demerger|arrangement|face value|capital|spin|(?:stock|scrip) dividend|special(?! general)|hive|slump|warrants?)\b|sub-?division/;

const withoutTerms = (kind: ReadAction['kind']): ReadAction => ({
  kind,
  newShares: '',
  oldShares: '',
  price: '',
});

/**
 * Reads one part of a text.
 *
 * @param clause as clausesOf gives it
 * @param faceValue in ₹; empty where it is not known
 */
export function clauseOf(clause: string, faceValue: string): ReadClause {
  if (/^(?:split|consolidation)\b/.test(clause)) return splitClause(clause);
  if (/\bbonus\b/.test(clause)) return bonusClause(clause);
  if (/^rights\b/.test(clause) && !/^rights entitlement/.test(clause)) return rightsClause(clause, faceValue);
  if (DEMERGER.test(clause)) return withoutTerms('DEMERGER');
  if (SPECIAL.test(clause) && DIVIDEND.test(clause)) return withoutTerms('SPECIAL_DIVIDEND');
  if (OTHER.test(clause) && !HOT.test(clause.replace('rights entitlement', ''))) return 'OTHER';
  return { reason: 'expected a split, bonus, consolidation, rights, demerger or dividend' };
}
