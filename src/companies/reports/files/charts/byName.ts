import * as Plot from '@observablehq/plot';
import { printable } from '../../../../printable.js';
import { svgOf } from '../../../../svgOf.js';
import { shownNumber } from '../shownNumber.js';
import { CHART_STYLE, colourOf, numberAxis, roomFor, shortName } from './axis.js';
import { MARKS } from './marks.js';
import { nameOf } from './placesOf.js';
import type { ChartData } from './seriesOf.js';

/** How high a bar, and the room around the bars of a name, are in pixels. */
const BAR = 14;
const ROOM = 8;
/** As many bars as a printed page has room for. */
const MOST_BARS = 48;

/** Returns how many names a chart of so many series has room for. */
export const mostNames = (series: number): number => Math.floor(MOST_BARS / Math.max(1, series));

/** Draws a lying bar or a dot for each name, in their order from above, with its number at the right. */
export function byName(
  kind: 'BARS' | 'DOTS',
  { series, unit }: ChartData,
  attributes: Readonly<Record<string, string>>,
): string {
  const rows = series.flatMap(({ points }, k) =>
    points.slice(0, mostNames(series.length)).map(({ x, y }, at) => ({ x: nameOf(x), y, at, k })),
  );
  const names = new Map(rows.map(({ at, x }) => [at, printable(shortName(x)).replaceAll('\n', ' ')]));
  const known = rows.filter(({ y }) => !Number.isNaN(y));
  const numbers = known.map(({ y }) => shownNumber(y, unit === 'FRACTION' ? 'PERCENT' : unit, ABOVE));
  const height = BAR * series.length + ROOM;
  return svgOf(
    {
      ...CHART_STYLE,
      height: 56 + names.size * height,
      ...{ marginTop: 12, marginBottom: 40 },
      ...{ marginLeft: roomFor([...names.values()]), marginRight: roomFor(numbers) },
      fy: { label: null, domain: [...names.keys()], padding: ROOM / height, tickFormat: (at: number) => names.get(at), axis: 'left' },
      y: { axis: null, type: 'band', domain: series.map((_, k) => k) },
      x: numberAxis([...(kind === 'BARS' ? [0] : []), ...known.map(({ y }) => y)], unit),
      marks: [
        ...(kind === 'BARS'
          ? [Plot.barX(known, { fy: 'at', y: 'k', x: 'y', fill: ({ k }: { readonly k: number }) => colourOf(k), insetTop: 1 }), Plot.ruleX([0])]
          : series.map((_, mine) =>
              Plot.dot(
                known.filter(({ k }) => k === mine),
                { fy: 'at', y: 'k', x: 'y', fill: colourOf(mine), symbol: MARKS[mine].symbol, r: 4 },
              ),
            )),
        Plot.text(known, {
          ...{ fy: 'at', y: 'k', text: (_, at: number) => numbers[at], frameAnchor: 'right', textAnchor: 'start' },
          dx: 8,
        }),
      ],
    },
    attributes,
  );
}

const ABOVE = { isUnitAbove: true } as const;
