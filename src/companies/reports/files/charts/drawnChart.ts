import type { TemplateChart } from '../../template/reportTemplate.js';
import { byName, mostNames } from './byName.js';
import { overAxis } from './overAxis.js';
import { placesOf } from './placesOf.js';
import { numberOf, type ChartData, type ChartSeries } from './seriesOf.js';
import { standingBars } from './standingBars.js';

/** What is larger has no place on paper, and the library computes differences of numbers. */
const HUGE = 1e15;
/** More bars than these are thinner than a line. */
const MOST_STANDING = 160;

export interface DrawnChart {
  /** Null: it is not drawn. */
  readonly svg: string | null;
  /** What readers must know of the drawing. */
  readonly notes: readonly string[];
}

/** Draws a chart in the form that its names ask for: dates and numbers lie along an axis, and other names below each other. */
export function drawnChart(
  kind: TemplateChart['kind'],
  data: ChartData,
  attributes: Readonly<Record<string, string>>,
): DrawnChart {
  const { series, undrawn, unplaced, x } = data;
  const notes = [
    ...(undrawn === 0 ? [] : [`${undrawn} more are not drawn.`]),
    ...(unplaced === 0
      ? []
      : [`${unplaced} are not drawn, because ${x.title ?? 'their place'} is not known.`]),
  ];
  if (series.length === 0) return { svg: null, notes: ['There is no number to draw.', ...notes] };
  if (series.some(isHuge)) return { svg: null, notes: ['It has a number that is too large to be drawn.'] };
  const places = placesOf(series);
  const longest = Math.max(...series.map(({ points }) => points.length));
  if (places === 'NAMES') {
    const most = mostNames(series.length);
    if (longest > most) notes.push(`The first ${most} of ${longest} are drawn.`);
    return { svg: byName(kind === 'LINE' ? 'DOTS' : kind, data, attributes), notes };
  }
  const isStanding = kind === 'BARS' && places === 'DATES' && longest * series.length <= MOST_STANDING;
  const svg = isStanding
    ? standingBars(data, attributes)
    : overAxis(kind === 'DOTS' ? 'DOTS' : 'LINE', data, places, attributes);
  return { svg, notes };
}

const isHuge = ({ points }: ChartSeries): boolean =>
  points.some(({ x, y }) => Math.abs(y) > HUGE || Math.abs(numberOf(x)) > HUGE);
