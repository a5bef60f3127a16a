import type { ActionKind } from '../../facts.js';

/** An action as its text says it, in the columns of the import format: plain decimals, empty where a kind has no such term. */
export interface ReadAction {
  readonly kind: ActionKind;
  readonly newShares: string;
  readonly oldShares: string;
  readonly price: string;
}

/** What a part of a text announces: an action, something that no price is adjusted for, or why it is not understood. */
export type ReadClause = ReadAction | 'OTHER' | { readonly reason: string };

/** A number as texts write it. */
export const NUMBER = String.raw`(\d+(?:\.\d+)?|\.\d+)`;
/** A ratio of shares: `1:15`, `1 : 11.10`, `1 for 2`, `3 (three) for every 5`. */
export const RATIO = String.raw`${NUMBER}(?: \([a-z ]+\))?(?: (?:new )?(?:equity )?shares?)? ?(?::|for every|for each|for) ?${NUMBER}(?: \([a-z ]+\))?(?: (?:existing )?(?:equity )?shares?)?(?: held)?`;

/** Words of what is no share of the same kind. */
export const NO_SHARES =
  /debenture|\bncds?\b|ncrps|ccps|\bocps\b|preference|\bpref\b|warrant|\bdvrs?\b|\bbonds?\b/;

/** Returns a number in its one spelling: 5.00 is 5. */
export const shortestNumber = (text: string): string => String(Number(text));
