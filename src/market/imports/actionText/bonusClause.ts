import { NO_SHARES, RATIO, shortestNumber, type ReadClause } from './readAction.js';
import { sumOf } from './sumOf.js';

const TERMS = new RegExp(
  String.raw`^(?:issue of )?bonus(?: issue)?(?: of)?(?: (?:equity )?shares?)?(?:,? in the ratio(?: of)?|,? ratio)?[ .:@-]*\(?${RATIO}\)?$`,
);

/** Reads a bonus of A new shares for B held, after which A + B shares are held. Debentures and the like are no shares. */
export function bonusClause(clause: string): ReadClause {
  if (NO_SHARES.test(clause)) return 'OTHER';
  const terms = TERMS.exec(clause);
  if (terms === null) return { reason: 'expected a ratio of new shares to shares held, as in "Bonus 1:2"' };
  const [given, held] = [shortestNumber(terms[1]), shortestNumber(terms[2])];
  if (Number(given) <= 0 || Number(held) <= 0) return { reason: 'expected a ratio of numbers above 0' };
  return { kind: 'BONUS', newShares: sumOf(given, held), oldShares: held, price: '' };
}
