import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { FeedStatus } from '../../database/tables.js';
import type { RebalanceMode } from '../../portfolios/names.js';
import type { IsoDate } from '../../scoring/names.js';
import { connectionOf } from '../connection/connectionOf.js';
import { encodeId } from '../ids.js';
import { JobStatusEnum } from '../jobStatusEnum.js';
import { numberIds } from '../numberIds.js';
import { RebalanceModeEnum } from '../portfolioEnums.js';
import { Node } from '../relay/node.js';
import { DateScalar, DateTimeScalar } from '../scalars.js';
import { Person } from '../user/person.js';
import type { ShownRebalance } from './shownRebalance.js';

export const REBALANCE_IDS = numberIds('Rebalance');

@ObjectType('Rebalance', {
  implements: Node,
  simpleResolvers: true,
  description:
    'What was proposed to be traded for a portfolio, or for all portfolios of a model. No orders are sent.',
})
export class Rebalance implements Node {
  readonly row: ShownRebalance;

  @Field(() => JobStatusEnum, {
    description:
      'State of the work: that of a portfolio has SUCCEEDED, whatever its answer. CANCELLED: it was ended, or will not be ' +
      'executed.',
  })
  readonly status: FeedStatus;

  @Field(() => Int, {
    nullable: true,
    description: 'Version of the model that was followed; null only once that is not known.',
  })
  readonly modelVersion: number | null;

  @Field(() => RebalanceModeEnum, { description: 'Which positions are traded, and how far.' })
  readonly mode: RebalanceMode;

  @Field(() => DateScalar, { description: 'The session that prices are of.' })
  readonly asOf: IsoDate;

  @Field(() => Person, { nullable: true, description: 'Who asked for it; null once that user is deleted.' })
  readonly requestedBy: Person | null;

  @Field(() => DateTimeScalar, { description: 'When it was asked for.' })
  readonly createdAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended; null until then.' })
  readonly finishedAt: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was said what was really traded; null until then.',
  })
  readonly confirmedAt: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it failed; null unless it did. Portfolios that were done before stay.',
  })
  readonly error: string | null;

  @Field(() => Int, { description: 'Grows when it is confirmed or cancelled. A change names it.' })
  readonly version: number;

  constructor(row: ShownRebalance) {
    this.row = row;
    this.status = row.status;
    this.modelVersion = row.modelVersion;
    this.mode = row.mode;
    this.asOf = row.asOf;
    this.requestedBy = row.requestedBy && new Person(row.requestedBy);
    this.createdAt = row.createdAt;
    this.finishedAt = row.finishedAt;
    this.confirmedAt = row.confirmedAt;
    this.error = row.error;
    this.version = row.version;
  }

  @Field(() => ID, { description: 'Opaque id. It never changes.' })
  get id(): string {
    return encodeId(REBALANCE_IDS, this.row.id);
  }
}

export const RebalanceConnection = connectionOf(Rebalance, {
  name: 'Rebalance',
  description: 'A page of rebalances, the newest first.',
});
export type RebalanceConnection = InstanceType<typeof RebalanceConnection>;
