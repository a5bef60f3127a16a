import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CrossSection } from '../../../src/scoring/crossSection.js';
import type { Method } from '../../../src/scoring/method.js';
import type { PillarName } from '../../../src/scoring/names.js';
import { fundamentalsPillar } from '../../../src/scoring/pillars/fundamentals.js';
import { ownershipPillar } from '../../../src/scoring/pillars/ownership.js';
import type { PillarColumns } from '../../../src/scoring/pillars/pillar.js';
import { qualityPillar } from '../../../src/scoring/pillars/quality.js';
import { relativeStrengthPillar } from '../../../src/scoring/pillars/relativeStrength.js';
import { sectorMomentumPillar } from '../../../src/scoring/pillars/sectorMomentum.js';
import { technicalsPillar } from '../../../src/scoring/pillars/technicals.js';
import { referenceReturns } from '../../../src/scoring/returns.js';
import {
  bytesOf,
  cleanOf,
  METHODS,
  NOTHING,
  permutedSections,
  randomSections,
  RUNS,
  sectionOf,
  V10,
} from './section.js';

const LENDERS = ['banks', 'psu_banks', 'nbfcs'];

/** One pillar of a cross-section, computed on its own. */
export function pillarOf(name: PillarName, section: CrossSection, method: Method): PillarColumns {
  const clean = cleanOf(section, method);
  const isBanking = Uint8Array.from(section.sectors, (sector) => (LENDERS.includes(sector) ? 1 : 0));
  switch (name) {
    case 'F':
      return fundamentalsPillar(clean, isBanking, method);
    case 'T':
      return technicalsPillar(clean, method);
    case 'R':
      return relativeStrengthPillar(clean, referenceReturns(clean, method), method);
    case 'O':
      return ownershipPillar(clean, method);
    case 'Q':
      return qualityPillar(clean, method);
    case 'S':
      return sectorMomentumPillar(clean, referenceReturns(clean, method), method).pillar;
    default:
      return name satisfies never;
  }
}

/** One component of a pillar. */
export function componentOf(pillar: PillarColumns, name: string) {
  const component = pillar.components.find((one) => one.name === name);
  if (component === undefined) throw new Error(`${pillar.name} has no component ${name}`);
  return component;
}

/**
 * What every pillar does.
 *
 * @param ofNothing what a stock without any number scores next to three peers of its group that have them all
 */
export function pillarContract(
  name: PillarName,
  ofNothing: { readonly v11: number; readonly v10: number },
): void {
  describe.each(METHODS)(`every pillar: ${name} of %s`, (_, method) => {
    test('scores every stock from 0 to 100', () => {
      fc.assert(
        fc.property(randomSections, (section) => {
          const { score } = pillarOf(name, section, method);
          expect(score).toHaveLength(section.tickers.length);
          expect(score.every((points) => points >= 0 && points <= 100)).toBe(true);
        }),
        RUNS,
      );
    });

    test('a stock without any number has a score, and takes nothing from its peers’ bounds', () => {
      const peers = [0.1, 0.2, 0.3].map((value) => ({
        ...{ roe_3y: value, ret_21d: value, ret_63d: value, ret_126d: value, promoter_hold_pct: value },
      }));
      const { score } = pillarOf(name, sectionOf([...peers, NOTHING]), method);
      expect(score[3]).toBeCloseTo(method === V10 ? ofNothing.v10 : ofNothing.v11, 9);
    });

    test('a universe without any number has scores', () => {
      const section = sectionOf([NOTHING, { ...NOTHING, sector: 'banks' }, { ...NOTHING, sector: 'banks' }]);
      expect(pillarOf(name, section, method).score.every((points) => points >= 0 && points <= 100)).toBe(
        true,
      );
    });

    test('computing it twice gives the same bytes, and changes nothing of the inputs', () => {
      fc.assert(
        fc.property(randomSections, (section) => {
          const before = bytesOf(section);
          expect(bytesOf(pillarOf(name, section, method))).toBe(bytesOf(pillarOf(name, section, method)));
          expect(bytesOf(section)).toBe(before);
        }),
        { ...RUNS, numRuns: 20 },
      );
    });

    test('the order of the stocks changes nothing', () => {
      fc.assert(
        fc.property(permutedSections, ({ section, permuted, moved }) => {
          const { score } = pillarOf(name, section, method);
          const there = pillarOf(name, permuted, method).score;
          expect(moved.map((i) => there[i])).toEqual([...score]);
        }),
        RUNS,
      );
    });
  });
}
