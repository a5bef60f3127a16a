/** A server that asks for a longer wait is asked again after this. */
const LONGEST_MS = 86_400_000;

/**
 * Returns how long a server wants us to wait, by its header Retry-After, which holds seconds or a date.
 *
 * @returns milliseconds, at most those of a day; null where the header is missing, cannot be understood, or asks for no
 *   wait, as a date that has passed does
 */
export function retryAfterMs(header: string | null, now: Date): number | null {
  if (header === null) return null;
  const text = header.trim();
  const ms = /^\d+$/.test(text)
    ? Number(text) * 1000
    : /^[A-Za-z]{3,9}, ?\d/.test(text)
      ? Date.parse(text) - now.getTime()
      : NaN;
  return ms > 0 ? Math.min(ms, LONGEST_MS) : null;
}
