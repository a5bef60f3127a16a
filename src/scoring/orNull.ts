/** Returns null for NaN, which is null in columns. */
export const orNull = (value: number): number | null => (value === value ? value : null);
