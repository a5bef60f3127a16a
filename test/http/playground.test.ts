import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';
import { appWith, closeApps } from '../support/http/app.js';

let playgroundFolder: string;
const PAGE = '<!doctype html><title>GreyOak playground</title>';

beforeAll(async () => {
  playgroundFolder = await temporaryFolder();
  await mkdir(join(playgroundFolder, 'assets'));
  await writeFile(join(playgroundFolder, 'index.html'), PAGE);
  await writeFile(join(playgroundFolder, 'assets', 'index-4f2a.js'), 'export {};');
});
afterAll(() => remove(playgroundFolder));
afterEach(closeApps);

describe('/playground', () => {
  test.each(['/', '/playground/'])('is where %s leads', async (url) => {
    const app = await appWith({ playgroundFolder });
    const response = await app.inject(url);
    expect([response.statusCode, response.headers['location']]).toEqual([302, '/playground']);
  });

  test('serves the page, and lets it load nothing else', async () => {
    const app = await appWith({ playgroundFolder });
    const response = await app.inject('/playground');
    expect([response.statusCode, response.body]).toEqual([200, PAGE]);
    expect(response.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    const policy = String(response.headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
  });

  test('lets browsers keep hashed files without asking again', async () => {
    const app = await appWith({ playgroundFolder });
    const response = await app.inject('/playground/assets/index-4f2a.js');
    expect([response.statusCode, response.body]).toEqual([200, 'export {};']);
    expect(response.headers).toMatchObject({
      'content-type': 'application/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
  });

  test.each([
    '/playground/assets/gone.js',
    '/playground/..%2f..%2fpackage.json',
    '/playground/../package.json',
  ])('serves nothing at %s', async (url) => {
    const app = await appWith({ playgroundFolder });
    const response = await app.inject(url);
    expect(response.statusCode).toBe(404);
    expect(response.json().errors[0].extensions.code).toBe('NOT_FOUND');
  });

  test('says what to do where the page is not built', async () => {
    const app = await appWith({ playgroundFolder: join(playgroundFolder, 'nowhere') });
    const response = await app.inject('/playground');
    expect(response.statusCode).toBe(503);
    expect(response.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(response.body).toBe(
      'The playground is not built yet: run "npm run build", then start the server again. ' +
        'GraphQL is at /graphql.\n',
    );
  });
});
