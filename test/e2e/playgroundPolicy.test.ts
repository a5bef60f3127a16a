/** The page of the playground as it is built and served, against the policy that is served with it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { PLAYGROUND_FOLDER } from '../../src/http/playground.js';
import { appWith, closeApps } from '../support/http/app.js';

let app: FastifyInstance;
let page: string;
let policy: ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
  app = await appWith();
  const { body, headers } = await app.inject('/playground');
  page = body;
  policy = new Map(
    String(headers['content-security-policy'])
      .split('; ')
      .map((directive) => directive.split(' '))
      .map(([name, ...sources]) => [name, sources]),
  );
});
afterAll(closeApps);

interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The text up to the next tag. */
  readonly text: string;
}

const tagsOf = (html: string): Tag[] =>
  [...html.matchAll(/<([a-z][\w-]*)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*\/?>([^<]*)/gi)].map(
    ([, name, attributes, text]) => ({
      name: name.toLowerCase(),
      attributes: Object.fromEntries(
        [...attributes.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, key, value = '']) => [key, value]),
      ),
      text: text.trim(),
    }),
  );

/** Relative to the page, so that a proxy may serve it below a path. */
const OWN_FILE = /^playground\/assets\/[\w.-]+$/;

describe('the policy', () => {
  test('allows scripts, workers and requests of the own origin only, and no eval', () => {
    expect(policy.get('default-src')).toEqual(["'none'"]);
    for (const name of ['script-src', 'worker-src', 'connect-src']) {
      expect([name, policy.get(name)]).toEqual([name, ["'self'"]]);
    }
    for (const name of ['base-uri', 'form-action', 'frame-ancestors']) {
      expect([name, policy.get(name)]).toEqual([name, ["'none'"]]);
    }
  });

  test('lets styles, images and fonts load nothing from outside', () => {
    expect(policy.get('style-src')).toEqual(["'self'", "'unsafe-inline'"]);
    expect(policy.get('img-src')).toEqual(["'self'", 'data:']);
    expect(policy.get('font-src')).toEqual(["'self'", 'data:']);
  });
});

describe('the page', () => {
  test('has no script, style or handler of its own, and names files of its own only', async () => {
    const tags = tagsOf(page);
    const named: string[] = [];
    for (const { name, attributes, text } of tags) {
      expect(['base', 'form', 'iframe', 'object', 'embed', 'style']).not.toContain(name);
      expect(Object.keys(attributes).filter((key) => key === 'style' || key.startsWith('on'))).toEqual([]);
      if (name === 'script') {
        expect(text).toBe('');
        named.push(attributes['src'] ?? 'none');
      }
      if (name === 'link') named.push(attributes['href'] ?? 'none');
    }
    expect(named.filter((path) => path.endsWith('.js')).length).toBeGreaterThan(0);
    expect(named.filter((path) => path.endsWith('.css')).length).toBeGreaterThan(0);
    for (const path of named) {
      expect(path).toMatch(OWN_FILE);
      expect([path, (await app.inject(path)).statusCode]).toEqual([path, 200]);
    }
  });

  test('comes without source maps', () => {
    const files = readdirSync(join(PLAYGROUND_FOLDER, 'assets'));
    expect(files.filter((name) => name.endsWith('.map'))).toEqual([]);
    const scripts = files.filter((name) => name.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(0);
    for (const name of scripts) {
      const text = readFileSync(join(PLAYGROUND_FOLDER, 'assets', name), 'utf8');
      expect([name, /^\/\/[#@] sourceMappingURL=/m.test(text)]).toEqual([name, false]);
    }
  });
});
