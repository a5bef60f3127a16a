import * as Plot from '@observablehq/plot';
import { printable } from '../../../../printable.js';
import { svgOf } from '../../../../svgOf.js';
import { shownNumber } from '../../shown/shownNumber.js';
import { CHART_STYLE, colourOf, numberAxis, roomFor, shortName, tickOf } from './axis.js';
import { MARKS } from './marks.js';
import { nameOf } from './placesOf.js';
import type { ChartData } from './seriesOf.js';

/** How high a bar, and the room around the bars of a name, are in pixels. */
const BAR = 14;
const ROOM = 8;
/** As many bars as a printed page has room for. */
const MOST_BARS = 48;

/** Returns how many names a chart of so many series has room for. */
export const mostNames = (series: number): number => Math.floor(MOST_BARS / series);

/** Draws a lying bar or a dot for each name, in their order from above, with its number at the right. */
export function byName(
  kind: 'BARS' | 'DOTS',
  { series, y }: ChartData,
  attributes: Readonly<Record<string, string>>,
): string {
  const names = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => nameOf(x))))].slice(
    0,
    mostNames(series.length),
  );
  const labels = new Map(names.map((name) => [name, printable(shortName(name)).replace(/[\n\t]/g, ' ')]));
  const bars = series.map(({ points }, k) =>
    points.flatMap(({ x, y: value }) => {
      const name = nameOf(x);
      const text = Number.isNaN(value) ? 'not known' : shownNumber(value, y.unit, { isUnitAbove: true });
      return labels.has(name) ? [{ name, k, value, text }] : [];
    }),
  );
  const known = bars.map((points) => points.filter(({ value }) => !Number.isNaN(value)));
  const values = known.flat().map(({ value }) => value);
  const height = BAR * series.length + ROOM;
  const place = { fy: 'name', y: 'k', x: 'value' } as const;
  return svgOf(
    {
      ...CHART_STYLE,
      height: 56 + names.length * height,
      ...{ marginTop: 12, marginBottom: 44 },
      ...{
        marginLeft: roomFor([...labels.values()]),
        marginRight: roomFor(bars.flat().map(({ text }) => text)),
      },
      fy: {
        ...{ label: null, domain: names, padding: 0, axis: 'left' },
        tickFormat: (name: string) => labels.get(name),
      },
      y: { axis: null, type: 'band', domain: series.map((_, k) => k), paddingOuter: ROOM / 2 / BAR },
      x: { ...numberAxis(kind === 'BARS' ? [0, ...values] : values, y), axis: null },
      marks: [
        Plot.axisX({ facetAnchor: 'bottom', tickFormat: tickOf }),
        kind === 'BARS' ? Plot.ruleX([0]) : null,
        ...known.map((points, k) =>
          kind === 'BARS'
            ? Plot.barX(points, { ...place, fill: colourOf(k), insetTop: 1 })
            : Plot.dot(points, { ...place, fill: colourOf(k), symbol: MARKS[k].symbol, r: 4 }),
        ),
        Plot.text(bars.flat(), {
          ...{ fy: 'name', y: 'k', text: 'text', frameAnchor: 'right', textAnchor: 'start', dx: 8 },
        }),
      ],
    },
    attributes,
  );
}
