import type { Day } from '../../../scoring/names.js';
import { prices } from '../../datasets/prices.js';
import { dayOf } from '../../day.js';
import type { MarketDays } from '../prices.js';
import type { KnownMarket } from '../columns.js';
import type { DaysRead } from './daysRead.js';
import { knownTicker } from './knownTicker.js';
import type { PlannedFile } from './plannedFile.js';

/** Collects what a file of all stocks of an exchange says of those without a bar. */
export class MarketDaysOf {
  readonly #shares = new Map<Day, number>();
  readonly #otherSeries: MarketDays['otherSeries'][number][] = [];
  readonly #date: number;

  constructor(
    private readonly file: Pick<PlannedFile, 'name' | 'adapter'>,
    private readonly known: Pick<KnownMarket, 'knownTickers' | 'symbols'>,
    private readonly days: DaysRead,
  ) {
    this.#date = file.adapter.gives[prices.name].columns.indexOf('date');
  }

  /** Takes a row of a share as the adapter gives it, whether its stock is known or not. */
  row(fields: readonly string[]): void {
    const day = dayOf(fields[this.#date]);
    if (Number.isFinite(day)) this.#shares.set(day, (this.#shares.get(day) ?? 0) + 1);
  }

  otherSeries({
    symbol,
    day: date,
    series,
  }: {
    readonly symbol: string;
    readonly day: string;
    readonly series: string;
  }): void {
    const day = dayOf(date);
    const ticker = Number.isFinite(day) ? knownTicker(symbol, date, this.known) : '';
    if (ticker !== '') this.#otherSeries.push({ ticker, day, series });
  }

  /** Returns what was collected of days that no other file gave; undefined where the file is of no exchange. */
  finish(): MarketDays | undefined {
    const { market } = this.file.adapter;
    if (market !== 'NSE' && market !== 'BSE') return undefined;
    const isOwn = (day: Day) => (this.days.ownerOf(market, prices.name, day) ?? this.file) === this.file;
    const shares = new Map([...this.#shares].filter(([day]) => isOwn(day)));
    return { exchange: market, shares, otherSeries: this.#otherSeries };
  }
}
