/**
 * Changes of real scores sum by cause and by part. ATTRIBUTIONS=10000 explains more stocks of more days than CI does.
 */
import { expect, test } from '@jest/globals';
import { crossSectionAsOf, KnownFacts } from '../../../src/market/crossSection.js';
import { isoOf } from '../../../src/market/day.js';
import { readFolder } from '../../../src/market/imports/readFolder.js';
import { figuresAtClose } from '../../../src/runs/reproduce/figuresAtClose.js';
import { MODES, type Day } from '../../../src/scoring/names.js';
import { round2 } from '../../../src/scoring/rounding.js';
import { scoreDay, type DayScores } from '../../../src/scoring/scoreDay.js';
import { Attribution } from '../../../src/validation/attribution/attribution.js';
import { dayParts } from '../../../src/validation/attribution/dayParts.js';
import { changeOfParts } from '../../../src/validation/attribution/scoreParts.js';
import { V11 } from '../../support/days/section.js';
import { day } from '../../support/market/folder.js';
import { loadSectors } from '../../support/market/loadSectors.js';
import { describeWithShared } from '../../support/shared.js';
import { Random } from '../../support/synthetic/random.js';

const CASES = Number(process.env['ATTRIBUTIONS'] ?? 60);
/** Days are dear to assemble, so that pairs of a few are explained for many stocks. */
const DAYS = Math.max(4, Math.ceil(CASES / 250));
const IS_LARGE = CASES > 1000;

describeWithShared('recorded days', IS_LARGE ? 'data/nse' : 'data/nse-small', (folder) => {
  test(
    `${CASES} changes sum by cause and by part`,
    async () => {
      const { market } = await readFolder(folder, { today: day('2026-08-31') });
      const [sectors, known] = [await loadSectors(), new KnownFacts(market)];
      const random = new Random(20_241_008, 0);
      const traded = Array.from(market.sessions.days).filter(
        (one) => one >= day(IS_LARGE ? '2020-01-01' : '2023-06-01') && one <= day('2026-06-12'),
      );
      const pick = (count: number) => random.below(count);
      const days: Day[] = Array.from({ length: DAYS }, () => traded[pick(traded.length)]);
      const scored = days
        .toSorted((a, b) => a - b)
        .map((one) => scoreDay(crossSectionAsOf(market, isoOf(one), V11, sectors, known).section, V11));
      const faults: unknown[] = [];
      const seen = new Set<string>();
      const pairs: [DayScores, DayScores][] = scored.flatMap((before, k) =>
        scored.slice(k + 1, k + 4).map((after): [DayScores, DayScores] => [before, after]),
      );
      const ofPair = Math.ceil(CASES / pairs.length);
      for (const [before, after] of pairs) {
        const attribution = new Attribution(
          {
            before: { section: before.section, method: V11 },
            ...{ byMethod: before.section, revised: before.section },
            after: { section: after.section, method: V11 },
          },
          [before, after],
        );
        const both = before.section.tickers.filter((ticker) => after.section.tickers.includes(ticker));
        for (let k = 0; k < ofPair; k++) {
          const ticker = both[pick(both.length)];
          const ofDays = { day: after.section.day, former: before.section.day };
          const steps = attribution.explain(ticker, figuresAtClose(known, V11, ticker, ofDays));
          let step = steps.next();
          while (!step.done) step = steps.next();
          for (const mode of MODES) {
            const { causes = [] } = step.value?.[mode] ?? {};
            const at = ({ section }: DayScores) => section.tickers.indexOf(ticker);
            const value = (one: DayScores) => one.modes[mode].score[at(one)];
            const total = round2(value(after) - value(before));
            const parts = changeOfParts(dayParts(before, mode, at(before)), dayParts(after, mode, at(after)));
            const [byCause, byPart] = [causes, parts].map((list) =>
              list.reduce((sum: number, { points }) => sum + points, 0),
            );
            if (round2(byCause) !== total || Math.abs(byPart - total) > 1e-9) {
              faults.push([ticker, mode, before.section.date, after.section.date, byCause, byPart, total]);
            }
            for (const { cause, points } of causes) if (points !== 0) seen.add(cause);
          }
        }
      }
      expect(faults).toEqual([]);
      expect([...seen].sort()).toEqual(expect.arrayContaining(['OWN_FACTS', 'OWN_PRICES', 'PEERS']));
    },
    IS_LARGE ? 3_600_000 : 60_000,
  );
});
