/** Limits of the risk of a portfolio whose owner does not say others, as fractions of its total. */
export const USUAL_LIMITS = { position: 0.2, sector: 0.5, cash: 0.05, valueAtRisk: 0.03 } as const;
export type LimitName = keyof typeof USUAL_LIMITS;
