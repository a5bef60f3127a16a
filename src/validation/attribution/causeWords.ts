import { inWords, percent, plural, rounded } from '../../scoring/wording.js';
import type { Horizon, IsoDate, Points, Ticker } from '../../scoring/names.js';
import type { Method } from '../../scoring/method.js';
import {
  changedAges,
  changedFeatures,
  changedFigures,
  hasChanged,
  type ChangedInput,
} from './changedInputs.js';
import type { ScoreParts } from './scoreParts.js';
import { changeOfParts } from './scoreParts.js';
import { groupOf, type StockOf } from './stockOf.js';

/** Sentences name so many changes at most. */
const MOST_NAMED = 3;
const HASH = 12;

/** Says what of the method, and of the stock's place in it, is another one. */
export function methodInWords(before: Method, after: Method, stock: StockOf, group: string): string {
  const changes = [
    ...(before.hash === after.hash
      ? []
      : [`the parameters of the method changed (hash ${short(before)} before, ${short(after)} now)`]),
    ...(groupOf(stock) === group ? [] : [`the sector group changed from ${groupOf(stock)} to ${group}`]),
  ];
  return changes.length === 0
    ? 'The method and the sector group are the same'
    : capital(changes.join(', and '));
}

const short = ({ hash }: Method): string => hash.slice(0, HASH);

/** Says which facts of the former day are recorded otherwise now. */
export function revisionsInWords(before: StockOf, revised: StockOf | null, date: IsoDate): string {
  if (revised === null) {
    return `As recorded now, the stock would have no score on ${date}, so that corrections count with the causes below`;
  }
  if (before.section === revised.section) return `No fact of ${date} was corrected`;
  const own = [
    ...changedFigures(before, revised),
    ...changedAges(before, revised),
    ...changedFeatures(before, revised),
  ];
  const { changed, came, left } = peersOf(before, revised);
  const others = changed + came + left;
  if (own.length === 0 && others === 0) return `No fact of ${date} was corrected`;
  const of = [
    ...(own.length === 0 ? [] : [`of the stock ${named(own)}`]),
    ...(others === 0 ? [] : [`of others the inputs of ${plural(others, 'stock')}`]),
  ];
  return `Facts of ${date} were corrected: ${of.join('; ')}`;
}

/** Says which facts of the stock are others. */
export function factsInWords(before: StockOf, after: StockOf): string {
  const figures = changedFigures(before, after);
  const ages = changedAges(before, after);
  if (figures.length > 0) return `The stock's facts changed: ${named([...figures, ...ages])}`;
  return ages.length > 0
    ? `With the same figures, time passed: ${named(ages)}`
    : "The stock's facts are the same";
}

/**
 * Says how the price moved.
 *
 * @param comparable the former close after splits and the like in between (₹), which the later one is held against
 */
export function pricesInWords(before: StockOf, after: StockOf, comparable: number): string {
  const features = changedFeatures(before, after);
  if (features.length === 0) return "The stock's prices are the same";
  const close = features.find(({ name }) => name === 'close');
  if (close === undefined) return `The close is the same, but not ${named(features)}`;
  const moved = close.after / comparable - 1;
  const split = comparable === close.before ? '' : `, or ₹${comparable.toFixed(2)} after a split or bonus,`;
  return (
    `The close went from ₹${close.before.toFixed(2)}${split} to ₹${close.after.toFixed(2)} ` +
    `(${moved < 0 ? '' : '+'}${percent(moved)})`
  );
}

const HORIZON_WORDS: Readonly<Record<Horizon, string>> = {
  ret_21d: '21 sessions',
  ret_63d: '63 sessions',
  ret_126d: '126 sessions',
};

/** Says how many others changed, and how the index moved. */
export function peersInWords(before: StockOf, after: StockOf): string {
  const { changed, came, left, all } = peersOf(before, after);
  const [old, now] = [before.section.indexReturn, after.section.indexReturn];
  const horizon = (['ret_21d', 'ret_63d', 'ret_126d'] as const).find((one) => !Object.is(old[one], now[one]));
  const changes = [
    ...(changed === 0 ? [] : [`the inputs of ${changed} of ${plural(all, 'other stock')} changed`]),
    ...(came === 0 ? [] : [`${plural(came, 'stock')} came in`]),
    ...(left === 0 ? [] : [`${plural(left, 'stock')} left`]),
    ...(horizon === undefined
      ? []
      : [
          `the return of the index over ${HORIZON_WORDS[horizon]} went from ${fraction(old[horizon])} to ` +
            fraction(now[horizon]),
        ]),
  ];
  return changes.length === 0 ? 'All other stocks are the same' : capital(changes.join(', '));
}

/** Says how many points came of it, and of which parts. */
export function effectInWords(points: Points, before: ScoreParts, after: ScoreParts): string {
  const moved = changeOfParts(before, after)
    .filter((part) => part.points !== 0)
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .slice(0, MOST_NAMED)
    .map((part) => `${part.name.toLowerCase().replaceAll('_', ' ')} ${signed(part.points)}`);
  const parts = moved.length === 0 ? '' : ` (${moved.join(', ')})`;
  if (points === 0) return moved.length === 0 ? 'the score stays' : `the score stays${parts}`;
  return `${signed(points)} points${parts}`;
}

/** Writes points with their sign and at least two decimals. */
export const signed = (points: Points): string => {
  const text = Math.abs(points) < 0.005 ? inWords(rounded(points)) : points.toFixed(2);
  return points > 0 ? `+${text}` : text;
};

interface Peers {
  /** How many other stocks there are on the later day. */
  readonly all: number;
  /** Of these, how many have other inputs than before. */
  readonly changed: number;
  readonly came: number;
  readonly left: number;
}

function peersOf(before: StockOf, after: StockOf): Peers {
  const known = new Map<Ticker, number>(before.section.tickers.map((ticker, at) => [ticker, at]));
  let [changed, came] = [0, 0];
  for (const [at, ticker] of after.section.tickers.entries()) {
    const formerAt = known.get(ticker);
    known.delete(ticker);
    if (at === after.at) continue;
    if (formerAt === undefined) came++;
    else {
      const [old, now] = [
        { section: before.section, at: formerAt },
        { section: after.section, at },
      ];
      if (groupOf(old) !== groupOf(now) || hasChanged(old, now)) changed++;
    }
  }
  return { all: after.section.tickers.length - 1, changed, came, left: known.size };
}

function named(changes: readonly ChangedInput[]): string {
  const shown = changes
    .slice(0, MOST_NAMED)
    .map(({ name, before, after }) => `${name} from ${number(before)} to ${number(after)}`);
  const more = changes.length - shown.length;
  return `${shown.join(', ')}${more === 0 ? '' : `, and ${more} more`}`;
}

const number = (value: number): string => (value === value ? inWords(rounded(value, NaN, 4)) : 'unknown');
const fraction = (value: number): string => (value === value ? percent(value) : 'unknown');
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
