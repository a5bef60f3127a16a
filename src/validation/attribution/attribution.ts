import type { CrossSection } from '../../scoring/crossSection.js';
import type { Method } from '../../scoring/method.js';
import { MODES, type Mode, type Points, type Ticker } from '../../scoring/names.js';
import { round2 } from '../../scoring/rounding.js';
import { scoreDay, type DayScores } from '../../scoring/scoreDay.js';
import {
  effectInWords,
  factsInWords,
  methodInWords,
  peersInWords,
  pricesInWords,
  revisionsInWords,
} from './causeWords.js';
import { CHANGE_CAUSES, type ChangeCause } from './changeCauses.js';
import { dayParts } from './dayParts.js';
import type { ScoreParts } from './scoreParts.js';
import { groupOf, stockOf } from './stockOf.js';
import { withGroup } from './withGroup.js';
import { withFacts, withInputs, type FiguresAtClose } from './withInputs.js';

/** What is known of two days, as two runs scored them. */
export interface TwoDays {
  /** The former day as its run read it, and the method that it was scored with. */
  readonly before: { readonly section: CrossSection; readonly method: Method };
  /** The same facts, derived as the method of the later day derives them. */
  readonly byMethod: CrossSection;
  /** The facts of the former day as recorded now, derived likewise; null where no stock could be scored with them. */
  readonly revised: CrossSection | null;
  readonly after: { readonly section: CrossSection; readonly method: Method };
}

/** What one cause did to a score. */
export interface CausePart {
  readonly cause: ChangeCause;
  /** To two decimals. */
  readonly points: Points;
  /** One English sentence with numbers. */
  readonly sentence: string;
}

/** Why the score of a stock differs between two days, in one mode. */
export interface AttributedChange {
  /** The scores of both days, computed again. */
  readonly before: Points;
  readonly after: Points;
  /** In the order of CHANGE_CAUSES. Their points sum to the difference. */
  readonly causes: readonly CausePart[];
}

/**
 * Finds out why scores changed from one day to another, stock by stock. Cause by cause, the inputs of the former day are
 * replaced by those of the later one, and the whole day is scored again, so that the differences of the rounded scores
 * add up.
 *
 * Days that stocks share are scored once.
 */
export class Attribution {
  readonly #days: TwoDays;
  readonly #scored = new Map<CrossSection, Map<Method, DayScores>>();

  /** @param known days that were scored before */
  constructor(days: TwoDays, known: readonly DayScores[] = []) {
    this.#days = days;
    for (const day of known) this.#keep(day);
  }

  /**
   * Explains the change of one stock's scores in both modes.
   *
   * It pauses before each day that it scores, so that the caller can let other work in between.
   *
   * @param figuresAt the figures of the stock on the later day, with another close (₹) than that day's
   * @returns null where the stock is not scored on both days
   */
  *explain(
    ticker: Ticker,
    figuresAt: (close: number) => FiguresAtClose,
  ): Generator<undefined, Readonly<Record<Mode, AttributedChange>> | null> {
    const { before, byMethod, revised, after } = this.#days;
    const [first, last] = [stockOf(before.section, ticker), stockOf(after.section, ticker)];
    const derived = stockOf(byMethod, ticker);
    if (first === null || last === null || derived === null) return null;
    const group = groupOf(last);
    const grouped = withGroup(derived, group);
    const found = stockOf(revised, ticker);
    const recorded = found === null ? grouped : withGroup(found, group);
    const close = recorded.section.features.close[recorded.at];
    const atClose = figuresAt(close);
    const withOwnFacts = withFacts(recorded, last, atClose);
    const withOwnPrices = withInputs(recorded, last);

    const states: ScoreParts[][] = [];
    for (const [{ section, at }, method] of [
      [first, before.method],
      [grouped, after.method],
      [recorded, after.method],
      [{ section: withOwnFacts, at: recorded.at }, after.method],
      [{ section: withOwnPrices, at: recorded.at }, after.method],
      [last, after.method],
    ] as const) {
      if (this.#known(section, method) === undefined) yield;
      const isShared = [before.section, byMethod, revised, after.section].includes(section);
      const day = this.#known(section, method) ?? scoreDay(section, method);
      if (isShared) this.#keep(day);
      states.push(MODES.map((mode) => dayParts(day, mode, at)));
    }
    const words: readonly string[] = [
      methodInWords(before.method, after.method, first, group),
      revisionsInWords(derived, found, before.section.date),
      // What moves with the close alone is no fact.
      factsInWords(recorded, { section: withOwnFacts, at: recorded.at }),
      pricesInWords(recorded, last, atClose.close),
      peersInWords(recorded, last),
    ];
    const changes = MODES.map((_, m) =>
      changeOf(
        states.map((parts) => parts[m]),
        words,
      ),
    );
    return Object.fromEntries(MODES.map((mode, m) => [mode, changes[m]])) as Record<Mode, AttributedChange>;
  }

  #known(section: CrossSection, method: Method): DayScores | undefined {
    return this.#scored.get(section)?.get(method);
  }

  #keep(day: DayScores): void {
    const ofSection = this.#scored.get(day.section) ?? new Map<Method, DayScores>();
    this.#scored.set(day.section, ofSection.set(day.method, day));
  }
}

/** @param states the parts of the score before, and after each cause */
function changeOf(states: readonly ScoreParts[], words: readonly string[]): AttributedChange {
  const values = states.map(valueOf);
  const causes = CHANGE_CAUSES.map((cause, k) => {
    const points = round2(values[k + 1] - values[k]);
    return { cause, points, sentence: `${words[k]}: ${effectInWords(points, states[k], states[k + 1])}.` };
  });
  return { before: values[0], after: values[values.length - 1], causes };
}

/** The parts sum to the score. */
const valueOf = (parts: ScoreParts): Points =>
  round2(Object.values(parts).reduce((sum, points) => sum + points, 0));
