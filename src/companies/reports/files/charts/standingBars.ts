import * as Plot from '@observablehq/plot';
import { svgOf } from '../../../../svgOf.js';
import { CHART_STYLE, colourOf, numberAxis, roomFor, tickOf } from './axis.js';
import { nameOf } from './placesOf.js';
import type { ChartData } from './seriesOf.js';

/** So many names have room below. */
const MOST_NAMES = 8;

/** Draws bars over dates, the first date at the left, with the series of a date side by side. */
export function standingBars({ series, unit }: ChartData, attributes: Readonly<Record<string, string>>): string {
  const dates = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => String(x))))].sort();
  const every = Math.ceil(dates.length / MOST_NAMES);
  const bars = series.map(({ points }) => points.filter(({ y }) => !Number.isNaN(y)));
  const values = bars.flat().map(({ y }) => y);
  return svgOf(
    {
      ...CHART_STYLE,
      height: 300,
      ...{ marginTop: 28, marginBottom: 36, marginRight: 28 },
      marginLeft: roomFor(values.map(tickOf)),
      fx: {
        ...{ label: null, domain: dates, padding: 0.2, axis: 'bottom', tickFormat: nameOf },
        ticks: dates.filter((_, k) => k % every === 0),
      },
      x: { axis: null, type: 'band', domain: series.map((_, k) => k), padding: 0.05 },
      y: { ...numberAxis([0, ...values], unit) },
      marks: [
        ...bars.map((points, k) => Plot.barY(points, { fx: 'x', x: () => k, y: 'y', fill: colourOf(k) })),
        Plot.ruleY([0]),
      ],
    },
    attributes,
  );
}
