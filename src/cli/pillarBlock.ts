import type { StockReport } from '../runs/dayReport.js';
import type { Component } from '../scoring/explain.js';
import type { MethodParameters } from '../scoring/method.js';
import type { PillarName } from '../scoring/names.js';
import { indented } from './indented.js';
import { PlainTable } from './plainTable.js';
import { shownNumber as number } from './shownNumber.js';
import type { Terminal } from './terminal.js';

const TITLES: Readonly<Record<PillarName, string>> = {
  F: 'Fundamentals',
  T: 'Technicals',
  R: 'Relative strength',
  O: 'Ownership',
  Q: 'Quality',
  S: 'Sector momentum',
};

/** Shows the components of one pillar of a stock, and below them how they give the pillar where they are ranked. */
export function pillarBlock(
  pillar: PillarName,
  stock: StockReport,
  { pillars }: MethodParameters,
  colors: Terminal['colors'],
): string {
  const components = stock.components[pillar];
  const lines =
    pillar === 'R'
      ? relativeStrength(components, pillars.relative_strength)
      : pillar === 'S'
        ? sectorMomentum(components)
        : [byPoints(components)];
  const score = stock.modes.TRADER.pillars[pillar].toFixed(2);
  return [colors.bold(`${pillar}  ${TITLES[pillar]}  ${score}`), ...lines.map(indented)].join('\n');
}

function byPoints(components: readonly Component[]): string {
  return tableOf(
    ['component', 'raw', 'value', 'median', 'stdev', 'n', 'z', 'rank', 'points', 'weight', 'product'],
    components,
    (component) => {
      const { raw, value, sectorMedian, sectorStdev, sectorCount, z, points, weight } = component;
      return [
        number(raw),
        `${number(value)}${component.imputed && value !== null ? '*' : ''}`,
        number(sectorMedian),
        number(sectorStdev),
        number(sectorCount),
        number(z),
        number(component.rank),
        points === null ? '' : points.toFixed(2),
        number(weight),
        points === null ? '' : (weight * points).toFixed(2),
      ];
    },
    ({ scoredBy, imputed, value }) =>
      `${scoredBy}${imputed && value !== null ? ' (* the median, as the value is missing)' : ''}`,
  );
}

function relativeStrength(
  components: readonly Component[],
  { against }: MethodParameters['pillars']['relative_strength'],
): string[] {
  const table = tableOf(
    ['horizon', 'return', 'value', 'sector', 'market', 'sigma', 'alpha', 'weight', 'product'],
    components,
    ({ raw, value, ofSector, ofMarket, sigma, alpha, weight }) =>
      [raw, value, ofSector, ofMarket, sigma, alpha, weight, product(weight, alpha)].map(number),
  );
  const { rank, rankOf } = components[0];
  const sum = components.reduce((total, { weight, alpha }) => total + (product(weight, alpha) ?? 0), 0);
  return [
    table,
    `alpha = ${against.sector} × (value − sector) / sigma + ${against.market} × (value − market) / sigma; 0 if one is missing`,
    `weighted alpha ${number(sum)}, rank ${number(rank)} of ${number(rankOf)} stocks, the best being the last; R = rank / stocks × 100`,
  ];
}

function sectorMomentum(components: readonly Component[]): string[] {
  const table = tableOf(
    ['horizon', 'group', 'market', 'excess', 'sigma', 'e', 'z', 'weight', 'product'],
    components,
    ({ raw, ofMarket, alpha, sigma, value, z, weight }) =>
      [raw, ofMarket, alpha, sigma, value, z, weight, product(weight, z)].map(number),
  );
  const { rank, rankOf } = components[0];
  if (rank === null) return [table, 'The group lacks a return or a volatility: S_z 0, S 50.'];
  const sum = components.reduce((total, { weight, z }) => total + (product(weight, z) ?? 0), 0);
  return [
    table,
    'excess = group − market; e = excess / sigma; z = (e − mean of the groups) / their deviation',
    `S_z ${number(sum)}, rank ${number(rank)} of ${number(rankOf)} groups, the best being the last; S = ` +
      (rankOf === 1 ? '50, as there is one group' : 'rank / groups × 100'),
  ];
}

const product = (weight: number, value: number | null): number | null =>
  value === null ? null : weight * value;

/** Shows components, with their names first, their states, and what else there is to say last. */
function tableOf(
  head: readonly string[],
  components: readonly Component[],
  numbersOf: (component: Component) => readonly string[],
  lastOf?: (component: Component) => string,
): string {
  const ends = lastOf === undefined ? ['state'] : ['state', 'scored by'];
  const table = new PlainTable({
    head: [...head, ...ends],
    colAligns: ['left', ...head.slice(1).map(() => 'right' as const), 'left', 'left'],
  });
  for (const component of components) {
    table.push([
      component.name,
      ...numbersOf(component),
      component.state,
      ...(lastOf === undefined ? [] : [lastOf(component)]),
    ]);
  }
  return table.toString();
}
