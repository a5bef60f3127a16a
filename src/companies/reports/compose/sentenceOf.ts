import { REPORT_UNITS, type ReportUnit } from '../names.js';
import type { ReportCell } from '../reportContent.js';
import { isAmount } from '../shown/isAmount.js';
import { shownNumber } from '../shown/shownNumber.js';

const PLACEHOLDER = /\{([^{}:]+)(?::\s*([^{}]+))?\}/g;

/** What stands between braces in a sentence of a template. */
export interface Placeholder {
  /** A path, a variable, or a name of the finding's own. */
  readonly name: string;
  /** How its number is shown; a path: of the field that states the unit; null: without one. */
  readonly unit: string | null;
}

/** Where the values of a sentence are. */
export interface SentenceValues {
  /** Returns the value of a placeholder, or the unit at its path; null: not known. */
  readonly valueOf: (name: string) => ReportCell;
  /** Returns the numbers that a value was compared with, so that it is not shown as one of them. */
  readonly boundsOf?: (name: string) => readonly number[];
}

/** Returns the placeholders of a sentence in their order. */
export const placeholdersOf = (sentence: string): readonly Placeholder[] =>
  [...sentence.matchAll(PLACEHOLDER)].map(([, name, unit]) => placeholderOf(name, unit));

/** Returns whether a text names a unit, and is not a path to one. */
export const isUnit = (text: string): text is ReportUnit => REPORT_UNITS.some((unit) => unit === text);

/**
 * Returns a sentence with its placeholders filled. Numbers are shown in their units, rounded to what readers need; those of one
 * unit that differ are shown so that they do. Texts and dates stand as the answer has them.
 */
export function sentenceOf(sentence: string, { valueOf, boundsOf = () => [] }: SentenceValues): string {
  const placed = placeholdersOf(sentence).map(({ name, unit: stated }) => {
    const value = valueOf(name);
    const unit = stated === null ? null : unitOf(isUnit(stated) ? stated : valueOf(stated));
    return { name, value, unit, number: numberOf(value, unit) };
  });
  let next = 0;
  return sentence.replaceAll(PLACEHOLDER, () => {
    const { name, value, unit, number } = placed[next++];
    if (number === null) return String(value ?? 'not known');
    const others = placed.flatMap((other) =>
      other.unit === unit && other.number !== null ? Number(other.number) : [],
    );
    const text = shownNumber(number, unit, { apartFrom: [...others, ...boundsOf(name)] });
    // As in the sentences of analyses, which programs search.
    return text.replace('\u00A0', ' ').replace('−', '-');
  });
}

const placeholderOf = (name: string, unit: string | undefined): Placeholder => ({
  name: name.trim(),
  unit: unit?.trim() ?? null,
});

const unitOf = (value: ReportCell): ReportUnit | null =>
  typeof value === 'string' && isUnit(value) ? value : null;

/** Returns what is shown as a number; null: the value is a text, or not known. */
function numberOf(value: ReportCell, unit: ReportUnit | null): number | string | null {
  if (typeof value === 'number') return value;
  return unit !== null && isAmount(value) ? value : null;
}
