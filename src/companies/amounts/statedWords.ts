/** The words by which a sentence says that an amount is the level of a metric: of an own figure, of a past period. */

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Between a name and its amount, only these and periods may stand. */
export const CONNECTING =
  set(`a an the of at is was were are be been has have had it its our in on for and to as
  stood stands standing came coming comes out totalled totaled amounted amounts amounting reached reaching touched touching
  recorded reported registered clocked posted delivered remained stable steady quarter year period half full nine months
  month ended ending end financial fiscal first second third fourth this current company group bank consolidated standalone
  net basis level number numbers figure healthy strong record robust all time high highest ever also now pat reported
  yoy qoq y o q ratio expense charge total overall rupees rs inr`);

/** Before the amount itself. */
const ROUGHLY = set(
  'about around approximately approx nearly almost roughly just over some only a an further slightly upwards of an',
);

/** Where one of these stands between, the amount is a level only after "to", "at" or the like. */
export const CHANGING =
  set(`increased rose grew grown growing rising up down declined decreased fell improved expanded
  dropped jumped surged climbed contracted moderated strengthened higher lower reduced doubled soared slipped growth increase
  decline decrease rise drop improvement jump`);
const LEVEL = set('to at stood reached reaching was is touching touched');
export const BEFORE_CHANGE = set('by from with');

/** Words of a name that leave it one of the whole company. */
const DESCRIBING =
  set(`net total reported consolidated standalone overall group company's healthy strong record robust
  highest ever high quarterly annual audited unaudited gross solid time all strongest steady operating full average half
  nine quarter's year's bank's group's yearly best our the a an its`);
/** Words after which a noun phrase begins. */
const OPENING =
  set(`the a an our its and of with while whereas where that which as also reported recorded posted
  registered clocked achieved delivered generated had has have was is were saw witnessed declared earned made ended company
  group bank quarter year months period basis terms ltd limited but so now is for to 's`);
/** Before a name, they say that its amount is a change or a part. */
const CHANGE_OF =
  /\b(?:growth|increase|decrease|decline|rise|drop|fall|jump|improvement|loss|impact|additional|incremental|contribution|share|part|portion|percentage|per cent|%|reduction)\s+(?:\p{L}+\s+){0,2}(?:in|of|to|on|from)\s+(?:\p{L}+\s+){0,2}$/iu;

/** Another period than the one of the report. */
const OTHER_PERIOD =
  /\b(?:last|previous|prior|corresponding|preceding|same|year ago|year-ago|earlier|historically|erstwhile|pre-covid)\b/i;
/** What is only compared with another period is of this one. */
const COMPARISON =
  /\b(?:(?:as\s+)?compared\s+(?:to|with)|in\s+comparison\s+(?:to|with)|against|over|than|versus|vs\.?|from)\s+(?:the\s+)?(?:last|previous|prior|corresponding|preceding|same|earlier)\b/giu;

/** Whether the words up to an amount say that it is of another period than the one that is reported. */
export function isOfOtherPeriod(text: string): boolean {
  return OTHER_PERIOD.test(text.replace(COMPARISON, ' '));
}

