import type { Span } from './documentText.js';

/** A full stop, or another mark, that may end a sentence, and what closes with it. */
const STOP = /[.!?।]["'”’)\]]{0,4}(?=\s)/g;
/** Abbreviations that never end a sentence. */
const TITLES = new Set(
  'mr mrs ms dr prof shri smt kum messrs st rs re vs viz i.e e.g approx est dept govt hon col gen capt m/s'.split(
    ' ',
  ),
);
/** Abbreviations before a number. "No." alone is an answer. */
const BEFORE_NUMBERS = new Set(
  `no nos fig figs sec sr sl art para cl ch vol pp p pg ph tel ref reg regd jan feb mar apr jun jul aug sep sept oct nov
  dec`.split(/\s+/),
);
/** Abbreviations that end a sentence only where the next word begins one. */
const AT_ENDS = new Set('ltd pvt co inc corp cos etc llp plc a.m p.m u.s u.k cr crs mn bn'.split(' '));
/** Words that, with a capital, begin a sentence after such an abbreviation. */
const STARTERS = new Set(
  `the we this that these those it in for our as and but please thank thanks good ladies so on at if also with from there
  he she they our now i you your to by an a after during further while when what how yes no okay sir`.split(
    /\s+/,
  ),
);

/** Divides a paragraph into its sentences, without the blanks between them. "Rs. 5", "Mr. Rao" and "No. 7" stay whole. */
export function sentencesOf(text: string, { start, end }: Span): Span[] {
  const sentences: Span[] = [];
  let from = start;
  STOP.lastIndex = start;
  for (let stop = STOP.exec(text); stop !== null && stop.index < end; stop = STOP.exec(text)) {
    const to = stop.index + stop[0].length;
    const next = firstAfter(text, to, end);
    if (next === end) break;
    if (!isEnd(text, { stop: stop.index, next })) continue;
    sentences.push({ start: from, end: to });
    from = next;
  }
  if (from < end) sentences.push({ start: from, end });
  return sentences;
}

function firstAfter(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && /\s/.test(text.charAt(at))) at++;
  return at;
}

/** Whether a sentence ends at a mark before another one that begins at `next`. */
function isEnd(text: string, { stop, next }: { stop: number; next: number }): boolean {
  const following = text.slice(next, next + 24);
  // What goes on in lower case was no end, except after an answer or a question.
  if (/^\p{Ll}/u.test(following) && text.charAt(stop) === '.') return false;
  if (text.charAt(stop) !== '.') return true;
  const word = /[\p{L}./&]{1,12}$/u.exec(text.slice(Math.max(0, stop - 12), stop))?.[0].toLowerCase() ?? '';
  if (TITLES.has(word)) return false;
  if (BEFORE_NUMBERS.has(word)) return !/^\d/.test(following);
  if (AT_ENDS.has(word)) return STARTERS.has(/^\p{L}+/u.exec(following)?.[0].toLowerCase() ?? '');
  // Initials: "P. Ramakrishnan", "U.S. market".
  return !/(?:^|[^\p{L}])\p{L}$/u.test(word);
}
