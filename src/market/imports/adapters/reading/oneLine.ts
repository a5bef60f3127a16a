/** Longer remarks are cut: a list shows no announcement of megabytes. */
const MOST = 500;
/** Control characters, marks that turn the direction of text, and invisible ones. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]+/gu;

/** Returns a free text on one line and without hidden characters, as a remark of a fact is kept: at most 500 characters. */
export function oneLine(text: string): string {
  // Only what may be shown is looked at, because a text may be megabytes long.
  const plain = text
    .slice(0, 4 * MOST)
    .replace(HIDDEN, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = Array.from(plain);
  return characters.length > MOST ? `${characters.slice(0, MOST - 1).join('')}…` : plain;
}
