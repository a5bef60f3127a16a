import { inWords, plural, rounded } from '../../scoring/wording.js';
import { MONTHS } from './knownPe.js';
import { snap } from '../../scoring/rounding.js';
import type { Rule } from './rule.js';

/** The results of a valuation: P/E as multiples, percentiles as fractions. */
export type ValuationFact =
  | 'pe'
  | 'ownMedianPe'
  | 'ownPercentile'
  | 'ownMonths'
  | 'ownLossMonths'
  | 'sectorMedianPe'
  | 'sectorPercentile'
  | 'sectorCompanies'
  | 'sectorLossCompanies';

type ValuationRule = Rule<ValuationFact>;

/** A percentile up to it is low, and one from the other on is high. */
const LOW = 0.2;
const HIGH = 0.8;
/** Fewer months say little of what is usual. */
const FEW_MONTHS = 24;

const multiple = (value: number): string => inWords(rounded(value));
const percentile = (place: number): string => `percentile ${inWords(rounded(snap(100 * place)))}`;

export const VALUATION_INSIGHTS: readonly ValuationRule[] = [
  {
    name: 'LOSS',
    numbers: ['pe'],
    fires: ({ pe }) => pe < 0,
    says: ({ pe }) => `Its P/E is ${multiple(pe)}: it made a loss, so its P/E is not compared with others.`,
  },
  {
    name: 'SHORT_HISTORY',
    numbers: ['ownMonths'],
    fires: ({ ownMonths }) => ownMonths < FEW_MONTHS,
    says: ({ ownMonths }) =>
      `It has a P/E above 0 at ${ownMonths} of ${MONTHS} month ends, which says little of what is usual for it.`,
  },
  {
    name: 'LOSSES_BEFORE',
    numbers: ['ownLossMonths'],
    fires: ({ ownLossMonths }) => ownLossMonths > 0,
    says: ({ ownLossMonths }) =>
      `Its P/E was below 0 at ${plural(ownLossMonths, 'month end')}: these are not compared.`,
  },
  {
    name: 'ONE_COMPANY',
    numbers: ['sectorCompanies'],
    fires: ({ sectorCompanies }) => sectorCompanies <= 1,
    says: ({ sectorCompanies }) =>
      `The sector has ${sectorCompanies === 1 ? 'one company' : 'no company'} with a P/E above 0, so there is no other to compare it with.`,
  },
  ...places('OWN', 'ownPercentile', 'ownMedianPe', 'at its own month ends'),
  ...places('SECTOR', 'sectorPercentile', 'sectorMedianPe', 'of the companies of its sector'),
];

/** The advice says what to look at. It promises no return. */
export const VALUATION_ADVICE: readonly ValuationRule[] = [
  {
    name: 'LOW_BY_BOTH',
    numbers: ['ownPercentile', 'sectorPercentile'],
    fires: ({ ownPercentile, sectorPercentile }) => ownPercentile <= LOW && sectorPercentile <= LOW,
    says: (known) => `${bothInWords(known)}: low by both. Ask which fall of earnings the price expects.`,
  },
  {
    name: 'HIGH_BY_BOTH',
    numbers: ['ownPercentile', 'sectorPercentile'],
    fires: ({ ownPercentile, sectorPercentile }) => ownPercentile >= HIGH && sectorPercentile >= HIGH,
    says: (known) => `${bothInWords(known)}: high by both. Ask which growth of earnings the price expects.`,
  },
  {
    name: 'BETWEEN',
    numbers: ['ownPercentile', 'sectorPercentile'],
    fires: ({ ownPercentile, sectorPercentile }) =>
      !(ownPercentile <= LOW && sectorPercentile <= LOW) &&
      !(ownPercentile >= HIGH && sectorPercentile >= HIGH),
    says: (known) => `${bothInWords(known)}: neither low by both nor high by both. Look beyond its P/E.`,
  },
];

function bothInWords(known: Readonly<Record<'ownPercentile' | 'sectorPercentile', number>>): string {
  return `Its P/E is at ${percentile(known.ownPercentile)} of its own, and at ${percentile(known.sectorPercentile)} of its sector`;
}

function places(
  name: string,
  place: 'ownPercentile' | 'sectorPercentile',
  median: 'ownMedianPe' | 'sectorMedianPe',
  whose: string,
): readonly ValuationRule[] {
  const rule = (level: string, fires: (percentile: number) => boolean): ValuationRule => ({
    name: `${level}_FOR_${name}`,
    numbers: ['pe', place, median],
    fires: (known) => fires(known[place]),
    says: (known) =>
      `Its P/E of ${multiple(known.pe)} is at ${percentile(known[place])} of those ${whose}, whose median is ${multiple(known[median])}.`,
  });
  return [
    rule('LOW', (percentile) => percentile <= LOW),
    rule('USUAL', (percentile) => percentile > LOW && percentile < HIGH),
    rule('HIGH', (percentile) => percentile >= HIGH),
  ];
}
