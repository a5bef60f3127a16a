/** Words and marks that say nothing about the terms of an action, and the one spelling that is read. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/[\u2010-\u2015\u2212]/g, '-'],
  [/\/ ?-(?=\D|$)/g, ' '],
  [/\b([ae])\.g\.m\b\.?/g, '$1gm'],
  // 1,247 and 1,00,000 are numbers.
  [/(?<=\d),(?=\d{2,3}\b)/g, ''],
  [/(?<![a-z])(?:rs|re|inr)\.? ?-? ?(?=\d|\.\d)|₹ ?-? ?|(?<![a-z])(?:rs|re)\.? ?- ?(?=\d)/g, ' ₹'],
  [/₹\./g, '₹0.'],
  [
    /(\d) ?(?:per|for each|for every|a) (?:fully paid(?:-| )?up )?(?:equity )?(?:sh(?:are)?s?|unit)\b\.?/g,
    '$1 ',
  ],
  [/\bper (?:equity )?(?:sh(?:are)?s?|unit)\b\.?/g, ' '],
  [/\b(?:equity )?shares? of (?:the )?face value(?: of)?\b/g, ' '],
  [
    /\b(?:(?:face value|f ?\.?v\.?|stock|share) ?)?spl(?:i?t|itting)?\b\.?[ /-]*\(? ?sub ?-? ?division ?\)?/g,
    ' split ',
  ],
  [/\b(?:(?:face value|f ?\.?v\.?|stock|share) ?)spl(?:i?t)?\b\.?|\bsub ?-? ?division\b/g, ' split '],
  [
    /\b(?:face value|f ?\.?v\.?|stock|share) ?consolidation\b|\bconsolidation\b|\breverse (?:stock )?split\b/g,
    ' consolidation ',
  ],
  [/\bde-? ?merger?\b|\bspin ?-? ?off\b/g, ' demerger '],
  [/\bspl\.? ?(?:int\.? |interim |final )?(?=div?\b|dividend)/g, 'special '],
  [/\bri?gh?ts?\b(?: ?- ?eq(?:uity)?\b)?/g, ' rights '],
  [/\bbonus(?=\d)/g, 'bonus '],
];

/** Where a new part begins although nothing stands before it: "Dividend - Rs 9 Per Share Special Dividend - Rs 18". */
const BEGINS = / (?=(?:special|split|consolidation|demerger|bonus|rights) )/;
const BETWEEN =
  / ?[/&;+|] ?|, | and | as well as | (?<=\d ?: ?\d+ )(?=(?:interim|final|special|dividend|div|agm|annual general)\b)/;

/**
 * Takes the text of a corporate action apart into what it announces, such as a dividend and a bonus, in lower case and
 * with one spelling of its usual words. Amounts of money begin with ₹.
 *
 * @example clausesOf('AGM/FV Splt Frm Rs.10/- To Re 1') // ['agm', 'split frm ₹10 to ₹1']
 */
export function clausesOf(text: string): readonly string[] {
  const plain = SPELLINGS.reduce(
    (left, [pattern, spelling]) => left.replace(pattern, spelling).replace(/\s+/g, ' '),
    text.toLowerCase(),
  );
  return plain
    .split(BETWEEN)
    .flatMap(begun)
    .map((clause) => clause.replace(/^[\s.:,()-]+|[\s.:,(-]+$/g, '').trim())
    .filter((clause) => clause !== '');
}

/** Splits a clause where it announces something else, but not within one that qualifies it, as "scheme - demerger" does. */
function begun(clause: string): string[] {
  const parts = clause.trim().split(BEGINS);
  return parts.reduce<string[]>((found, part) => {
    const last = found.at(-1);
    // A dividend or meeting is complete; any other words before belong to what follows.
    if (last === undefined || /\b(?:dividend|div|dv|meeting|agm|egm)\b/.test(last)) found.push(part);
    else found[found.length - 1] = `${last} ${part}`;
    return found;
  }, []);
}
