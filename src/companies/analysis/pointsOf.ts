/** The least values that give 100, 80, 60 and 40 points, as fractions. A value below all of them gives 20. */
export type Scale = readonly [number, number, number, number];

export const GROWTH_SCALE: Scale = [0.5, 0.3, 0.15, 0];
export const MARGIN_SCALE: Scale = [0.2, 0.1, 0, -0.1];
export const RETURN_SCALE: Scale = [0.25, 0.15, 0.08, 0];

/** Returns the points of a value on a scale: 100, 80, 60, 40 or 20; null where the value is not known. */
export function pointsOf(value: number | null, scale: Scale): number | null {
  if (value === null) return null;
  const step = scale.findIndex((least) => value >= least);
  return step === -1 ? 20 : 100 - 20 * step;
}
