import { metricName } from '../companies/peers/peerInsights.js';
import type { PeerPosition } from '../companies/peers/peerPositions.js';
import type { SectorPeers } from '../companies/peers/sectorPeers.js';
import type { Ticker } from '../scoring/names.js';
import { indented } from './indented.js';
import { PlainTable } from './plainTable.js';
import { shownNumber as number } from './shownNumber.js';
import type { Terminal } from './terminal.js';

/** How many of the largest companies are shown besides the one that is asked for. */
const LARGEST = 3;

/** Shows how a company stands among its peers, next to the three largest. */
export function peersBlock(
  peers: SectorPeers,
  ticker: Ticker,
  isLender: boolean,
  colors: Terminal['colors'],
): string {
  const { companies, leftOut } = peers;
  const why = leftOut.find((company) => company.ticker === ticker);
  return [
    headLine(peers, isLender, colors),
    peersTable(companies.filter((company) => company.rank <= LARGEST || company.ticker === ticker)),
    ...(why === undefined ? [] : [`  - ${ticker} is left out: ${why.reason}.`]),
  ].join('\n');
}

/** Says what companies are compared, and how concentrated their sector is. */
export function headLine(
  { sector, companies, hhi, concentration, topThree, coverage, growth, medianGrowth }: SectorPeers,
  isLender: boolean,
  colors: Terminal['colors'],
): string {
  const head = `${colors.bold('PEERS')}  ${sector}, ${metricName(isLender)}, ${companies.length} ${companies.length === 1 ? 'company' : 'companies'}`;
  const of = `coverage ${percent(coverage)}`;
  if (hhi === null) return `${head}\n  no revenue to compare, ${of}`;
  return (
    `${head}\n  HHI ${number(Math.round(hhi))} ${concentration ?? ''}, three largest ${percent(topThree)}, ${of}, growth ` +
    `${percent(growth)} (median of all sectors ${percent(medianGrowth)})`
  );
}

/** Shows companies with their positions. */
export function peersTable(companies: readonly PeerPosition[]): string {
  const table = new PlainTable({
    head: ['rank', 'company', '₹ crore', 'share', 'growth', 'position', 'to rival', 'quadrant'],
    colAligns: ['right', 'left', 'right', 'right', 'right', 'left', 'right', 'left'],
  });
  for (const { rank, ticker, revenue, share, position, relativeShare, quadrant } of companies) {
    table.push([
      ...[String(rank), ticker, number(Math.round(revenue.value)), percent(share), percent(revenue.growth)],
      ...[position, relativeShare === null ? '–' : relativeShare.toFixed(2), quadrant ?? '–'],
    ]);
  }
  return indented(table.toString());
}

const percent = (fraction: number | null): string =>
  // A small negative number would be shown as -0.0.
  fraction === null ? '–' : `${(100 * fraction).toFixed(1).replace(/^-0\.0$/, '0.0')} %`;
