import { clauseOf } from './clauseOf.js';
import { clausesOf } from './clausesOf.js';
import { NUMBER, type ReadAction, type ReadClause } from './readAction.js';

/** What the text of a corporate action announces. */
export type ActionsOfText =
  /** The actions that change prices; none where it is of dividends, meetings and the like. */
  | { readonly actions: readonly ReadAction[] }
  /** Why the text, as a whole, is not understood. */
  | { readonly reason: string };

/** Trusts pay out their income, of which the parts are named: interest, capital, other income. */
const OF_A_TRUST = /^\s*(?:income )?distribution\b(?!.*(?:bonus|split|rights|sub-?division))/i;

/** No exchange writes so much of an action. Patterns would take long for more. */
const MOST_CHARACTERS = 2_000;

const AMOUNT = new RegExp(String.raw`^[-\s]*₹?${NUMBER}%?$`);

/**
 * Reads the actions that the text of an exchange announces. Nothing is guessed: where a part is not understood, or a number
 * that it needs is not said, nothing of the text is taken.
 *
 * @param text such as "Annual General Meeting/Bonus 1:1"
 * @param faceValue of the share before it, in ₹; empty where it is not known
 * @param isCut whether the text fills its field, so that words or digits may be missing at its end
 * @example actionsOf('Bonus 1:1', '10') // { actions: [{ kind: 'BONUS', newShares: '2', oldShares: '1', price: '' }] }
 */
export function actionsOf(text: string, faceValue: string, isCut = false): ActionsOfText {
  if (text.length > MOST_CHARACTERS) {
    return { reason: `expected a text of at most ${MOST_CHARACTERS} characters, got ${text.length}` };
  }
  if (OF_A_TRUST.test(text)) return { actions: [] };
  const found = new Map<string, ReadAction>();
  const clauses = clausesOf(text);
  let last: ReadClause | null = null;
  for (const [place, clause] of clauses.entries()) {
    // An amount alone belongs to what stands before it: "Dividend - Rs 5/Rs 2".
    const read: ReadClause = last === 'OTHER' && AMOUNT.test(clause) ? last : clauseOf(clause, faceValue);
    last = read;
    if (read === 'OTHER') continue;
    if ('reason' in read) return read;
    if (isCut && place === clauses.length - 1 && /[\d:]$/.test(clause)) {
      return { reason: 'expected a whole text: it fills its field, so that digits may be missing' };
    }
    const former = found.get(read.kind);
    if (former !== undefined && JSON.stringify(former) !== JSON.stringify(read)) {
      return { reason: `expected one ${read.kind}, got two with other terms` };
    }
    found.set(read.kind, read);
  }
  return { actions: [...found.values()] };
}
