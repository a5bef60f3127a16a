import { stripVTControlCharacters } from 'node:util';
import { eastAsianWidth } from 'get-east-asian-width';

/** Accents and signs that stand on the character before them, parts of a Korean syllable after the first, and hidden ones. */
const WITHOUT_WIDTH = /[\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}\u1160-\u11FF\uD7B0-\uD7FF]/gu;

/** Returns how many columns a text takes on a terminal, which counts by characters as wcwidth does. Colours take none. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of stripVTControlCharacters(text).replace(WITHOUT_WIDTH, '')) {
    columns += eastAsianWidth(character.codePointAt(0) ?? 0);
  }
  return columns;
}
