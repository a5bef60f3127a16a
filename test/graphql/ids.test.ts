import { describe, expect, test } from '@jest/globals';
import { decodeId, encodeId, type NodeKey } from '../../src/graphql/ids.js';
import { encodeText } from '../../src/graphql/opaque.js';
import type { Ticker } from '../../src/scoring/names.js';

const ticker = 'M&M.NS' as Ticker;

describe('ids', () => {
  test.each<NodeKey>([
    { kind: 'Stock', ticker },
    { kind: 'Score', runId: 7, mode: 'INVESTOR', ticker },
    { kind: 'Sector', key: 'psu_banks' },
    { kind: 'Run', runId: 2_147_483_647 },
  ])('decodes an id of $kind to its key', (key) => {
    expect(decodeId(encodeId(key))).toEqual(key);
    expect(encodeId(key)).toMatch(/^[\w-]+$/);
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
    expect(() => decodeId(id)).toThrow(/^Expected the id of a Stock, Score, Sector or Run/);
  });
});
