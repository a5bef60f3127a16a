import { describe, expect, test } from '@jest/globals';
import { decodeId, encodeId, type IdKind } from '../../src/graphql/ids.js';
import { encodeText } from '../../src/graphql/opaque.js';
import { RUN_IDS } from '../../src/graphql/run/run.js';
import { SCORE_IDS } from '../../src/graphql/score/score.js';
import { SECTOR_IDS } from '../../src/graphql/sector/sector.js';
import { STOCK_IDS } from '../../src/graphql/stock/stock.js';
import type { Ticker } from '../../src/scoring/names.js';

const ticker = 'M&M.NS' as Ticker;
const KINDS: readonly IdKind<unknown>[] = [STOCK_IDS, SCORE_IDS, SECTOR_IDS, RUN_IDS];

describe('ids', () => {
  test.each<[IdKind<unknown>, unknown]>([
    [STOCK_IDS, ticker],
    [SCORE_IDS, { runId: 7, mode: 'INVESTOR', ticker }],
    [SECTOR_IDS, 'psu_banks'],
    [RUN_IDS, 2_147_483_647],
  ])('decodes an id of $type to its key, and no other type does', (kind, key) => {
    const id = encodeId(kind, key);
    expect(id).toMatch(/^[\w-]+$/);
    expect(KINDS.map((one) => decodeId(one, id))).toEqual(KINDS.map((one) => (one === kind ? key : null)));
  });

  test.each([
    '',
    'Stock:M&M.NS',
    `${encodeText('Run:7')}=`,
    `${encodeText('Run:7')} `,
    encodeText('Stock:m&m.ns'),
    encodeText('Stock:M&M'),
    encodeText('Stock:M&M.NS:1'),
    encodeText('Run:07'),
    encodeText('Run:2147483648'),
    encodeText('Run:-1'),
    encodeText('Score:7:INVESTOR'),
    encodeText('Score:7:NOBODY:M&M.NS'),
    encodeText('Sector:../x'),
    encodeText('Query:1'),
  ])('refuses "%s"', (id) => {
    expect(KINDS.map((kind) => decodeId(kind, id))).toEqual([null, null, null, null]);
  });
});
