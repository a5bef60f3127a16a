import { shownNumber } from '../../shown/shownNumber.js';
import { nameOf, placesOf, type Places } from './placesOf.js';
import type { ChartData, ChartPoint, ChartSeries } from './seriesOf.js';

/** Says in words what a chart shows, for readers who do not see it. */
export function chartText(data: ChartData): string {
  const places = placesOf(data.series);
  return data.series
    .map((one) => {
      const sentence = sentenceOf(one, data, places);
      return data.series.length > 1
        ? `${one.title}: ${sentence}`
        : sentence.charAt(0).toUpperCase() + sentence.slice(1);
    })
    .join(' ');
}

function sentenceOf({ points }: ChartSeries, { y: { unit } }: ChartData, places: Places): string {
  const known = points.filter(({ y }) => !Number.isNaN(y));
  // Over numbers, a point is named by its row.
  const shown = ({ row, x, y }: ChartPoint): string =>
    `${shownNumber(y, unit)} (${nameOf(places === 'NUMBERS' ? row : x)})`;
  if (known.length === 1) return `${shown(known[0])}.`;
  const byDate = places === 'DATES' ? known.toSorted((a, b) => (String(a.x) < String(b.x) ? -1 : 1)) : null;
  const span = byDate === null ? '' : `from ${shown(byDate[0])} to ${shown(byDate[byDate.length - 1])}; `;
  const lowest = known.reduce((a, b) => (b.y < a.y ? b : a));
  const highest = known.reduce((a, b) => (b.y > a.y ? b : a));
  const unknown = points.length - known.length;
  return (
    `${span}lowest ${shown(lowest)}, highest ${shown(highest)}` +
    `${unknown === 0 ? '' : `; ${unknown} of ${points.length} not known`}.`
  );
}
