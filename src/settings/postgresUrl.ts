import { z } from 'zod';
import { parametersRemedy } from './parametersRemedy.js';
import type { Setting } from './setting.js';

const FORM = 'postgres://user:password@host:port/database';

/** A setting that holds the URL of a PostgreSQL; undefined where there is none. */
export function postgresUrl(variable: string, description: string): Setting<string | undefined> {
  return {
    variable,
    schema: z
      .string()
      .refine((url) => url === '' || remedyFor(url) === null)
      .transform((url) => (url === '' ? undefined : url)),
    expected: 'a URL that starts with postgres:// or postgresql://',
    default: '',
    description,
    redact: schemeOnly,
    remedy: (url) => remedyFor(url) ?? '',
  };
}

/** Returns what to do about a URL that cannot be used; null for one that can. It repeats nothing of the URL. */
function remedyFor(url: string): string | null {
  if (/\s/.test(url)) return 'leave no blanks in it, and write one in a password as %20';
  if (!/^postgres(ql)?:\/\/\S+$/.test(url)) return `write it as ${FORM}`;
  if (holdsReserved(url)) {
    return (
      'the user or the password holds a reserved sign: encode it with %, that is @ as %40, / as %2F, : as %3A, # as %23, ' +
      '? as %3F and % as %25'
    );
  }
  if (!URL.canParse(url) || !hasUsablePort(new URL(url)))
    return `write it as ${FORM}, with a port from 1 to 65535`;
  return parametersRemedy(url);
}

/** Whether the port is one that a server can listen on, or is left to the default. */
const hasUsablePort = ({ port, searchParams }: URL): boolean =>
  [port, searchParams.get('port') ?? ''].every(
    (text) => text === '' || (/^\d+$/.test(text) && Number(text) > 0 && Number(text) <= 65_535),
  );

/**
 * Whether a reserved sign stands in the user or the password. Parsers of URLs disagree about what these signs end, and
 * take a part of the password for a host, a port or a database, which messages show.
 */
function holdsReserved(url: string): boolean {
  const rest = url.slice(url.indexOf('://') + '://'.length);
  const [credentials, ...others] = rest.split('@');
  if (rest.includes('#') || others.length > 1) return true;
  if (others.length === 0) return false;
  const colons = credentials.split(':').length - 1;
  return /[/?]/.test(credentials) || colons > 1 || !isEncoded(credentials);
}

/** Whether each % begins the code of a sign. */
function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** A faulty URL may hold its password in any place, so that nothing but its scheme is safe to show. */
function schemeOnly(url: string): string {
  const scheme = /^postgres(ql)?:\/\//i.exec(url);
  return scheme === null ? 'a text without this scheme' : `${scheme[0]}… (the rest may hold a password)`;
}
