import * as Plot from '@observablehq/plot';
import { svgOf } from '../../../../svgOf.js';
import { CHART_STYLE, colourOf, numberAxis, roomFor, tickOf } from './axis.js';
import { MARKS } from './marks.js';
import { placeOf, type Places } from './placesOf.js';
import type { ChartData } from './seriesOf.js';

/** Up to so many points, each is marked. */
const MOST_MARKED = 40;

interface Placed {
  readonly at: Date | number;
  readonly y: number;
}

/** Draws lines or dots over dates, or over other numbers. A number that is not known is a gap. */
export function overAxis(
  kind: 'LINE' | 'DOTS',
  { series, x, y }: ChartData,
  places: Places,
  attributes: Readonly<Record<string, string>>,
): string {
  const placed = series.map(({ points }) =>
    points
      .map((point): Placed => ({ at: placeOf(point.x, places), y: point.y }))
      .sort((a, b) => Number(a.at) - Number(b.at)),
  );
  const values = placed.flat().flatMap((point) => (Number.isNaN(point.y) ? [] : [point.y]));
  const hasZero = values.some((value) => value < 0) && values.some((value) => value > 0);
  return svgOf(
    {
      ...CHART_STYLE,
      height: 300,
      ...{ marginTop: 28, marginBottom: 36, marginRight: 28 },
      marginLeft: roomFor(values.map(tickOf)),
      x:
        places === 'DATES'
          ? { type: 'utc', label: null }
          : numberAxis(
              placed.flat().map(({ at }) => Number(at)),
              x,
            ),
      y: numberAxis(values, y),
      marks: [
        hasZero ? Plot.ruleY([0], { strokeOpacity: 0.6 }) : null,
        ...placed.flatMap((points, k) => (kind === 'LINE' ? [lineOf(points, k)] : [])),
        ...placed.map((points, k) => dotsOf(kind === 'LINE' ? marked(points) : points, k)),
      ],
    },
    attributes,
  );
}

function lineOf(points: readonly Placed[], k: number): Plot.Markish {
  const { dash } = MARKS[k];
  return Plot.line(points, {
    ...{ x: 'at', y: 'y', stroke: colourOf(k), strokeWidth: 1.8 },
    ...(dash !== '' && { strokeDasharray: dash }),
  });
}

const dotsOf = (points: readonly Placed[], k: number): Plot.Markish =>
  Plot.dot(
    points.filter(({ y }) => !Number.isNaN(y)),
    { x: 'at', y: 'y', fill: colourOf(k), symbol: MARKS[k].symbol, r: 3 },
  );

/** Of many points, only those between gaps, through which no line goes. */
const marked = (points: readonly Placed[]): readonly Placed[] =>
  points.length <= MOST_MARKED
    ? points
    : points.filter((_, k) =>
        [points[k - 1], points[k + 1]].every((other: Placed | undefined) => Number.isNaN(other?.y ?? NaN)),
      );
