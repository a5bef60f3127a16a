/** The file of feeds: what it says, and how faults are told. */
import { expect, test } from '@jest/globals';
import { loadFeeds, parseFeeds } from '../../../src/market/feeds/loadFeeds.js';

const URL = 'https://example.com/{date}.csv';
const parse = (feed: object, env = {}) => parseFeeds(JSON.stringify({ feeds: [feed] }), 'feeds.yaml', env);
const fault = (feed: object): string => {
  try {
    parse({ name: 'a', dataset: 'prices', ...feed });
  } catch (error) {
    return (error as Error).message;
  }
  return 'no fault';
};

test('ships examples for the archives of the exchange, all off', async () => {
  const feeds = await loadFeeds();
  expect(feeds.length).toBeGreaterThan(5);
  expect(new Set(feeds.map(({ off }) => off))).toEqual(new Set(['enabled is false in the file of feeds']));
});

test('fills in what a feed leaves out', () => {
  expect(parse({ name: 'a', dataset: 'prices', url: URL })).toEqual([
    {
      ...{ name: 'a', dataset: 'prices', format: 'any', days: 'sessions', times: [19 * 60], off: null },
      place: { kind: 'url', url: URL, headers: {}, redirectHosts: [] },
      ...{ attempts: 5, retry: { firstMs: 5_000, longestMs: 300_000 }, timeoutMs: 60_000 },
      ...{ quota: null, pauseMs: 3_000, maxBytes: 64 * 1024 * 1024 },
    },
  ]);
});

test('fills headers from the environment, and turns a feed off that lacks a variable', () => {
  const feed = { name: 'a', dataset: 'prices', url: URL, headers: { Cookie: 'k=${ONE}; ${TWO}' } };
  const [filled] = parse(feed, { ONE: '1', TWO: '$&' });
  expect(filled).toMatchObject({ off: null, place: { headers: { Cookie: 'k=1; $&' } } });
  expect(parse(feed, { ONE: '1' })[0].off).toBe(
    'the header Cookie needs the environment variable TWO, which is not set',
  );
  expect(parse(feed, { ONE: '1', TWO: 'a\r\nHost: x' })[0].off).toMatch(/TWO in printable ASCII/);
});

test.each([
  [{}, 'feeds.0.url: expected exactly one of url, folder and command, got none'],
  [
    { url: URL, folder: '/in' },
    'feeds.0.folder: expected exactly one of url, folder and command, got url and folder',
  ],
  [{ url: 'example.com' }, 'feeds.0.url: expected a URL such as'],
  [{ url: 'file:///etc/passwd' }, 'feeds.0.url: expected a URL of https or http'],
  [{ url: 'https://me:secret@example.com' }, 'feeds.0.url: expected no user and no password in a URL'],
  [{ url: 'https://example.com/{date:YYYY}' }, 'feeds.0.url: expected {date} (2024-07-05) or'],
  [{ url: 'https://{date:yyyy}.example.com/a' }, 'feeds.0.url: expected the same host on each day'],
  [{ url: 'https://data{date:yyyy}.example.com/a' }, 'feeds.0.url: expected the same host on each day'],
  [{ url: 'http://127.0.0.1:80{date:dd}/a' }, 'feeds.0.url: expected the same host on each day'],
  [{ folder: '/in\0' }, 'feeds.0.folder: expected a text without NUL'],
  [{ command: ['/bin/echo', 'a\0b'] }, 'feeds.0.command.1: expected a text without NUL'],
  [{ url: URL, headers: { Cookie: 'a=${MY-KEY}' } }, 'feeds.0.headers.Cookie: expected ${NAME}'],
  [{ url: URL, format: 'nse-udif' }, 'feeds.0.format: expected any, greyoak, or the name of an adapter'],
  [{ url: 'https://example.com/#a' }, 'feeds.0.url: expected no # in a URL'],
  [{ url: URL, headers: { Host: 'x' } }, 'feeds.0.headers.Host: '],
  [{ url: URL, headers: { Cookie: 'a\nb' } }, 'feeds.0.headers.Cookie: expected printable ASCII'],
  [{ folder: '/in', headers: {} }, 'feeds.0.headers: expected it with a url only'],
  [{ url: URL, environment: ['A'] }, 'feeds.0.environment: expected it with a command only'],
  [{ command: 'curl x' }, 'feeds.0.command: '],
  [{ url: URL, schedule: '7pm' }, 'feeds.0.schedule: '],
  [{ url: URL, schedule: '24:00' }, 'feeds.0.schedule: '],
  [{ url: URL, days: 'trading' }, 'feeds.0.days: '],
  [{ url: URL, dataset: 'stocks' }, 'feeds.0.dataset: '],
  [{ url: URL, name: 'A feed' }, 'feeds.0.name: expected up to 40 lower-case letters'],
  [{ url: URL, retries: { attempts: 0 } }, 'feeds.0.retries.attempts: '],
  [{ url: URL, max_bytes: 2 ** 40 }, 'feeds.0.max_bytes: '],
  [{ url: URL, urll: 1 }, 'feeds.0: '],
])('refuses %j', (feed, message) => {
  expect(fault(feed)).toContain(`\n  ${message}`);
});

test('tells all faults at once, and what is no YAML', () => {
  const feeds = [
    { name: 'a', dataset: 'prices', url: URL, quota: 0 },
    { name: 'a', dataset: 'prices', url: URL },
  ];
  expect(() => parseFeeds(JSON.stringify({ feeds }), 'x.yaml')).toThrow(
    /^The feeds of x\.yaml cannot be used:\n {2}feeds\.0\.quota: .*\n {2}feeds\.1\.name: expected each name once, got "a" again\nFix the file/s,
  );
  expect(() => parseFeeds('feeds: [', 'x.yaml')).toThrow('The feeds of x.yaml cannot be used');
  expect(() => parseFeeds('feeds: *none', 'x.yaml')).toThrow('The feeds of x.yaml cannot be used');
  expect(() => parseFeeds('', 'x.yaml')).toThrow('(file): ');
});

test.each(['https://example.com?day={date}', 'https://example.com{date:/yyyy}', 'http://[::1]:80/{date}'])(
  'takes %s',
  (url) => {
    expect(fault({ url })).toBe('no fault');
  },
);

test('says that the file is missing', async () => {
  await expect(loadFeeds('/no/such/feeds.yaml')).rejects.toThrow(
    'Expected feeds at /no/such/feeds.yaml, but it cannot be read: it does not exist',
  );
});
