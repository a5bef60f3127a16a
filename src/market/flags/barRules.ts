import { isoOf } from '../day.js';
import { compare, decimalOf, times, type Ratio } from '../exact.js';
import type { FlagKind } from '../imports/refusal.js';
import { changesBeyond } from './changesBeyond.js';
import { isCopy } from './isCopy.js';
import type { Step } from './step.js';

/** A close that is further than this from the adjusted close before, as |close / before - 1|, is flagged. */
const JUMP: Ratio = { over: 1n, under: 5n };
/** What the price is divided by in unlisted splits and bonuses; 2.5 is a face value of ₹5 that becomes ₹2. */
const UNLISTED = [1.5, 2, 2.5, 3, 4, 5, 10, 20];
const UNLISTED_PERCENT = 3;
const LEAST_VALUE: Ratio = { over: 1n, under: 2n };
const MOST_VALUE: Ratio = { over: 2n, under: 1n };
const HIGHEST: Ratio = { over: 6n, under: 5n };
const LOWEST: Ratio = { over: 4n, under: 5n };
/** Within this share of a bound, doubles do not tell which side of it a number is on. */
const MARGIN = 0.001;

/** What is odd about a bar by itself and the one before it. Each rule returns a detail, or null where nothing is. */
export const BAR_RULES: readonly (readonly [kind: FlagKind, rule: (step: Step) => string | null])[] = [
  ['JUMP', jump],
  ['NO_VOLUME', noVolume],
  ['ACTION_UNLISTED', actionUnlisted],
  ['VALUE_DIFFERS', valueDiffers],
  ['RANGE_OUTLIER', rangeOutlier],
  ['COPIED', copied],
];

function jump(step: Step): string | null {
  if (!changesBeyond(step, JUMP)) return null;
  const { bars, at, actions } = step;
  const { day, close } = bars;
  if (actions.some(({ exDate }) => exDate === day[at])) return null;
  return `close ${close[at]} after ${close[at - 1]} of ${isoOf(day[at - 1])}`;
}

function noVolume({ bars: { close, volume }, at, factor }: Step): string | null {
  if (volume[at] !== 0 || at === 0) return null;
  const moved = compare(decimalOf(close[at]), times(decimalOf(close[at - 1]), factor)) !== 0;
  return moved ? `close ${close[at]} after ${close[at - 1]}, volume 0` : null;
}

function actionUnlisted({ bars: { close, day }, at, actions, sessions }: Step): string | null {
  const fall = close[at - 1] / close[at];
  if (!(fall > 1.4) || sessions !== 1 || actions.length > 0) return null;
  const ratio = UNLISTED.find((one) => isNear(close[at - 1], close[at], one));
  if (ratio === undefined) return null;
  return `close ${close[at]} after ${close[at - 1]} of ${isoOf(day[at - 1])}, a fall to about 1/${ratio} without an action`;
}

/** Returns whether before / close is within 3 % of a ratio. */
function isNear(before: number, close: number, ratio: number): boolean {
  const bound = (percent: number) => times(times(decimalOf(ratio), decimalOf(close)), hundredths(percent));
  const fall = decimalOf(before);
  return (
    compare(fall, bound(100 - UNLISTED_PERCENT)) >= 0 && compare(fall, bound(100 + UNLISTED_PERCENT)) <= 0
  );
}

const hundredths = (percent: number): Ratio => ({ over: BigInt(percent), under: 100n });

function valueDiffers({ bars: { close, volume, value }, at }: Step): string | null {
  const [given, expected] = [value[at], close[at] * volume[at]];
  if (!(given < expected * (0.5 + MARGIN)) && !(given > expected * (2 - MARGIN))) return null;
  const exact = times(decimalOf(close[at]), decimalOf(volume[at]));
  const differs =
    compare(decimalOf(given), times(exact, LEAST_VALUE)) < 0 ||
    compare(decimalOf(given), times(exact, MOST_VALUE)) > 0;
  return differs ? `value ${given}, close ${close[at]} × volume ${volume[at]}` : null;
}

function rangeOutlier({ bars: { open, high, low, close }, at, before, factor }: Step): string | null {
  const isFirst = at === 0;
  const most = Math.max(open[at], close[at], isFirst ? 0 : before);
  const least = Math.min(open[at], close[at], isFirst ? Infinity : before);
  if (!(high[at] > most * (1.2 - MARGIN)) && !(low[at] < least * (0.8 + MARGIN))) return null;
  const others = [decimalOf(open[at]), decimalOf(close[at])];
  if (!isFirst) others.push(times(decimalOf(close[at - 1]), factor));
  const isHigh = others.every((other) => compare(decimalOf(high[at]), times(other, HIGHEST)) > 0);
  const isLow = others.every((other) => compare(decimalOf(low[at]), times(other, LOWEST)) < 0);
  if (!isHigh && !isLow) return null;
  const beyond = [...(isHigh ? [`high ${high[at]}`] : []), ...(isLow ? [`low ${low[at]}`] : [])].join(
    ' and ',
  );
  return `${beyond}, open ${open[at]}, close ${close[at]}${isFirst ? '' : ` after ${close[at - 1]}`}`;
}

function copied({ bars, at }: Step): string | null {
  return isCopy(bars, at) ? `all prices and the volume are those of ${isoOf(bars.day[at - 1])}` : null;
}
