import { Field, Float, ID, ObjectType } from 'type-graphql';
import type { RiskRow } from '../../books/risk/riskBook.js';
import type { Snapshot } from '../../books/snapshot.js';
import { observationsOf } from '../../database/riskRow.js';
import { tickerOf } from '../../market/ticker.js';
import type { Assessment } from '../../risk/assessment.js';
import { assessmentOf } from '../../risk/assessmentOf.js';
import { levelOf } from '../../risk/levelOf.js';
import type { RiskLevel } from '../../risk/names.js';
import type { RiskMethod } from '../../risk/riskMethod.js';
import type { IsoDate } from '../../scoring/names.js';
import { connectionOf } from '../connection/connectionOf.js';
import { encodeId, type IdKind } from '../ids.js';
import { Node } from '../relay/node.js';
import { DateScalar } from '../scalars.js';
import { Stock } from '../stock/stock.js';
import { wholeNumber } from '../wholeNumber.js';
import { NOT_A_FORECAST } from './notAForecast.js';
import { RiskLevelEnum } from './riskEnums.js';
import { RiskFactor } from './riskFactor.js';
import type { RiskKey } from './riskLoaders.js';
import { RiskPart } from './riskPart.js';

export const RISK_IDS: IdKind<RiskKey> = {
  type: 'Risk',
  parts: ({ runId, ticker }) => [runId, ticker],
  key: ([run = '', symbol = '']) => {
    const [runId, ticker] = [wholeNumber(run), tickerOf(symbol)];
    return runId === null || ticker === null ? null : { runId, ticker };
  },
};

@ObjectType('Risk', {
  implements: Node,
  simpleResolvers: true,
  description:
    'How risky one stock is on one session, beside its score and never inside it: the weighted sum of six parts, each ' +
    `with its interval, its reason and what is missing. A run stores a risk once, and it never changes. ${NOT_A_FORECAST}`,
})
export class Risk implements Node {
  @Field(() => DateScalar, {
    description:
      'The session. The risk is assessed from what was known at its close, and from nothing later.',
  })
  readonly date: IsoDate;

  @Field(() => Float, {
    description: 'Sum of weight × RiskPart.counted, 0 (safe) to 100 (risky), to two decimals.',
  })
  readonly value: number;

  @Field(() => Float, {
    description:
      'Sum of weight × RiskPart.lower. The interval of the risk is wider than 95 %, as all parts are rarely at their ends ' +
      'together.',
  })
  readonly lower: number;

  @Field(() => Float, { description: 'Sum of weight × RiskPart.upper.' })
  readonly upper: number;

  @Field(() => Float, {
    description:
      'Sum of weight × (the value of an OK part, `upper` of any other): what the level is judged by, so that knowing less ' +
      'never looks safer.',
  })
  readonly judged: number;

  /** Each is kept, because a compiled operation reads a property several times. */
  #id: string | undefined;
  #stock: Stock | undefined;
  #parts: RiskPart[] | undefined;
  #factors: RiskFactor[] | undefined;
  #assessment: Assessment | undefined;

  /** @param former the risks before this one that were read with it, the newest first; null where none were read */
  constructor(
    readonly row: RiskRow,
    readonly method: RiskMethod,
    readonly former: readonly RiskRow[] | null = null,
  ) {
    this.date = row.day;
    this.value = row.value;
    this.lower = row.lower;
    this.upper = row.upper;
    this.judged = row.judged;
  }

  /** Makes the risk of a row, with the method of its run. */
  static of(row: RiskRow, snapshot: Pick<Snapshot, 'riskMethod'>, former: readonly RiskRow[] | null = null) {
    return new Risk(row, snapshot.riskMethod(row.method_hash), former);
  }

  @Field(() => ID, {
    description: 'Opaque id. It never changes: assessing the day again makes another risk with another id.',
  })
  get id(): string {
    return (this.#id ??= encodeId(RISK_IDS, { runId: this.row.run_id, ticker: this.row.ticker }));
  }

  @Field(() => Stock, { description: 'The stock that is assessed.' })
  get stock(): Stock {
    return (this.#stock ??= new Stock(this.row));
  }

  @Field(() => RiskLevelEnum, { description: 'The level that `judged` falls into.' })
  get level(): RiskLevel {
    return levelOf(this.row.judged, this.method);
  }

  @Field(() => [RiskPart], { description: 'Always all six parts, in the order of the enum.' })
  get parts(): RiskPart[] {
    return (this.#parts ??= this.#assessed.parts.map((part) => new RiskPart(part, this.method)));
  }

  @Field(() => [RiskFactor], {
    description:
      'The parts that count much, the largest contribution first; those that are MISSING come last. Empty for a safe stock.',
  })
  get factors(): RiskFactor[] {
    return (this.#factors ??= this.#assessed.factors.map((factor) => new RiskFactor(factor)));
  }

  @Field(() => String, { description: 'Name of the method of risk, such as greyoak-risk-1.0.' })
  get methodName(): string {
    return this.method.name;
  }

  @Field(() => String, {
    description: "SHA-256 of the canonical JSON of the method's parameters, 64 hexadecimal digits.",
  })
  get methodHash(): string {
    return this.row.method_hash;
  }

  get #assessed(): Assessment {
    return (this.#assessment ??= assessmentOf(observationsOf(this.row), this.method));
  }
}

export const RiskConnection = connectionOf(Risk, {
  name: 'Risk',
  description: 'A page of risks.',
});
export type RiskConnection = InstanceType<typeof RiskConnection>;
