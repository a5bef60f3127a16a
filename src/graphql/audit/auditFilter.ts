import { Field, ID, InputType } from 'type-graphql';
import type { AuditAction, AuditResult } from '../../access/audit/auditEntry.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { API_KEY_IDS } from '../apiKey/apiKey.js';
import { decodeId, type IdKind } from '../ids.js';
import { requireTimes } from '../requireTimes.js';
import { DateTimeScalar } from '../scalars.js';
import { USER_IDS } from '../user/user.js';
import { AuditActionEnum, AuditResultEnum } from './auditEnums.js';

@InputType('AuditFilter', { description: 'Which entries of the audit to list. All conditions must hold.' })
export class AuditFilter {
  @Field(() => DateTimeScalar, { nullable: true, description: 'Entries of this time and later.' })
  readonly from?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Entries before this time.' })
  readonly to?: Date | null;

  @Field(() => [AuditActionEnum], {
    nullable: true,
    description: 'Entries of one of these actions; null: of any; none in the list: no entry.',
  })
  readonly actions?: readonly AuditAction[] | null;

  @Field(() => [AuditResultEnum], {
    nullable: true,
    description: 'Entries with one of these results; null: with any; none in the list: no entry.',
  })
  readonly results?: readonly AuditResult[] | null;

  @Field(() => ID, { nullable: true, description: 'Entries of this user and of its API keys.' })
  readonly userId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Entries of this API key.' })
  readonly apiKeyId?: string | null;
}

/** The conditions of a filter, checked; null stands for a condition that is not set. */
export interface AuditConditions {
  /** In microseconds since 1970. */
  readonly from: number | null;
  readonly to: number | null;
  readonly actions: readonly AuditAction[] | null;
  readonly results: readonly AuditResult[] | null;
  readonly userId: number | null;
  readonly apiKeyId: number | null;
}

/** @throws UserError for an id of another kind, and where `from` is not before `to` */
export function conditionsOf(filter: AuditFilter | null | undefined): AuditConditions {
  const { from = null, to = null, actions = null, results = null, userId, apiKeyId } = filter ?? {};
  requireTimes(from, to);
  return {
    from: from && from.getTime() * 1_000,
    to: to && to.getTime() * 1_000,
    actions: actions && [...new Set(actions)].sort(),
    results: results && [...new Set(results)].sort(),
    userId: numberOf(USER_IDS, 'userId', userId),
    apiKeyId: numberOf(API_KEY_IDS, 'apiKeyId', apiKeyId),
  };
}

function numberOf(kind: IdKind<number>, name: string, id: string | null | undefined): number | null {
  if (id === null || id === undefined) return null;
  const number = decodeId(kind, id);
  if (number !== null) return number;
  throw new UserError(
    `Expected filter.${name} to be the id of a ${kind.type} from an answer of this API, got "${shown(id)}": ` +
      'take it from an entry, or from the field id.',
  );
}
