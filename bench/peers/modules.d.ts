/**
 * What is used of each library, so that types can be checked where bench/ is not installed. An ambient module
 * goes before the package's own types.
 */

type Series = ArrayLike<number>;

declare module 'trading-signals' {
  interface Streaming<Input, Output> {
    update(input: Input, replace: boolean): Output | null;
  }
  type Candle = { readonly high: number; readonly low: number; readonly close: number };
  export class SMA implements Streaming<number, number> {
    constructor(interval: number);
    update(input: number, replace: boolean): number | null;
  }
  export class EMA extends SMA {}
  export class RSI extends SMA {
    constructor(interval: number, smoothing?: typeof SMA);
  }
  export class ROC extends SMA {}
  export class ATR implements Streaming<Candle, number> {
    constructor(interval: number, smoothing?: typeof SMA);
    update(input: Candle, replace: boolean): number | null;
  }
  export class MACD implements Streaming<number, { macd: number; signal: number }> {
    constructor(short: EMA, long: EMA, signal: EMA);
    update(input: number, replace: boolean): { macd: number; signal: number } | null;
  }
  export class DonchianChannels implements Streaming<Candle, { upper: number; lower: number }> {
    constructor(interval: number);
    update(input: Candle, replace: boolean): { upper: number; lower: number } | null;
  }
}

declare module 'indicatorts' {
  type Period = { readonly period: number };
  export function sma(values: number[], config: Period): number[];
  export function rsi(values: number[], config: Period): number[];
  export function mmax(values: number[], config: Period): number[];
  export function mmin(values: number[], config: Period): number[];
  export function mstd(values: number[], config: Period): number[];
  export function roc(values: number[], config: Period): number[];
  export function atr(high: number[], low: number[], close: number[], config: Period): { atrLine: number[] };
  export function macd(
    values: number[],
    config: { readonly fast: number; readonly slow: number; readonly signal: number },
  ): { macdLine: number[]; signalLine: number[] };
}

declare module 'technicalindicators' {
  type Over = { readonly period: number; readonly values: number[] };
  type Bars = {
    readonly period: number;
    readonly high: number[];
    readonly low: number[];
    readonly close: number[];
  };
  type MacdOver = {
    readonly values: number[];
    readonly fastPeriod: number;
    readonly slowPeriod: number;
    readonly signalPeriod: number;
    readonly SimpleMAOscillator: boolean;
    readonly SimpleMASignal: boolean;
  };
  export function sma(input: Over): number[];
  export function rsi(input: Over): number[];
  export function sd(input: Over): number[];
  export function roc(input: Over): number[];
  export function highest(input: Over): number[];
  export function lowest(input: Over): number[];
  export function atr(input: Bars): number[];
  export function macd(input: MacdOver): { MACD: number; signal: number }[];
}

declare module '@ixjb94/indicators' {
  export class IndicatorsSync {
    sma(source: Series, period: number): number[];
    rsi(source: Series, period: number): number[];
    max(source: Series, period: number): number[];
    min(source: Series, period: number): number[];
    roc(source: Series, period: number): number[];
    stddev(source: Series, period: number): number[];
    atr(high: Series, low: Series, close: Series, period: number): number[];
    macd(source: Series, short: number, long: number, signal: number): [number[], number[], number[]];
  }
}

declare module '@debut/indicators' {
  export class SMA {
    constructor(period: number);
    nextValue(value: number): number | undefined;
  }
  export class RSI extends SMA {}
  export class ROC extends SMA {}
  export class StandardDeviation {
    constructor(period: number);
    nextValue(value: number, mean: number): number;
  }
  export class ATR {
    constructor(period: number, smoothing: 'SMA');
    nextValue(high: number, low: number, close: number): number | undefined;
  }
  export class DC {
    constructor(period: number);
    nextValue(high: number, low: number): { upper: number; lower: number };
  }
  export class MACD {
    constructor(fast: number, slow: number, signal: number);
    nextValue(value: number): { macd: number; signal: number } | undefined;
  }
}

declare module 'oakscriptjs' {
  export const taCore: {
    sma(source: number[], length: number): number[];
    rsi(source: number[], length: number): number[];
    stdev(source: number[], length: number): number[];
    highest(source: number[], length: number): number[];
    lowest(source: number[], length: number): number[];
    roc(source: number[], length: number): number[];
    median(source: number[], length: number): number[];
    atr(length: number, high: number[], low: number[], close: number[]): number[];
    macd(source: number[], fast: number, slow: number, signal: number): [number[], number[], number[]];
  };
}

declare module 'talib-web' {
  type Line = { readonly output: number[] };
  type Over = { readonly inReal: number[]; readonly timePeriod: number };
  export function init(wasm: string): Promise<unknown>;
  export function SMA(input: Over): Line;
  export function RSI(input: Over): Line;
  export function MAX(input: Over): Line;
  export function MIN(input: Over): Line;
  export function ROCP(input: Over): Line;
  export function STDDEV(input: Over & { readonly nbDev: number }): Line;
  export function ATR(input: {
    readonly high: number[];
    readonly low: number[];
    readonly close: number[];
    readonly timePeriod: number;
  }): Line;
  export function MACD(input: {
    readonly inReal: number[];
    readonly fastPeriod: number;
    readonly slowPeriod: number;
    readonly signalPeriod: number;
  }): { readonly MACD: number[]; readonly MACDSignal: number[] };
}
