import { Field, ID, ObjectType } from 'type-graphql';
import type { AuditAction, AuditResult } from '../../access/audit/auditEntry.js';
import { API_KEY_IDS } from '../apiKey/apiKey.js';
import { connectionOf } from '../connection/connectionOf.js';
import { encodeId } from '../ids.js';
import { numberIds } from '../numberIds.js';
import { Node } from '../relay/node.js';
import { DateTimeScalar } from '../scalars.js';
import { USER_IDS } from '../user/user.js';
import { AuditActionEnum, AuditResultEnum } from './auditEnums.js';
import type { AuditRow } from './auditRow.js';

export const AUDIT_ENTRY_IDS = numberIds('AuditEntry');

@ObjectType('AuditEntry', {
  implements: Node,
  simpleResolvers: true,
  description: 'What a caller did, tried to do or was denied. It is never changed.',
})
export class AuditEntry implements Node {
  readonly row: AuditRow;

  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  readonly at: Date;

  @Field(() => AuditActionEnum, { description: 'What was done.' })
  readonly action: AuditAction;

  @Field(() => AuditResultEnum, { description: 'How it ended.' })
  readonly result: AuditResult;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of the user who did it, or who owns the API key; null: none. The user may be deleted.',
  })
  readonly userId: string | null;

  @Field(() => ID, { nullable: true, description: 'Id of the API key that did it; null: none.' })
  readonly apiKeyId: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Address that it was done from; null: the command line, or the service itself.',
  })
  readonly address: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the GraphQL operation, as the client wrote it; null: it had none.',
  })
  readonly operationName: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What was acted on, as a kind and a number, such as ApiKey:7; null: nothing that has one.',
  })
  readonly subject: string | null;

  @Field(() => String, {
    description: 'More about it, as a JSON object: ids, counts and names of fields.',
  })
  readonly details: string;

  @Field(() => String, {
    nullable: true,
    description:
      'HMAC of the entry and all before it, in hexadecimal digits; null until the chain has reached it.',
  })
  readonly hash: string | null;

  constructor(row: AuditRow) {
    this.row = row;
    this.at = new Date(row.at);
    this.action = row.action;
    this.result = row.result;
    this.userId = row.user_id === null ? null : encodeId(USER_IDS, row.user_id);
    this.apiKeyId = row.api_key_id === null ? null : encodeId(API_KEY_IDS, row.api_key_id);
    this.address = row.address;
    this.operationName = row.operation_name;
    this.subject = row.subject;
    this.details = row.details;
    this.hash = row.hash;
  }

  @Field(() => ID, { description: 'Opaque id. It never changes.' })
  get id(): string {
    return encodeId(AUDIT_ENTRY_IDS, this.row.id);
  }
}

export const AuditEntryConnection = connectionOf(AuditEntry, {
  name: 'AuditEntry',
  noun: 'entry',
  description: 'A page of entries of the audit, the newest first.',
});
export type AuditEntryConnection = InstanceType<typeof AuditEntryConnection>;
