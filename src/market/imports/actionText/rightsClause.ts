import { NO_SHARES, NUMBER, RATIO, shortestNumber, type ReadClause } from './readAction.js';
import { sumOf } from './sumOf.js';

const TERMS = new RegExp(
  String.raw`^rights(?: issue)?(?: of)?(?: (?:equity )?shares?)?(?:,? in the ratio(?: of)?)?[ .:-]*\(?${RATIO}\)?[ -]*(.*)$`,
);
const AT = '(?:@|at)(?: an?)?';
const PREMIUM = new RegExp(String.raw`^${AT} ?(?:premium|prem|prm|pre)\b\.?(?: of)?[ :-]*₹?${NUMBER}$`);
const PAR = new RegExp(String.raw`^${AT} par$`);
const PRICE = new RegExp(
  String.raw`^${AT}?(?: ?issue)?(?: ?price)?(?: of)?[ :-]*₹${NUMBER}(?: each)?(?: ?\(?incl(?:uding|usive of|\.)? (?:a )?(?:premium|prem|prm)\b[^)]*\)?)?$`,
);

/**
 * Reads rights of A new shares for B held, and the price at which they are issued: where the text names a premium, that and
 * the face value.
 *
 * @param faceValue in ₹; empty where it is not known
 */
export function rightsClause(clause: string, faceValue: string): ReadClause {
  if (NO_SHARES.test(clause)) return 'OTHER';
  const terms = TERMS.exec(clause);
  if (terms === null)
    return { reason: 'expected a ratio of new shares to shares held, as in "Rights 1:15 @ Premium Rs 5"' };
  const [given, held] = [shortestNumber(terms[1]), shortestNumber(terms[2])];
  if (Number(given) <= 0 || Number(held) <= 0) return { reason: 'expected a ratio of numbers above 0' };
  const price = priceOf(terms[3], faceValue);
  if (typeof price !== 'string') return price;
  return { kind: 'RIGHTS', newShares: sumOf(given, held), oldShares: held, price };
}

function priceOf(text: string, faceValue: string): string | { readonly reason: string } {
  const price = PRICE.exec(text);
  if (price !== null) return shortestNumber(price[1]);
  const premium = PREMIUM.exec(text);
  if (premium === null && !PAR.test(text)) {
    return { reason: 'expected the price or the premium at which shares are issued, as in "@ Premium Rs 5"' };
  }
  if (!(Number(faceValue) > 0)) {
    return { reason: 'expected the face value of the share, to which the premium is added' };
  }
  return sumOf(premium === null ? '0' : shortestNumber(premium[1]), shortestNumber(faceValue));
}
