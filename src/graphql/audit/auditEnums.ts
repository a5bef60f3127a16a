import { registerEnumType } from 'type-graphql';
import type { AuditAction, AuditResult } from '../../access/audit/auditEntry.js';

export const AuditActionEnum = {
  SIGN_IN: 'SIGN_IN',
  SIGN_OUT: 'SIGN_OUT',
  SESSION_REUSED: 'SESSION_REUSED',
  PASSWORD_CHANGED: 'PASSWORD_CHANGED',
  USER_CREATED: 'USER_CREATED',
  USER_CHANGED: 'USER_CHANGED',
  USER_DELETED: 'USER_DELETED',
  KEY_CREATED: 'KEY_CREATED',
  KEY_CHANGED: 'KEY_CHANGED',
  KEY_ROTATED: 'KEY_ROTATED',
  KEY_REVOKED: 'KEY_REVOKED',
  DENIED: 'DENIED',
  IMPORTED: 'IMPORTED',
  BARS_RECORDED: 'BARS_RECORDED',
  WITHDRAWN: 'WITHDRAWN',
  RESCORED: 'RESCORED',
  JOB_RETRIED: 'JOB_RETRIED',
  JOB_CANCELLED: 'JOB_CANCELLED',
  METHOD_CHANGED: 'METHOD_CHANGED',
  REBALANCED: 'REBALANCED',
  EXPORTED: 'EXPORTED',
  UPLOADED: 'UPLOADED',
  DELETED: 'DELETED',
  RESTORED: 'RESTORED',
} as const satisfies Record<AuditAction, AuditAction>;
registerEnumType(AuditActionEnum, {
  name: 'AuditAction',
  description: 'What was done, or was to be done.',
  valuesConfig: {
    SIGN_IN: { description: 'A user signed in.' },
    SIGN_OUT: { description: 'A user signed out, or a user session was ended.' },
    SESSION_REUSED: { description: 'A refresh token was used a second time, which ended its user session.' },
    PASSWORD_CHANGED: { description: 'A password was set or changed, or a link to set it was made.' },
    USER_CREATED: { description: 'A user was made.' },
    USER_CHANGED: { description: 'A user was changed, or was given what the built-in user owned.' },
    USER_DELETED: { description: 'A user was deleted.' },
    KEY_CREATED: { description: 'An API key was made.' },
    KEY_CHANGED: { description: 'An API key was renamed, paused, resumed or given another ceiling.' },
    KEY_ROTATED: { description: 'An API key was given another secret.' },
    KEY_REVOKED: { description: 'An API key was ended.' },
    DENIED: { description: 'A caller lacked a scope, or showed a credential that does not count.' },
    IMPORTED: { description: 'A file was imported as a batch.' },
    BARS_RECORDED: { description: 'Bars were recorded as a batch.' },
    WITHDRAWN: { description: 'Facts were withdrawn.' },
    RESCORED: { description: 'A rescore was queued, or runs were stored.' },
    JOB_RETRIED: { description: 'A job of the queue was made due again.' },
    JOB_CANCELLED: { description: 'A job of the queue was given up.' },
    METHOD_CHANGED: { description: 'The store serves another method.' },
    REBALANCED: { description: 'A portfolio was rebalanced.' },
    EXPORTED: { description: 'Data was exported.' },
    UPLOADED: { description: 'A document was uploaded.' },
    DELETED: { description: 'Something was deleted, such as old entries of the audit.' },
    RESTORED: { description: 'The store was restored from a backup.' },
  },
});

export const AuditResultEnum = {
  DONE: 'DONE',
  DENIED: 'DENIED',
  FAILED: 'FAILED',
} as const satisfies Record<AuditResult, AuditResult>;
registerEnumType(AuditResultEnum, {
  name: 'AuditResult',
  description: 'How an act ended.',
  valuesConfig: {
    DONE: { description: 'It is stored.' },
    DENIED: { description: 'The caller may not do it.' },
    FAILED: { description: 'It was tried, and nothing of it is stored.' },
  },
});
