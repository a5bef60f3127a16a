import type { TemplateChart } from '../../template/reportTemplate.js';
import { byName, mostNames } from './byName.js';
import { overAxis } from './overAxis.js';
import { placesOf } from './placesOf.js';
import type { ChartData } from './seriesOf.js';
import { standingBars } from './standingBars.js';

/** What is larger has no place on paper, and the library computes differences of numbers. */
const HUGE = 1e15;
/** More bars than these are thinner than a line. */
const MOST_STANDING = 160;

export interface DrawnChart {
  /** Null: it is not drawn. */
  readonly svg: string | null;
  /** What readers must know of the drawing; null: nothing. */
  readonly note: string | null;
}

/** Draws a chart in the form that its names ask for: dates and numbers lie along an axis, and other names below each other. */
export function drawnChart(
  kind: TemplateChart['kind'],
  data: ChartData,
  attributes: Readonly<Record<string, string>>,
): DrawnChart {
  const { series, undrawn } = data;
  if (series.length === 0) return { svg: null, note: 'There is no number to draw.' };
  if (series.some(({ points }) => points.some(({ y }) => Math.abs(y) > HUGE))) {
    return { svg: null, note: 'It has a number that is too large to be drawn.' };
  }
  const notes = undrawn === 0 ? [] : [`${undrawn} more are not drawn.`];
  const places = placesOf(series);
  const longest = Math.max(...series.map(({ points }) => points.length));
  if (places === 'NAMES') {
    const most = mostNames(series.length);
    if (longest > most) notes.push(`The first ${most} of ${longest} are drawn.`);
    return { svg: byName(kind === 'LINE' ? 'DOTS' : kind, data, attributes), note: noteOf(notes) };
  }
  const isStanding = kind === 'BARS' && longest * series.length <= MOST_STANDING;
  const svg = isStanding
    ? standingBars(data, attributes)
    : overAxis(kind === 'DOTS' ? 'DOTS' : 'LINE', data, places, attributes);
  return { svg, note: noteOf(notes) };
}

const noteOf = (notes: readonly string[]): string | null => (notes.length === 0 ? null : notes.join(' '));
