import { snap } from '../../scoring/rounding.js';
import { inWords, rounded } from '../../scoring/wording.js';

/** Writes two fractions that differ as percentages, rounded so that they still do. */
export function apart(one: number, other: number): readonly [string, string] {
  const [a, b] = [snap(one * 100), snap(other * 100)];
  const shown = rounded(a, b);
  return [`${inWords(shown)} %`, `${inWords(rounded(b, shown))} %`];
}
