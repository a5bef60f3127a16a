/** Scores of greyoak-1.1 on real data, as an earlier version computed them: facts of new kinds move none of them. */
import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { crossSectionAsOf, KnownFacts } from '../../src/market/crossSection.js';
import { inputsHashOf } from '../../src/market/inputsHash.js';
import { readFolder } from '../../src/market/imports/readFolder.js';
import { loadMethod } from '../../src/method/loadMethod.js';
import { scoreDay } from '../../src/scoring/scoreDay.js';
import { day, iso } from '../support/market/folder.js';
import { loadSectors } from '../support/market/loadSectors.js';
import { describeWithShared } from '../support/shared.js';

/** Of a day, the inputs hash, and the SHA-256 of a line per stock: its ticker and its scores by TRADER and INVESTOR. */
const RECORDED = [
  [
    '2023-07-20',
    '48745b7d2cc3cd3caf3a62a9644be902525b6d11cb8d3a8a0fa496349f0a6967',
    '92ff20caec841441c09501426ce1fcd92e0f7ceaaf3bc5bad46f19c7255f03bb',
  ],
  [
    '2024-03-15',
    '6516db704b5c099ea5536b6e7bb9bc96d2c330e6d54ee7030bbebef7071de833',
    'e278308673575449065ae913906eb4f2e328ea04dfbe6e0594dd99782663e03e',
  ],
  [
    '2025-10-14',
    '4a39e69d1ff619685817b06a5e998eb635f78d148df71d5cc4a0367cb8eaac55',
    '8838aaa312a75d9d3ef61adfe78c37024b6e72a839f20f30ccca8325bb2116a6',
  ],
  [
    '2026-06-12',
    '61c1299120b77ce62da69d1c5be5b58842fbef4c7a57bca4cb5e18cb935e03b4',
    'b243ea89bec9494e6e00d2caab9181bcc558e765a68f91d5579af459d6818424',
  ],
] as const;

describeWithShared('nse-small', 'data/nse-small', (folder) => {
  test('has the inputs and the scores that were recorded', async () => {
    const { market } = await readFolder(folder, { today: day('2026-08-31') });
    const [method, sectors, known] = [await loadMethod(), await loadSectors(), new KnownFacts(market)];
    const found = RECORDED.map(([date]) => {
      const { section } = crossSectionAsOf(market, iso(date), method, sectors, known);
      const { TRADER, INVESTOR } = scoreDay(section, method).modes;
      const lines = section.tickers.map(
        (ticker, i) => `${ticker} ${TRADER.score[i].toFixed(2)} ${INVESTOR.score[i].toFixed(2)}\n`,
      );
      return [date, inputsHashOf(section), createHash('sha256').update(lines.join('')).digest('hex')];
    });
    expect(found).toEqual(RECORDED);
  }, 60_000);
});
