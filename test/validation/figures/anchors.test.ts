/** Figures of one day of recorded data, as an independent computation found them. */
import { expect, test } from '@jest/globals';
import { crossSectionAsOf, KnownFacts } from '../../../src/market/crossSection.js';
import { readFolder } from '../../../src/market/imports/readFolder.js';
import { loadMethod } from '../../../src/method/loadMethod.js';
import { scoreDay } from '../../../src/scoring/scoreDay.js';
import { forwardReturn, marketMeasures } from '../../../src/validation/figures/marketMeasures.js';
import { FORWARD_HORIZONS } from '../../../src/validation/figures/names.js';
import { spansOf } from '../../../src/validation/figures/spansOf.js';
import { validateScores } from '../../../src/validation/figures/validateScores.js';
import { day, iso } from '../../support/market/folder.js';
import { loadSectors } from '../../support/market/loadSectors.js';
import { describeWithShared } from '../../support/shared.js';
import { panelOf, scoresOf } from '../../support/validation/panelOf.js';

const DAY = iso('2024-10-08');
/** By horizon: 5, 20, 60 and 120 sessions. */
const OF_RELIANCE = [-0.01493162, -0.0358286, -0.11392405, -0.08980794];
const OF_UNIVERSE = [0.01518144, -0.01242533, -0.03805616, -0.13288056];
const IC_OF_INVESTOR = [0.00857065, -0.09146536, 0.00046829, 0.02426332];

const digits = (value: number | null | undefined): number => Number((value ?? NaN).toFixed(8));

describeWithShared('nse', 'data/nse', (folder) => {
  test('has the recorded returns and ICs on 2024-10-08, and its WARM window', async () => {
    const { market } = await readFolder(folder, { today: day('2026-08-31') });
    const panel = panelOf(market);
    const measures = marketMeasures(panel);
    const session = panel.days.indexOf(DAY);
    const returnsOf = (security: number): number[] =>
      FORWARD_HORIZONS.map((horizon) => forwardReturn(measures, security, session, horizon));
    const reliance = panel.tickers.findIndex((ticker) => ticker.startsWith('RELIANCE.'));
    expect(returnsOf(reliance).map(digits)).toEqual(OF_RELIANCE);

    const method = await loadMethod();
    const { section } = crossSectionAsOf(market, DAY, method, await loadSectors(), new KnownFacts(market));
    const scores = scoresOf(panel, 'INVESTOR', new Map([[DAY, scoreDay(section, method)]]));
    const ofScored = [...scores.security].map(returnsOf);
    expect(ofScored.filter(([first]) => !Number.isNaN(first))).toHaveLength(613);
    const means = FORWARD_HORIZONS.map((_, horizon) => {
      const known = ofScored.map((returns) => returns[horizon]).filter((value) => !Number.isNaN(value));
      return known.reduce((sum, value) => sum + value, 0) / known.length;
    });
    expect(means.map(digits)).toEqual(OF_UNIVERSE);

    const { validations } = validateScores(panel, scores, {
      spans: [{ window: 'CUSTOM', year: null, from: DAY, to: DAY }],
      universes: ['ALL_SCORED'],
      horizons: FORWARD_HORIZONS,
      intervals: false,
      warm: null,
      validatedFrom: null,
    });
    expect(validations.map(({ ics }) => digits(ics[0].ic.mean))).toEqual(IC_OF_INVESTOR);
    expect(spansOf(panel, null).find(({ window }) => window === 'WARM')?.from).toBe('2020-07-27');
  }, 180_000);
});
