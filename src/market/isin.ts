const ISIN = /^[A-Z]{2}[A-Z0-9]{9}\d$/;

/**
 * Returns an ISIN in its one spelling; null for a text that is none, such as "-". Such a text tells nothing of a company,
 * even where several companies have it.
 */
export function isinOf(text: string): string | null {
  const upper = text.toUpperCase();
  return ISIN.test(upper) ? upper : null;
}
