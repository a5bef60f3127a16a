/** Signing in by the playground, in a browser, from the link for a password on. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { NO_ACTOR } from '../../src/access/audit/auditEntry.js';
import { Users } from '../../src/access/users/users.js';
import { createApi, type Api } from '../../src/api.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import { servicesOf } from '../../src/services.js';
import { readSettings } from '../../src/settings.js';
import { testAuthKey } from '../support/access/testAuthKey.js';
import { describeInBrowser, isBrowserThere, startBrowser } from '../support/browser/inBrowser.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { makeCertificate } from '../support/network/certificate.js';
import { configurations } from '../support/network/configurations.js';
import { describeWithProxy } from '../support/network/describeWithProxy.js';
import { HOST } from '../support/network/proxyClient.js';
import { startWebProxy } from '../support/network/webProxy.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';

const PASSWORD = 'seven grey oaks by the river';

let browser: Browser;
let api: Api;
let port: number;
let token: string;
/** The same service behind a proxy, and the token of another user. */
let behind: Api;
let tokenOfRavi: string;
const other = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html');
  response.end('<title>A page of another port</title>');
});
beforeAll(async () => {
  if (!isBrowserThere) return;
  browser = await startBrowser(
    '--disable-quic',
    '--disable-component-update',
    `--host-resolver-rules=MAP ${HOST} 127.0.0.1`,
  );
  const database = await openTestDatabase();
  const read = (env: Readonly<Record<string, string>>) => ({
    ...readSettings({ ACCESS: 'closed', ...env }),
    logLevel: 'silent' as const,
  });
  const settings = read({});
  const services = servicesOf(database, await loadSetup(), settings, { authKey: testAuthKey });
  const asha = { email: 'asha@example.com', name: 'Asha', role: 'ADMIN' } as const;
  const { link } = await new Users(database).add(asha, NO_ACTOR);
  token = link?.token ?? '';
  const ravi = { email: 'ravi@example.com', name: 'Ravi', role: 'VIEWER' } as const;
  tokenOfRavi = (await new Users(database).add(ravi, NO_ACTOR)).link?.token ?? '';
  const proxied = read({ BASE_PATH: '/greyoak', TRUSTED_PROXIES: '127.0.0.1', TRUSTED_HOSTS: HOST });
  behind = await createApi({ settings: proxied, state: () => ({ services, access: 'closed' }) });
  await behind.app.listen({ host: '127.0.0.1', port: 0 });
  api = await createApi({ settings, state: () => ({ services, access: 'closed' }) });
  await api.app.listen({ host: '127.0.0.1', port: 0 });
  ({ port } = api.app.server.address() as AddressInfo);
  await once(other.listen(0, '127.0.0.1'), 'listening');
}, 120_000);
afterAll(async () => {
  other.close();
  await browser?.close();
  await api?.app.close();
  await behind?.app.close();
  await closeTestDatabases();
});

/** Sends a query from the page that is open, and returns the kind of its caller, or why there is no answer. */
const WHO = `(async (url, headers) => {
  try {
    const body = JSON.stringify({ query: '{ me { kind } }' });
    const init = { method: 'POST', credentials: 'include', headers: { 'content-type': 'application/json', ...headers }, body };
    return (await (await fetch(url, init)).json()).data.me.kind;
  } catch (error) {
    return error.name;
  }
})`;
/** Opens a socket from the page that is open, and returns the kind of its caller, or the code that it was closed with. */
const WHO_BY_SOCKET = `((url) => new Promise((resolve) => {
  const socket = new WebSocket(url, 'graphql-transport-ws');
  socket.onopen = () => socket.send('{"type":"connection_init"}');
  socket.onclose = ({ code }) => resolve(code);
  socket.onmessage = ({ data }) => {
    const { type, payload } = JSON.parse(data);
    if (type === 'connection_ack')
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: '{ me { kind } }' } }));
    if (type === 'next') resolve(payload.data.me.kind);
  };
}))`;

