import * as Plot from '@observablehq/plot';
import { svgOf } from '../../../../svgOf.js';
import { CHART_STYLE, colourOf, numberAxis, roomFor, tickOf } from './axis.js';
import { nameOf } from './placesOf.js';
import type { ChartData } from './seriesOf.js';

/** So many dates have room below. */
const MOST_DATES = 6;

/** Draws bars over dates, the first date at the left, with the series of a date side by side. */
export function standingBars({ series, y }: ChartData, attributes: Readonly<Record<string, string>>): string {
  const dates = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => String(x))))].sort();
  const every = Math.ceil(dates.length / MOST_DATES);
  const bars = series.map(({ points }) => points.filter((point) => !Number.isNaN(point.y)));
  const values = bars.flat().map((point) => point.y);
  return svgOf(
    {
      ...CHART_STYLE,
      height: 300,
      ...{ marginTop: 28, marginBottom: 36, marginRight: 28 },
      marginLeft: roomFor(values.map(tickOf)),
      fx: {
        ...{ label: null, domain: dates, padding: 0, axis: 'bottom', tickFormat: nameOf },
        // The last date has its name.
        ticks: dates.filter((_, k) => (dates.length - 1 - k) % every === 0),
      },
      x: { axis: null, type: 'band', domain: series.map((_, k) => k), paddingInner: 0.05, paddingOuter: 0.3 },
      y: numberAxis([0, ...values], y),
      marks: [
        ...bars.map((points, k) => Plot.barY(points, { fx: 'x', x: () => k, y: 'y', fill: colourOf(k) })),
        Plot.ruleY([0]),
      ],
    },
    attributes,
  );
}