/** What is expected, asked, supposed or promised is no figure. */
export const NO_FACT =
  /\?|\b(?:expect\w*|guid\w+|target\w*|aim\w*|aspir\w+|project(?:ed|ion|ions)|forecast\w*|plan|plans|planned|planning|would|should|could|will|may|might|shall|going to|likely|estimat\w+|outlook|budget\w*|assum\w+|hop(?:e|ing)|if|potential|suppose|let's say|i think|imagine|believe|envisag\w+|anticipat\w+|looking at|per annum|run[- ]rate|proforma|pro forma|order inflows?|not)\b/i;
/** What is of a part of a company. */
export const PART =
  /\b(?:segments?|divisions?|verticals?|portfolio|subsidiar(?:y|ies)|associates?|joint ventures?|JVs?|geograph(?:y|ies)|business(?:es)?|brands?|plants?|exports?|domestic|international|overseas|region|states?|products?|cluster|stores?|hospitals?|peers?|competitors?|industry|market share|acquired|acquisition|target company)\b/i;
/** By these, sentences before may tell that they are of a part. */
export const TOLD_PART =
  /\b(?:segments?|divisions?|verticals?|subsidiar(?:y|ies)|joint ventures?|portfolio|(?:this|the|our) [A-Z]\w+ business)\b/;
/** By which a name is of the company in spite of them. */
const WHOLE =
  /\b(?:(?:consolidated|standalone|group|company|overall|bank)(?:['’]s)?)\s+(?:[\p{L}-]+\s+){0,5}$/iu;

/** After an amount, they say that it is a change, a part, a price, or of another period. */
const AFTER_CHANGE =
  /^\s*(?:higher|lower|more|less|increase|decrease|growth|decline|rise|drop|jump|improvement|kind|mark|odd)\b/i;
const AFTER_RATE = /^\s*(?:per\b|\/|an?\s+(?!y)\p{L}+|each\b|every\b|-?worth\b)/iu;
const PER_SHARE = /^\s*(?:per|a|each|\/)\s*(?:equity\s+)?shares?\b/i;
const AFTER_PLACE =
  /^\s*(?:in|from|for|of|by|on|at|under|to)\s+(?!(?:the\s+|this\s+|our\s+)?(?:quarter|year|period|fiscal|financial|half|nine|first|second|third|fourth|Q[1-4]|FY|H[12]|9M|current|full|three|six|twelve|20\d\d|same|last|previous|corresponding|consolidated|standalone|which|\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|end))/i;
const AFTER_OTHER_PERIOD =
  /^\s*(?:in|for|during|of|at)?\s*(?:the\s+)?(?:last|previous|prior|corresponding|preceding|same|earlier)\b/i;

const words = (text: string) =>
  text
    .toLowerCase()
    .replace(/’/g, "'")
    .split(/[^\p{L}\p{N}']+/u)
    .filter((word) => word !== '');

/** How an amount after a name is joined to it. */
export type Joining = 'LEVEL' | 'SKIP' | 'NONE';

/**
 * Judges the words between a name and an amount, without the periods and amounts among them.
 *
 * @returns LEVEL: the amount is the name's; SKIP: it is a change, after which the level may stand; NONE: nothing joins them
 */
export function joiningOf(between: string): Joining {
  if (/[;|]|\.\s/.test(between)) return 'NONE';
  const all = words(between.replace(/\bclose to\b/gi, ' ').replace(/\s'|'\s/g, ' '));
  if (
    !all.every(
      (word) => CONNECTING.has(word) || CHANGING.has(word) || BEFORE_CHANGE.has(word) || ROUGHLY.has(word),
    )
  ) {
    return 'NONE';
  }
  const last = all.filter((word) => !ROUGHLY.has(word)).at(-1) ?? '';
  if (CHANGING.has(last) || BEFORE_CHANGE.has(last)) return 'SKIP';
  return all.some((word) => CHANGING.has(word)) && !LEVEL.has(last) ? 'NONE' : 'LEVEL';
}

/** Whether a name is one of the whole company, by the words before it in its sentence. */
export function isOfCompany(before: string): boolean {
  if (CHANGE_OF.test(before)) return false;
  const phrase = /[\p{L}\p{N}'’&\s-]*$/u.exec(before)?.[0] ?? '';
  for (const word of words(phrase).reverse()) {
    if (OPENING.has(word)) return true;
    if (!DESCRIBING.has(word) && !/^(?:q[1-4]|h[12]|9m|\d+|fy\d*)$/.test(word)) return false;
  }
  return true;
}

/** Whether the words before a name say that it is of the company and not of a part. */
export function saysWhole(before: string): boolean {
  return WHOLE.test(before);
}

/**
 * Whether the words after an amount leave it a level of the company in the period that is told of.
 *
 * @param isPerShare whether it is of one share
 */
export function leavesLevel(after: string, isPerShare: boolean): boolean {
  const rest = isPerShare ? after.replace(PER_SHARE, '') : after;
  return ![AFTER_CHANGE, AFTER_RATE, AFTER_PLACE, AFTER_OTHER_PERIOD].some((pattern) => pattern.test(rest));
}
