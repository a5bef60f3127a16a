import type { ReportUnit } from '../names.js';

interface UnitSign {
  /** In headings and at axes; empty: none is needed. */
  readonly heading: string;
  /** What stands before and after a number. */
  readonly before: string;
  readonly after: string;
}

/** How readers see units. */
export const UNIT_SIGNS: Readonly<Record<ReportUnit, UnitSign>> = {
  POINTS: { heading: 'points', before: '', after: '' },
  FRACTION: { heading: '%', before: '', after: '%' },
  PERCENT: { heading: '%', before: '', after: '%' },
  RATIO: { heading: '', before: '', after: '' },
  INR_CRORE: { heading: '₹ crore', before: '₹', after: 'crore' },
  RUPEES: { heading: '₹', before: '₹', after: '' },
  COUNT: { heading: '', before: '', after: '' },
};
