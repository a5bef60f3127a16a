/** A return of more than 500 % is rather one in percent. */
const MOST = 5;

/** Says of a return that should be a fraction that it looks like a percentage; null where it does not. */
export const percentAsRatio = (fraction: number): string | null =>
  Math.abs(fraction) > MOST ? `${fraction}, expected a fraction such as 0.18` : null;
