/** The audit of the GraphQL-over-HTTP specification that graphql-http brings, against the whole service. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { auditServer, type AuditFail, type AuditResult } from 'graphql-http';
import { startFilledService, type FilledService } from '../support/clients/service.js';

let service: FilledService;
let results: AuditResult[];

beforeAll(async () => {
  service = await startFilledService();
  results = await auditServer({ url: service.endpoint });
  // Answers that were not read keep their connections open.
  await Promise.all(failed().map(({ response }) => response.bodyUsed || response.body?.cancel()));
}, 60_000);

afterAll(() => service.stop());

const failed = () => results.filter((result): result is AuditFail => result.status !== 'ok');

/** Ids, names and reasons of the failures, so that a failing test shows them. */
const listOf = (status: AuditFail['status']) =>
  failed()
    .filter((result) => result.status === status)
    .map(({ id, name, reason }) => `${id} ${name}: ${reason}`);

test('runs all its checks', () => {
  // 13 MUST, 23 SHOULD and 25 MAY in graphql-http 1.23.
  expect(results.length).toBeGreaterThanOrEqual(61);
});

test('finds no error: everything that servers MUST do is done', () => {
  expect(listOf('error')).toEqual([]);
});

test('finds at most three warnings', () => {
  const warnings = listOf('warn');
  expect(warnings.length > 3 ? warnings : []).toEqual([]);
});
