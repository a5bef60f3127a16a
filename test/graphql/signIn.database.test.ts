/** Signing in and one's own account over GraphQL. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anonymousAt, callerAt, callerWithSession, rightsTo, type Caller } from '../../src/access/caller.js';
import { hashPassword } from '../../src/access/passwords/hashPassword.js';
import type { Database } from '../../src/database/database.js';
import { createContext, type Services } from '../../src/graphql/context.js';
import { NO_FACTS, type RequestFacts } from '../../src/graphql/requestFacts.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { dayServices } from '../support/days/dayServices.js';
import { fill } from '../support/days/filledStore.js';
import { execute } from '../support/graphql/execute.js';

const PASSWORD = 'correct horse battery';
const EMAIL = 'asha@example.com';
const SIGN_IN = `mutation In($input: SignInInput!) { signIn(input: $input) {
  user { email } accessToken accessTokenExpiresAt refreshToken session { userAgent current } } }`;
const SET =
  'mutation ($token: String!, $password: String!) { setPassword(token: $token, password: $password) }';
const CHANGE = 'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { version } }';
const DELETE = 'mutation ($password: String!) { deleteMyAccount(password: $password) }';

let database: Database;
let services: Services;
let userId: number;
beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
  services = await dayServices(database);
  await services.keys.start();
  const { rows } = await database.pool.query<{ id: number }>(
    `INSERT INTO users (email, name, role, password_hash) VALUES ($1, 'Asha', 'VIEWER', $2) RETURNING id`,
    [EMAIL, await hashPassword(PASSWORD)],
  );
  userId = rows[0].id;
}, 60_000);
afterAll(async () => {
  await services.keys.stop();
  await closeTestDatabases();
});

const ask = async (
  query: string,
  variables: Readonly<Record<string, unknown>>,
  caller: Caller = anonymousAt('192.0.2.1', rightsTo([])),
  facts: RequestFacts = NO_FACTS,
) => execute(await createContext(services, caller, null, undefined, facts), query, variables);

describe('signIn', () => {
  test('answers tokens, and null where the cookie is set', async () => {
    const cookies: string[] = [];
    const sessionCookie = { set: (secret: string) => cookies.push(secret), clear: () => undefined };
    const facts = { userAgent: 'tests', sessionCookie };
    const withTokens = await ask(SIGN_IN, { input: { email: EMAIL, password: PASSWORD } }, undefined, facts);
    expect(withTokens.data?.['signIn']).toEqual({
      user: { email: EMAIL },
      accessToken: expect.stringMatching(/^goa_/),
      accessTokenExpiresAt: expect.any(String),
      refreshToken: expect.stringMatching(/^gor_/),
      session: { userAgent: 'tests', current: false },
    });
    const input = { email: EMAIL, password: PASSWORD, cookie: true };
    const withCookie = await ask(SIGN_IN, { input }, undefined, facts);
    expect(withCookie.data?.['signIn']).toMatchObject({ accessToken: null, refreshToken: null });
    expect(cookies).toEqual([expect.stringMatching(/^goc_/)]);
    expect((await ask(SIGN_IN, { input })).errors).toMatchObject([
      { message: expect.stringContaining("GreyOak's own pages"), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  test('refuses unknown and known users alike, and then lets them wait', async () => {
    const told: string[] = [];
    for (const [k, email] of ['nobody@example.com', EMAIL].entries()) {
      const caller = anonymousAt(`192.0.2.${20 + k}`, rightsTo([]));
      for (let tries = 0; tries < 6; tries++) {
        const { errors } = await ask(SIGN_IN, { input: { email, password: 'hidden words' } }, caller);
        const text = JSON.stringify(errors).replace(/wait \d+ s|"retryAfter":\d+/g, '…');
        expect(text).not.toContain('hidden');
        told.push(text);
      }
    }
    expect(told.slice(0, 6)).toEqual(told.slice(6));
    expect(told[4]).toContain('"code":"UNAUTHENTICATED"');
    expect(told[5]).toContain('"code":"RATE_LIMITED"');
  });
});

test('setPassword refuses a token that is not good', async () => {
  const { errors } = await ask(SET, { token: 'gol_x', password: PASSWORD });
  expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
});

test('changePassword and deleteMyAccount are for users who have signed in', async () => {
  const input = { current: PASSWORD, next: 'seven quiet rivers' };
  for (const [query, variables] of [
    [CHANGE, { input }],
    [DELETE, { password: PASSWORD }],
  ] as const) {
    const { errors } = await ask(query, variables, callerAt('192.0.2.1'));
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  }
  const caller = callerWithSession('192.0.2.1', { id: 1 }, { id: userId, role: 'VIEWER' });
  expect((await ask(CHANGE, { input: { ...input, current: 'x' } }, caller)).errors).toMatchObject([
    { extensions: { code: 'BAD_USER_INPUT' } },
  ]);
  expect((await ask(CHANGE, { input }, caller)).data).toEqual({ changePassword: { version: 2 } });
  expect((await ask(DELETE, { password: input.next }, caller)).data).toEqual({ deleteMyAccount: true });
  expect((await database.pool.query('SELECT id FROM users WHERE id > 0')).rows).toEqual([]);
});
