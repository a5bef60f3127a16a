import type { Span } from '../documents/text/documentText.js';
import type { Amount } from './amount.js';
import type { NamedPeriod } from './periodsIn.js';

/** What is compared with a period is not of it: "against Rs 9 crore in Q3 FY24". */
const COMPARED =
  /\b(?:over|against|versus|vs\.?|vis-?\s?à-?\s?vis|vis-a-vis|compared|comparison|from|than|since|till)\b[^.;]{0,60}$/i;
const THIS_QUARTER = /\b(?:(?:the|this|current|first|second|third|fourth) quarter|Q[1-4])\b/i;
const THIS_YEAR = /\b(?:(?:the|this|full) (?:financial |fiscal )?year)\b/i;

/**
 * Returns the period of which a sentence gives an amount: the one between name and amount, or else the last one before the
 * name, or else the first one after the amount. "This quarter" is the one quarter that the head of the document names.
 *
 * @returns null where the sentence names none, or several
 */
export function sentencePeriod(
  sentence: string,
  name: Span,
  amount: Amount,
  amounts: readonly Amount[],
  periods: readonly NamedPeriod[],
  told: readonly NamedPeriod[],
): NamedPeriod | null {
  const nextAmount = amounts.find(({ start }) => start >= amount.end)?.start ?? sentence.length;
  const between = periods.filter(({ start }) => start >= name.end && start < amount.start);
  const before = periods.filter(({ end }) => end <= name.start).slice(-1);
  const after = periods.filter(
    ({ start }) =>
      start >= amount.end && start < nextAmount && !COMPARED.test(sentence.slice(amount.end, start)),
  );
  const near = between.length > 0 ? between : before.length > 0 ? before : after;
  if (near.length > 0) return onlyOne(near.map((period) => completed(sentence, period, told)));
  const around = sentence.slice(0, Math.min(nextAmount, amount.end + 40));
  return relative(around, told);
}

/** A quarter without its year is the one of that name in the head. */
function completed(sentence: string, period: NamedPeriod, told: readonly NamedPeriod[]): NamedPeriod {
  if (!Number.isNaN(period.periodEnd)) return period;
  const quarter = /^(?:Q([1-4])|([1-4])Q)$/i.exec(sentence.slice(period.start, period.end));
  const end = Number(quarter?.[1] ?? quarter?.[2]) * 3;
  const same = told.filter(
    ({ months, periodEnd }) =>
      months === 3 && ((new Date(periodEnd * 86_400_000).getUTCMonth() + 9) % 12) + 1 === end,
  );
  return onlyOne(same) ?? period;
}

function relative(text: string, told: readonly NamedPeriod[]): NamedPeriod | null {
  const [ofQuarter, ofYear] = [THIS_QUARTER.test(text), THIS_YEAR.test(text)];
  if (ofQuarter === ofYear) return null;
  return onlyOne(told.filter(({ months }) => months === (ofQuarter ? 3 : 12)));
}

function onlyOne(periods: readonly NamedPeriod[]): NamedPeriod | null {
  const [first, ...others] = periods;
  if (first === undefined || Number.isNaN(first.periodEnd)) return null;
  const isSame = ({ periodEnd, months }: NamedPeriod) =>
    periodEnd === first.periodEnd && months === first.months;
  return others.every(isSame) ? first : null;
}
