/** A return of more than 500 % is rather one in percent. */
const MOST = 5;

/** Returns whether a return that should be a fraction looks like a percentage. */
export const isPercentAsRatio = (fraction: number): boolean => Math.abs(fraction) > MOST;
