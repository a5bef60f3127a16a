import type { ReportUnit } from '../../names.js';
import { shownNumber } from '../shownNumber.js';
import { nameOf } from './placesOf.js';
import type { ChartData, ChartPoint, ChartSeries } from './seriesOf.js';

/** Says in words what a chart shows, for readers who do not see it. */
export const chartText = ({ series, unit }: ChartData): string =>
  series.map((one) => `${series.length > 1 ? `${one.title}: ` : ''}${sentenceOf(one, unit)}`).join(' ');

function sentenceOf({ points }: ChartSeries, unit: ReportUnit | null): string {
  const known = points.filter(({ y }) => !Number.isNaN(y));
  const shown = ({ x, y }: ChartPoint): string =>
    `${shownNumber(y, unit === 'FRACTION' ? 'PERCENT' : unit)} (${nameOf(x)})`;
  const [first] = known;
  if (known.length === 1) return `${shown(first)}.`;
  const lowest = known.reduce((a, b) => (b.y < a.y ? b : a));
  const highest = known.reduce((a, b) => (b.y > a.y ? b : a));
  const unknown = points.length - known.length;
  return (
    `from ${shown(first)} to ${shown(known[known.length - 1])}; lowest ${shown(lowest)}, highest ${shown(highest)}` +
    `${unknown === 0 ? '' : `; ${unknown} of ${points.length} are not known`}.`
  );
}
