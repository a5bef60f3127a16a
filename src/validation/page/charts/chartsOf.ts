import * as Plot from '@observablehq/plot';
import { BANDS, type Mode } from '../../../scoring/names.js';
import { chartFile, type ChartName } from '../chartNames.js';
import type { ModePage, PageData } from '../pageData.js';
import { coloursOf, legendOf } from './legendOf.js';
import { svgFileOf } from './svgFileOf.js';

const DRAWN = {
  'ic-by-year': icByYear,
  deciles,
  bands,
  transitions,
} as const satisfies Readonly<Record<ChartName, (modes: readonly ModePage[], mode: Mode) => string>>;

/** Draws the pictures of a mode as SVG, with methods side by side, by the names of their files. */
export function chartsOf({ modes }: PageData, mode: Mode): ReadonlyMap<string, string> {
  const ofMode = modes.filter((one) => one.mode === mode);
  return new Map(
    Object.entries(DRAWN).map(([name, draw]) => [chartFile(name as ChartName, mode), draw(ofMode, mode)]),
  );
}

const namesOf = (modes: readonly ModePage[]): string[] => modes.map(({ methodName }) => methodName);
const percent = (value: number | null): number => (value ?? NaN) * 100;

/** Values with intervals, in groups, with a dot and a line for each method. */
function withIntervals(
  label: string,
  modes: readonly ModePage[],
  groups: readonly string[],
  rows: readonly {
    readonly group: string;
    readonly method: string;
    readonly mean: number;
    readonly lower: number;
    readonly upper: number;
  }[],
  y: Plot.ScaleOptions,
): string {
  const methods = namesOf(modes);
  return svgFileOf(label, {
    fx: { label: null, domain: [...groups] },
    x: { axis: null, type: 'band', domain: methods, padding: 0.4 },
    y: { grid: true, nice: true, ...y },
    color: coloursOf(methods),
    marks: [
      Plot.ruleY([0], { stroke: '#222222' }),
      Plot.ruleX(rows, {
        fx: 'group',
        x: 'method',
        y1: 'lower',
        y2: 'upper',
        stroke: 'method',
        strokeWidth: 2,
      }),
      Plot.dot(rows, { fx: 'group', x: 'method', y: 'mean', fill: 'method', r: 4 }),
      ...legendOf(methods),
    ],
  });
}

function icByYear(modes: readonly ModePage[], mode: Mode): string {
  const rows = modes.flatMap(({ methodName: method, years }) =>
    years.flatMap(({ year, ic: { mean, lower, upper } }) =>
      mean === null
        ? []
        : [{ group: String(year), method, mean, lower: lower ?? mean, upper: upper ?? mean }],
    ),
  );
  const label = `${mode}: mean information coefficient of each year with its 95 % interval`;
  const groups = [...new Set(rows.map(({ group }) => group))].sort();
  return withIntervals(label, modes, groups, rows, { label: 'mean IC', tickFormat: '+.2f' });
}

function bands(modes: readonly ModePage[], mode: Mode): string {
  const rows = modes.flatMap(({ methodName: method, figures }) =>
    (figures?.bands ?? []).flatMap(({ band, excess: { mean, lower, upper } }) =>
      mean === null
        ? []
        : [
            {
              group: band,
              method,
              mean: percent(mean),
              lower: percent(lower ?? mean),
              upper: percent(upper ?? mean),
            },
          ],
    ),
  );
  const label = `${mode}: mean excess return after each band in %, with its 95 % interval`;
  return withIntervals(label, modes, BANDS, rows, { label: 'mean excess, %', tickFormat: '+.1f' });
}

function deciles(modes: readonly ModePage[], mode: Mode): string {
  const methods = namesOf(modes);
  const rows = modes.flatMap(({ methodName: method, figures }) =>
    (figures?.deciles?.deciles ?? []).flatMap(({ decile, excess }) =>
      excess === null ? [] : [{ decile, method, excess: percent(excess) }],
    ),
  );
  return svgFileOf(`${mode}: mean excess return of each decile of the score in %`, {
    fx: { label: 'decile of the score, 9 is the highest' },
    x: { axis: null, type: 'band', domain: methods, padding: 0.1 },
    y: { grid: true, nice: true, label: 'mean excess, %', tickFormat: '+.1f' },
    color: coloursOf(methods),
    marginBottom: 44,
    marks: [
      Plot.ruleY([0], { stroke: '#222222' }),
      Plot.barY(rows, { fx: 'decile', x: 'method', y: 'excess', fill: 'method' }),
      ...legendOf(methods),
    ],
  });
}

function transitions(modes: readonly ModePage[], mode: Mode): string {
  const rows = modes.flatMap(({ methodName: method, figures }) =>
    (figures?.transitions ?? [])
      .filter(({ after }) => after === 20)
      .map(({ from, to, share }) => ({ method, from, to, share: percent(share) })),
  );
  return svgFileOf(`${mode}: bands 20 sessions later, in % of the stocks in the band before`, {
    height: 260,
    marginLeft: 100,
    marginTop: 40,
    marginBottom: 48,
    fx: { label: null, domain: namesOf(modes), padding: 0.1 },
    x: { label: 'band 20 sessions later', domain: [...BANDS] },
    y: { label: 'band before', domain: [...BANDS].reverse() },
    color: { type: 'linear', domain: [0, 100], range: ['#ffffff', '#0072b2'] },
    marks: [
      Plot.cell(rows, { fx: 'method', x: 'to', y: 'from', fill: 'share', inset: 0.5 }),
      Plot.text(rows, {
        ...{ fx: 'method', x: 'to', y: 'from' },
        text: ({ share }: { readonly share: number }) => share.toFixed(1),
        fill: ({ share }: { readonly share: number }) => (share > 60 ? 'white' : '#222222'),
      }),
    ],
  });
}
