import type { PlotOptions, ScaleOptions } from '@observablehq/plot';
import { printable } from '../../../../printable.js';
import { UNIT_SIGNS } from '../../shown/unitSigns.js';
import type { ChartAxis } from './seriesOf.js';

/** The longest name of a thing at an axis, in characters. */
const LONGEST = 24;
/** How wide a character is, in pixels. */
const CHARACTER = 7;

/** Returns how numbers stand at an axis. */
export function numberAxis(values: Iterable<number>, { title, unit }: ChartAxis): ScaleOptions {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const sign = unit === null ? '' : UNIT_SIGNS[unit].heading;
  return {
    grid: true,
    nice: true,
    label:
      [title === null ? '' : printable(shortName(title)), sign].filter((part) => part !== '').join(', ') ||
      null,
    tickFormat: tickOf,
    ...roomAround(low, high),
  };
}

/** Numbers that are nearer to each other than this share of their size are drawn as the same. */
const SAME = 1e-9;
const SMALLEST = 1e-6;

/** A single number needs room, too. The library counts steps without an end where there is none. */
function roomAround(low: number, high: number): Pick<ScaleOptions, 'domain'> {
  if (low > high) return {};
  const size = Math.max(Math.abs(low), Math.abs(high), SMALLEST);
  return high - low > size * SAME ? {} : { domain: [low - size / 10, high + size / 10] };
}

/** How the charts of reports look: in the colours of the page, which are dark or light. */
export const CHART_STYLE = {
  width: 720,
  style: { fontSize: '12px', background: 'none', color: 'currentColor', overflow: 'visible' },
} as const satisfies PlotOptions;

/** Returns the colour of a series, counted from 0. The style of the page has its value. */
export const colourOf = (k: number): string => `var(--series-${k + 1})`;

/** Returns a name so that it has room at an axis. */
export function shortName(name: string): string {
  const characters = [...name];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : name;
}

/** Returns how much room names need, in pixels. */
export const roomFor = (names: readonly string[]): number =>
  24 + CHARACTER * Math.max(0, ...names.map((name) => [...name].length));

/** Shows a number at an axis: 12,34,567, and from ten million on 1.2e+7. */
export function tickOf(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e7 || (size !== 0 && size < 1e-4)) return value.toExponential(1).replace('-', '−');
  const text = String(Number(value.toPrecision(8))).replace(/^\d+|(?<=-)\d+/, (whole) =>
    whole.replace(/\d(?=(\d\d)+\d$)/g, '$&,'),
  );
  return text.replace('-', '−');
}
