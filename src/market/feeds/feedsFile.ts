import { z } from 'zod';
import { dayOf } from '../day.js';
import { DATASETS } from '../datasets/datasets.js';
import { ADAPTERS } from '../imports/adapters/adapters.js';
import { badPlaceholder, beforeDate, hasDate, PLACEHOLDERS, withDate } from './datePlaceholder.js';
import { FEED_DAYS } from './feed.js';
import { VARIABLE } from './variable.js';

const MIB = 1024 * 1024;
const NAMES = DATASETS.map(({ name }) => name) as [string, ...string[]];
/** `greyoak` is the import format. */
const FORMATS: ReadonlySet<string> = new Set(['any', 'greyoak', ...ADAPTERS.map(({ name }) => name)]);
const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;

const time = z.string().regex(TIME, 'expected a time in India such as "19:00", in quotation marks');
const variable = z.string().regex(/^[A-Za-z_]\w*$/, 'expected the name of an environment variable');
const seconds = (least: number, most: number) => z.number().min(least).max(most);

/** An address that each day can be written into. */
const url = z.string().superRefine((text, context) => {
  const wrong = badPlaceholder(text);
  const fault = wrong !== null ? `expected ${PLACEHOLDERS}, got "${wrong}"` : faultOf(text);
  if (fault !== null) context.addIssue({ code: 'custom', message: fault });
});

function faultOf(text: string): string | null {
  const address = withDate(text, dayOf('2024-07-05'));
  if (!URL.canParse(address)) return 'expected a URL such as https://example.com/{date:yyyyMMdd}.csv';
  const { protocol, username, password, hash, host } = new URL(address);
  if (!/^https?:$/.test(protocol)) return 'expected a URL of https or http';
  if (username + password !== '') {
    return 'expected no user and no password in a URL: write a header, whose value names a variable of the environment';
  }
  // Turns and secrets are of one host.
  const start = beforeDate(text);
  if (!URL.canParse(start) || new URL(start).host !== host) {
    return 'expected the same host on each day: write the date behind it';
  }
  return hash === '' ? null : 'expected no # in a URL, which no server gets: remove it and what follows';
}

/** Headers that we set ourselves, or that would break the exchange of messages. */
const OURS =
  /^(host|connection|content-length|transfer-encoding|accept-encoding|if-.*|range|upgrade|te|expect)$/i;
const headers = z.record(
  z
    .string()
    .regex(/^[!#$%&'*+.^_`|~\dA-Za-z-]+$/, 'expected the name of a header')
    .refine((name) => !OURS.test(name), 'expected a header that greyoak does not set itself'),
  z
    .string()
    .regex(/^[\t -~]*$/, 'expected printable ASCII characters')
    .refine(
      (value) => !value.replace(VARIABLE, '').includes('${'),
      'expected ${NAME}, with the name of an environment variable',
    ),
);

/** No system takes a path or an argument with NUL. */
const path = z
  .string()
  .min(1)
  .regex(/^[^\0]*$/, 'expected a text without NUL');

/** A program and its arguments: no shell reads them. */
const command = z
  .array(path)
  .min(1)
  .superRefine((parts, context) => {
    parts.forEach((part, at) => {
      const wrong = hasDate(part) ? badPlaceholder(part) : null;
      if (wrong === null) return;
      context.addIssue({ code: 'custom', path: [at], message: `expected ${PLACEHOLDERS}, got "${wrong}"` });
    });
  });

const feed = z
  .strictObject({
    name: z
      .string()
      .regex(
        /^[a-z][a-z0-9-]{0,39}$/,
        'expected up to 40 lower-case letters, digits and -, with a letter first',
      ),
    enabled: z.boolean().default(true),
    dataset: z.enum(NAMES),
    format: z
      .string()
      .refine(
        (name) => FORMATS.has(name),
        'expected any, greyoak, or the name of an adapter (docs/sources.md)',
      )
      .default('any'),
    url: url.optional(),
    folder: path.optional(),
    command: command.optional(),
    headers: headers.optional(),
    redirect_hosts: z.array(z.hostname()).optional(),
    environment: z.array(variable).optional(),
    schedule: z.union([time, z.array(time).min(1).max(24)]).default('19:00'),
    days: z.enum(FEED_DAYS).default('sessions'),
    retries: z
      .strictObject({
        attempts: z.int().min(1).max(20).default(5),
        first_seconds: seconds(0.1, 3_600).default(5),
        longest_seconds: seconds(0.1, 86_400).default(300),
      })
      .prefault({}),
    timeout_seconds: seconds(0.1, 600).default(60),
    quota: z.int().min(1).max(1_000_000).optional(),
    pause_seconds: seconds(0, 3_600).default(3),
    max_bytes: z
      .int()
      .min(1)
      .max(1024 * MIB)
      .default(64 * MIB),
  })
  .superRefine((given, context) => {
    const add = (path: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [path], message });
    const places = (['url', 'folder', 'command'] as const).filter((key) => given[key] !== undefined);
    if (places.length !== 1) {
      const got = places.length === 0 ? 'none' : places.join(' and ');
      add(places[1] ?? 'url', `expected exactly one of url, folder and command, got ${got}`);
    }
    const [place] = places;
    for (const key of ['headers', 'redirect_hosts'] as const) {
      if (given[key] !== undefined && place !== 'url') add(key, 'expected it with a url only');
    }
    if (given.environment !== undefined && place !== 'command') {
      add('environment', 'expected it with a command only');
    }
  });

/** The content of config/feeds.yaml. */
export const feedsFile = z.strictObject({
  feeds: z
    .array(feed)
    .max(200)
    .superRefine((feeds, context) => {
      feeds.forEach(({ name }, at) => {
        if (feeds.findIndex((one) => one.name === name) === at) return;
        const message = `expected each name once, got "${name}" again`;
        context.addIssue({ code: 'custom', path: [at, 'name'], message });
      });
    }),
});

export type WrittenFeed = z.infer<typeof feed>;
