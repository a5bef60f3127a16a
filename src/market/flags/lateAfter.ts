/** How many days after the end of its period something is published at the latest, by the rules of SEBI. */
export const LATE_AFTER = { QUARTER: 45, YEAR: 60, SHAREHOLDING: 21 } as const;
