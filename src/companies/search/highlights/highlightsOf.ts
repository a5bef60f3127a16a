import { sentencesOfLines } from '../../documents/text/sentencesOfLines.js';

/** About how long a highlight is, in UTF-16 units. */
const LENGTH = 160;
const MOST = 3;
const WORD = /[\p{L}\p{N}]+/gu;

/**
 * Returns the passages of a chunk that show why it was found: its sentences with most of the words, in their order, each
 * cut around the words where it is long. Without words it is the beginning of the chunk. They are plain text, like the
 * chunk.
 *
 * @param lexemes stems of words, as PostgreSQL's english dictionary has them
 * @returns one to three
 */
export function highlightsOf(text: string, lexemes: readonly string[]): readonly string[] {
  const stems = [...new Set(lexemes)];
  const found: { start: number; sentence: string; at: number; words: number }[] = [];
  if (stems.length > 0) {
    for (const { start, end } of sentencesOfLines(text)) {
      const sentence = text.slice(start, end);
      let at = -1;
      const words = new Set<string>();
      for (const match of sentence.matchAll(WORD)) {
        const stem = stems.find((each) => isOf(match[0].toLowerCase(), each));
        if (stem === undefined) continue;
        if (at < 0) at = match.index;
        words.add(stem);
      }
      if (at >= 0) found.push({ start, sentence, at, words: words.size });
    }
  }
  const best = found.sort((one, other) => other.words - one.words || one.start - other.start).slice(0, MOST);
  const passages = best
    .sort((one, other) => one.start - other.start)
    .map(({ sentence, at }) => cutAround(sentence, at))
    .filter((passage) => passage !== '');
  return passages.length > 0 ? passages : [cutAround(text, 0)];
}

/** Whether a word has a stem. Stems of words that end in "y" end in "i". */
function isOf(word: string, stem: string): boolean {
  const start = stem.length > 2 && stem.endsWith('i') ? stem.slice(0, -1) : stem;
  // A short one is a word, or a number, by itself: "ev" is not the stem of "every".
  return start.length < 4 ? word === start || word === `${start}s` : word.startsWith(start);
}

/** Returns about LENGTH units around a place, from word to word, with an ellipsis where something is left out. */
function cutAround(text: string, at: number): string {
  if (text.trim().length <= LENGTH) return onOneLine(text);
  let start = Math.max(0, Math.min(at - LENGTH / 4, text.length - LENGTH));
  let end = Math.min(text.length, start + LENGTH);
  while (start > 0 && start < at && isWithinWord(text, start)) start++;
  while (end < text.length && end > at + 1 && isWithinWord(text, end)) end--;
  // A word that is longer than a highlight is cut, but never within a character.
  if (isWithinPair(text, start)) start++;
  if (isWithinPair(text, end)) end--;
  const cut = onOneLine(text.slice(start, end));
  return `${start > 0 ? '… ' : ''}${cut}${end < text.length ? ' …' : ''}`;
}

const isWithinWord = (text: string, at: number): boolean => /^\S\S$/.test(text.slice(at - 1, at + 1));

const isWithinPair = (text: string, at: number): boolean =>
  at > 0 && at < text.length && /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1));

const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
