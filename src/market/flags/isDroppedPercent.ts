/** Returns whether a percentage looks like a fraction: it is below 0.1, and that of the period before was above 1. */
export const isDroppedPercent = (percent: number, before: number): boolean => percent < 0.1 && before > 1;
