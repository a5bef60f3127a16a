import { dayOf, isoOf } from '../../market/day.js';
import type { Day, IsoDate } from '../../scoring/names.js';
import type { CleanedText, Span } from '../documents/text/documentText.js';
import type { Amount } from './amount.js';
import { amountsIn } from './amountsIn.js';
import { metricCode } from '../figures/metricCodes.js';
import { metricNamesIn, type FoundName } from './metricNames.js';
import { metricValue } from './metricValue.js';
import { periodsIn, type NamedPeriod } from './periodsIn.js';
import { sentencePeriod } from './sentencePeriod.js';
import { sentencesOfProse } from './sentencesOfProse.js';
import {
  isOfCompany,
  joiningOf,
  leavesLevel,
  NO_FACT,
  isOfOtherPeriod,
  PART,
  saysWhole,
  TOLD_PART,
} from './statedWords.js';
import type { SuggestedFigure } from './suggestedFigure.js';
import { pageAt, textAround } from './textPlaces.js';

/** How far before a sentence its part of the company may be named, where its name is exact, and where it is not. */
const TOLD_OF_EXACT = 300;
const TOLD_OF_LOOSE = 1500;
/** Who speaks in a call answers questions about parts, so that "revenue" alone may be of any. */
const CALL = /\bModerator:/;

/**
 * Yields the figures that sentences state. A sentence states one where a name is followed by an amount whose unit fits, and
 * only words that join them and periods stand between. Changes, expectations, questions, ranges, other years, and what is
 * of a part of the company are none. In a call, a term of speech counts only where it is said to be of the company.
 *
 * @param told the periods that the head of the document names, for "this quarter"
 */
export function* sentenceFigures(
  cleaned: CleanedText,
  publishedOn: IsoDate,
  told: readonly NamedPeriod[],
): Generator<SuggestedFigure> {
  const { text } = cleaned;
  const until = dayOf(publishedOn);
  const isCall = CALL.test(text);
  for (const { start, end } of sentencesOfProse(cleaned)) {
    const sentence = text.slice(start, end);
    if (!/\d/.test(sentence)) continue;
    const names = metricNamesIn(sentence);
    if (names.every(({ code }) => code === null) || NO_FACT.test(sentence)) continue;
    const amounts = amountsIn(sentence);
    if (amounts.length === 0) continue;
    const periods = periodsIn(sentence);
    for (const [place, name] of names.entries()) {
      if (name.code === null || !standsAlone(sentence, names, place)) continue;
      if (!isOfCompany(withoutSpans(sentence, periods, 0, name.start))) continue;
      const amount = amountOf(sentence, name, names[place + 1]?.start ?? sentence.length, amounts, periods);
      const figure = amount && metricValue(name.code, amount);
      if (figure === null || amount === null || isOfOtherPeriod(sentence.slice(0, amount.start))) continue;
      if (isOfPart(cleaned, isCall, { start, end }, name, amount)) continue;
      const period = sentencePeriod(sentence, name, amount, amounts, periods, told);
      if (period !== null && period.periodEnd > until) continue;
      const marks = [name.isExact, figure.hasUnit, period !== null, false];
      yield {
        code: name.code,
        periodEnd: isoOrNull(period?.periodEnd),
        months: period?.months ?? null,
        value: name.isLoss ? -Math.abs(figure.value) : figure.value,
        unit: metricCode(name.code).unit,
        confidence: marks.filter(Boolean).length / marks.length,
        text: textAround(text, start + amount.start, start + amount.end),
        page: pageAt(cleaned, start + amount.start),
        start: start + amount.start,
      };
    }
  }
}

/** Returns the amount that the words after a name give it; null where they give it none. */
function amountOf(
  sentence: string,
  name: FoundName,
  nextName: number,
  amounts: readonly Amount[],
  periods: readonly NamedPeriod[],
): Amount | null {
  const skipped: Span[] = [];
  for (const amount of amounts) {
    if (amount.start < name.end) continue;
    if (amount.start > nextName) return null;
    const joining = joiningOf(withoutSpans(sentence, [...periods, ...skipped], name.end, amount.start));
    if (joining === 'NONE' || (joining === 'LEVEL' && amount.inRange)) return null;
    if (joining === 'LEVEL')
      return leavesLevel(sentence.slice(amount.end), name.code === 'eps') ? amount : null;
    skipped.push(amount);
  }
  return null;
}

/** Whether no other name shares its amounts: "PBT and PAT was at …". */
function standsAlone(sentence: string, names: readonly FoundName[], place: number): boolean {
  const shares = (a: FoundName | undefined, b: FoundName | undefined) =>
    a !== undefined &&
    b !== undefined &&
    /^[\s,/&]*(?:and|or)?[\s,/&]*$/.test(sentence.slice(a.end, b.start));
  return !shares(names[place - 1], names[place]) && !shares(names[place], names[place + 1]);
}

/** Whether a name is of a part of the company, by the words up to its amount and those told before. */
function isOfPart(
  { text, layout: { headings } }: CleanedText,
  isCall: boolean,
  sentence: Span,
  name: FoundName,
  amount: Amount,
): boolean {
  if (PART.test(text.slice(sentence.start, sentence.start + amount.end))) return true;
  if (saysWhole(text.slice(sentence.start, sentence.start + name.start))) return false;
  if (isCall && !name.isExact) return true;
  const above = headings.findLast((heading) => heading.start <= sentence.start)?.start ?? 0;
  const from = Math.max(above, sentence.start - (name.isExact ? TOLD_OF_EXACT : TOLD_OF_LOOSE));
  return TOLD_PART.test(text.slice(from, sentence.start));
}

function withoutSpans(text: string, spans: readonly Span[], from: number, to: number): string {
  let [kept, at] = ['', from];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    if (span.end <= at || span.start >= to) continue;
    kept += `${text.slice(at, Math.max(at, span.start))} `;
    at = span.end;
  }
  return kept + text.slice(at, Math.max(at, to));
}

function isoOrNull(day: Day | undefined): IsoDate | null {
  return day === undefined ? null : isoOf(day);
}
