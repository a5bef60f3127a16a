import { NUMBER, shortestNumber, type ReadClause } from './readAction.js';

const TERMS = new RegExp(
  String.raw`^(split|consolidation)(?: of)?(?: (?:equity )?shares?| (?:the )?face value)?[ .:-]*(?:\()?(?:from|frm|fr)? ?₹?${NUMBER} ?(?:each )?(?:to|into) ?₹?${NUMBER}(?: each)?\)?$`,
);

/**
 * Reads a split or a consolidation from its face values. They are written as the exchange writes them: a share of ₹10
 * that becomes shares of ₹5 is 10 : 5.
 */
export function splitClause(clause: string): ReadClause {
  const terms = TERMS.exec(clause);
  if (terms === null)
    return { reason: 'expected a face value before and one after it, as in "From Rs 10 To Rs 2"' };
  const [, word, before, after] = terms;
  const [from, to] = [shortestNumber(before), shortestNumber(after)];
  if (Number(from) <= 0 || Number(to) <= 0) return { reason: 'expected face values above 0' };
  const isSplit = word === 'split';
  if (isSplit ? Number(from) <= Number(to) : Number(from) >= Number(to)) {
    return { reason: `expected a face value that ${isSplit ? 'falls' : 'rises'}, got ${from} to ${to}` };
  }
  return { kind: isSplit ? 'SPLIT' : 'CONSOLIDATION', newShares: from, oldShares: to, price: '' };
}
