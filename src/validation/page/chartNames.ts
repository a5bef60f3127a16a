import type { Mode } from '../../scoring/names.js';

/** The pictures of each mode, and what they show. */
export const CHARTS = {
  'ic-by-year': 'Information coefficient by year, with 95 % intervals',
  deciles: 'Mean excess return by decile of the score',
  bands: 'Mean excess return after each band, with 95 % intervals',
  transitions: 'Bands 20 sessions later',
} as const;
export type ChartName = keyof typeof CHARTS;

/** The name of the file of a picture. */
export const chartFile = (name: ChartName, mode: Mode): string => `${mode.toLowerCase()}-${name}.svg`;
