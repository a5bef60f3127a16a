import { refuseUnsafeAccess } from './access/decideAccess.js';
import { refuseMissingAuthKey } from './access/findAuthKey.js';
import { requireOrigin } from './http/cors.js';
import { trustedProxy } from './http/resolveCaller.js';
import { hostFaults } from './http/trustedHosts.js';
import { misspeltIn, parseSettings, settingsError, type Environment, type Settings } from './settings.js';
import { UserError } from './userError.js';

/** A check of settings that depend on each other, or that only a service uses. */
interface Check {
  /** What it reads. It cannot run where one of these is faulty. */
  readonly variables: readonly string[];
  /** @throws UserError for what cannot be used */
  readonly require: (settings: Settings, env: Environment) => void;
}

const CHECKS: readonly Check[] = [
  { variables: ['NODE_ENV', 'DATABASE_URL'], require: refuseMissingStore },
  {
    variables: ['ACCESS', 'HOST', 'NODE_ENV', 'TRUSTED_PROXIES'],
    require: (settings) => refuseUnsafeAccess(settings),
  },
  {
    variables: ['ACCESS', 'AUTH_KEY', 'DATABASE_URL'],
    require: (settings) => refuseMissingAuthKey(settings),
  },
  { variables: ['ALLOWED_ORIGINS'], require: ({ http }) => http.allowedOrigins.forEach(requireOrigin) },
  { variables: ['TRUSTED_HOSTS'], require: ({ http }) => void hostFaults(http.trustedHosts) },
  { variables: ['TRUSTED_PROXIES'], require: ({ http }) => void trustedProxy(http.trustedProxies) },
  { variables: ['NODE_ENV'], require: refuseMisspelt },
];

/**
 * Reads the settings of a service, and checks them together.
 *
 * @throws UserError that lists every fault
 */
export function readServiceSettings(env: Environment): Settings {
  const { settings, faults } = parseSettings(env);
  const found = faults.map(({ text }) => text);
  const faulty = new Set(faults.map(({ variable }) => variable));
  for (const check of CHECKS) {
    if (check.variables.some((variable) => faulty.has(variable))) continue;
    try {
      check.require(settings, env);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      found.push(error.message);
    }
  }
  if (found.length > 0) throw settingsError(found);
  return settings;
}

/**
 * In production the embedded PostgreSQL is used only where it is asked for, because without DATABASE_URL a service would
 * start with an empty store in its working directory, and seem to work.
 */
function refuseMissingStore({ nodeEnv, databaseUrl }: Settings, env: Environment): void {
  if (nodeEnv !== 'production' || databaseUrl !== undefined || env['GREYOAK_HOME']) return;
  throw new UserError(
    'Expected DATABASE_URL, because NODE_ENV is production, got none: set it, or name the folder of an embedded PostgreSQL ' +
      'by GREYOAK_HOME.',
  );
}

/** Settings that guard the service: in production, it must not run without the one that was meant. */
const GUARDS: ReadonlySet<string> = new Set([
  'ACCESS',
  'ALLOWED_ORIGINS',
  'ANONYMOUS_SCOPES',
  'AUTH_KEY',
  'DATABASE_URL',
  'HOST',
  'METRICS_HOST',
  'METRICS_TOKEN',
  'NODE_ENV',
  'PERSISTED_OPERATIONS',
  'TRUSTED_HOSTS',
  'TRUSTED_PROXIES',
]);

function refuseMisspelt({ nodeEnv }: Settings, env: Environment): void {
  const isProduction = (name: string) => nodeEnv === 'production' || env[name] === 'production';
  const found = misspeltIn(env).filter(({ given, meant }) => GUARDS.has(meant) && isProduction(given));
  if (found.length === 0) return;
  const each = found.map(({ given, meant }) => `${meant}, got ${given}`).join('; ');
  throw new UserError(`Expected ${each}: write the name as we do, or unset it.`);
}
