import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';
import { fileFault } from '../../fileFault.js';
import { UserError } from '../../userError.js';
import type { Feed, FeedPlace } from './feed.js';
import { feedsFile, type WrittenFeed } from './feedsFile.js';
import { VARIABLE } from './variable.js';

/** The path of the feeds that are used where none is named. */
export const DEFAULT_FEEDS = fileURLToPath(new URL('../../../config/feeds.yaml', import.meta.url));

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the feeds of a file. A feed whose headers name a variable that is not set is off, and says so; the others work.
 *
 * @param env where headers take their secrets from
 * @throws UserError with every fault of the file, each with the path of its key
 */
export async function loadFeeds(file = DEFAULT_FEEDS, env: Environment = {}): Promise<readonly Feed[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`Expected feeds at ${file}, but it cannot be read: ${fileFault(error)}.`);
  });
  return parseFeeds(text, file, env);
}

/**
 * Parses the text of a file of feeds.
 *
 * @param file the name of the file in errors
 * @throws UserError with every fault of the file
 */
export function parseFeeds(text: string, file: string, env: Environment = {}): readonly Feed[] {
  const refuse = (faults: readonly string[]): never => {
    throw new UserError(
      `The feeds of ${file} cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}\n` +
        'Fix the file (docs/feeds.md); no feed was asked.',
    );
  };
  const document = parseDocument(text);
  if (document.errors.length > 0) refuse(document.errors.map(({ message }) => message));
  const parsed = feedsFile.safeParse(plain(document, refuse));
  if (!parsed.success) {
    return refuse(
      parsed.error.issues.map(({ path, message }) => `${path.join('.') || '(file)'}: ${message}`),
    );
  }
  return parsed.data.feeds.map((written) => feedOf(written, env));
}

/** Converts YAML to plain values; only this finds an alias without an anchor. */
function plain(
  document: ReturnType<typeof parseDocument>,
  refuse: (faults: readonly string[]) => never,
): unknown {
  try {
    return document.toJS();
  } catch (error) {
    return refuse([(error as Error).message]);
  }
}

function feedOf(written: WrittenFeed, env: Environment): Feed {
  const { name, dataset, format, days, retries, enabled, schedule } = written;
  const missing = missingVariable(written, env);
  const times = (typeof schedule === 'string' ? [schedule] : schedule).map(minutesOf);
  return {
    ...{ name, dataset, format, days, place: placeOf(written, env) },
    times: [...new Set(times)].sort((a, b) => a - b),
    attempts: retries.attempts,
    retry: { firstMs: retries.first_seconds * 1000, longestMs: retries.longest_seconds * 1000 },
    timeoutMs: written.timeout_seconds * 1000,
    quota: written.quota ?? null,
    pauseMs: written.pause_seconds * 1000,
    maxBytes: written.max_bytes,
    off: enabled ? missing : 'enabled is false in the file of feeds',
  };
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function placeOf(
  {
    url,
    folder,
    command = [],
    headers = {},
    redirect_hosts: redirectHosts = [],
    environment = [],
  }: WrittenFeed,
  env: Environment,
): FeedPlace {
  if (folder !== undefined) return { kind: 'folder', folder };
  if (url === undefined) return { kind: 'command', command, environment };
  const filled = Object.entries(headers).map(([name, value]) => [
    name,
    value.replace(VARIABLE, (_whole, variable: string) => env[variable] ?? ''),
  ]);
  return { kind: 'url', url, headers: Object.fromEntries(filled) as Record<string, string>, redirectHosts };
}

/** Returns why a feed cannot work without a variable; null where all are set and can be sent. */
function missingVariable({ headers = {}, environment = [] }: WrittenFeed, env: Environment): string | null {
  for (const [header, value] of Object.entries(headers)) {
    for (const [, variable] of value.matchAll(VARIABLE)) {
      const set = env[variable] ?? '';
      if (set === '')
        return `the header ${header} needs the environment variable ${variable}, which is not set`;
      if (!/^[\t -~]*$/.test(set)) {
        return `the header ${header} needs the environment variable ${variable} in printable ASCII characters`;
      }
    }
  }
  const unset = environment.find((variable) => (env[variable] ?? '') === '');
  return unset === undefined ? null : `the command needs the environment variable ${unset}, which is not set`;
}
