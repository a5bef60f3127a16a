import { expect, test } from '@jest/globals';
import pc from 'picocolors';
import { peersBlock } from '../../src/cli/peersBlock.js';
import { peerMarket } from '../../src/companies/peers/peerMarket.js';
import { emptySector } from '../../src/companies/peers/sectorPeers.js';
import { dayOf } from '../../src/market/day.js';
import type { Ticker } from '../../src/scoring/names.js';

test('shows a company next to the three largest of its sector', () => {
  const companies = [500, 300, 120, 60, 20].map((value, at) => ({
    ticker: `${'ABCDE'[at]}.NS` as Ticker,
    revenue: {
      ...{ value, basis: 'UNKNOWN' as const, periodEnd: dayOf('2024-06-30') },
      year: at === 4 ? null : { now: value, before: 200 },
      growth: at === 4 ? null : value / 200 - 1,
    },
  }));
  const peers = peerMarket(new Map([['banks', companies]])).get('banks') ?? emptySector('banks');
  // HHI: 50² + 30² + 12² + 6² + 2² = 3584. Growth: 980 / 800 − 1.
  expect(peersBlock(peers, 'E.NS' as Ticker, true, pc.createColors(false)).split('\n')).toEqual([
    'PEERS  banks, TTM revenue, 5 companies',
    '  HHI 3584 HIGH, three largest 92.0 %, coverage 100.0 %, growth 22.5 % (median of all sectors 22.5 %)',
    '  rank  company  ₹ crore   share   growth  position    to rival  quadrant',
    '     1  A.NS         500  50.0 %  150.0 %  LEADER          1.67  STAR',
    '     2  B.NS         300  30.0 %   50.0 %  LEADER          0.60  QUESTION_MARK',
    '     3  C.NS         120  12.0 %  -40.0 %  LEADER          0.24  QUESTION_MARK',
    '     5  E.NS          20   2.0 %        –  CHALLENGER      0.04  QUESTION_MARK',
  ]);
});