describeInBrowser('the playground of a closed service', () => {
  test('sets a password by a link, signs in by a cookie that counts for its own pages, and signs out', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const own = `http://127.0.0.1:${port}`;
    const who = async (headers: object) =>
      page.evaluate(`${WHO}(${JSON.stringify(`${own}/graphql`)}, ${JSON.stringify(headers)})`);
    const socket = () =>
      page.evaluate(`${WHO_BY_SOCKET}(${JSON.stringify(`${own.replace('http', 'ws')}/graphql`)})`);
    const said = page.locator('.account output');

    await page.goto(`${own}/playground#password=${token}`);
    const setting = page.getByRole('dialog', { name: 'Set your password' });
    expect(await page.evaluate('location.hash')).toBe('');
    await setting.getByLabel('Password', { exact: true }).fill('short');
    await setting.getByLabel('Password again').fill('short');
    await setting.getByRole('button', { name: 'Set password' }).click();
    await setting.getByText('Expected a password of 12 to 128 characters').waitFor();
    await setting.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await setting.getByLabel('Password again').fill(PASSWORD);
    await setting.getByRole('button', { name: 'Set password' }).click();

    const signing = page.getByRole('dialog', { name: 'Sign in' });
    await signing.getByLabel('E-mail').fill('asha@example.com');
    await signing.getByLabel('Password').fill('another password');
    await signing.getByRole('button', { name: 'Sign in' }).click();
    await signing.getByText('Expected the e-mail address and password').waitFor();
    await signing.getByLabel('Password').fill(PASSWORD);
    await signing.getByRole('button', { name: 'Sign in' }).click();
    await said.getByText('You are Asha (ADMIN).').waitFor();

    expect(await context.cookies()).toMatchObject([
      { name: `greyoak_${port}`, httpOnly: true, sameSite: 'Strict', path: '/' },
    ]);
    expect(await page.evaluate('document.cookie')).toBe('');
    expect(await page.evaluate('JSON.stringify([localStorage, sessionStorage])')).not.toMatch(
      /go[a-z]_|oaks/,
    );
    expect([await who({ 'x-greyoak': '1' }), await who({}), await socket()]).toEqual([
      'USER',
      'ANONYMOUS',
      'USER',
    ]);

    // Browsers send the cookie from other ports of the same host. Such a page may open a socket, but not as the user.
    await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`);
    expect([await who({ 'x-greyoak': '1' }), await who({}), await socket()]).toEqual([
      'TypeError',
      'TypeError',
      'ANONYMOUS',
    ]);

    await page.goto(`${own}/playground`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await said.getByText('You ask without a credential.').waitFor();
    expect([await context.cookies(), await who({ 'x-greyoak': '1' })]).toEqual([[], 'ANONYMOUS']);
    await context.close();
  }, 60_000);

  describeWithProxy('nginx', 'behind nginx, below a path', () => {
    test('signs in by a cookie for TLS alone, which sockets use, too', async () => {
      const folder = await temporaryFolder();
      const certificate = await makeCertificate({ folder, called: 'proxy', host: HOST });
      const { port: ofService } = behind.app.server.address() as AddressInfo;
      const proxy = await startWebProxy({
        program: 'nginx',
        text: configurations.nginxBelow,
        port: ofService,
        certificate,
      });
      const context = await browser.newContext({ ignoreHTTPSErrors: true });
      try {
        const page = await context.newPage();
        const own = `${HOST}:${proxy.httpsPort}/greyoak`;
        await page.goto(`https://${own}/#password=${tokenOfRavi}`);
        const setting = page.getByRole('dialog', { name: 'Set your password' });
        await setting.getByLabel('Password', { exact: true }).fill(PASSWORD);
        await setting.getByLabel('Password again').fill(PASSWORD);
        await setting.getByRole('button', { name: 'Set password' }).click();
        const signing = page.getByRole('dialog', { name: 'Sign in' });
        await signing.getByLabel('E-mail').fill('ravi@example.com');
        await signing.getByLabel('Password').fill(PASSWORD);
        await signing.getByRole('button', { name: 'Sign in' }).click();
        await page.locator('.account output').getByText('You are Ravi (VIEWER).').waitFor();
        expect(await context.cookies()).toMatchObject([
          { name: '__Host-greyoak', secure: true, httpOnly: true, sameSite: 'Strict', path: '/' },
        ]);
        expect(await page.evaluate(`${WHO_BY_SOCKET}("wss://${own}/graphql")`)).toBe('USER');
      } finally {
        await context.close();
        await proxy.stop();
        await remove(folder);
      }
    }, 60_000);
  });
});
