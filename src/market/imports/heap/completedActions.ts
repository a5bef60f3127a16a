import type { Action } from '../../facts.js';
import type { FileFacts } from '../readFile.js';

/**
 * Keeps the text that is stored of actions whose terms a file tells again in other words.
 *
 * @param storedOf what is stored of an action of the same stock, ex-date and kind
 */
export function completedActions(
  read: FileFacts<Action>,
  storedOf: (action: Action) => Action | undefined,
): FileFacts<Action> {
  const facts = read.facts.map((action) => {
    const stored = storedOf(action);
    return stored?.detail !== undefined && hasSameTerms(stored, action) ? stored : action;
  });
  return { ...read, facts };
}

const TERMS = ['newShares', 'oldShares', 'price', 'factor'] as const;
const hasSameTerms = (a: Action, b: Action): boolean => TERMS.every((term) => Object.is(a[term], b[term]));
