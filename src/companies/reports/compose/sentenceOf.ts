import type { ReportCell } from '../reportContent.js';

const PLACEHOLDER = /\{([^{}]+)\}/g;

/** Returns what stands between braces in a sentence of a template: paths and names of its own. */
export const placeholdersOf = (sentence: string): readonly string[] =>
  [...sentence.matchAll(PLACEHOLDER)].map(([, inner = '']) => inner);

/**
 * Returns a sentence with its placeholders filled: numbers and dates exactly as the answer has them.
 *
 * @param valueOf gives the value of a placeholder; null: not known
 */
export const sentenceOf = (sentence: string, valueOf: (placeholder: string) => ReportCell): string =>
  sentence.replaceAll(PLACEHOLDER, (_, inner: string) => String(valueOf(inner) ?? 'not known'));
