import { access } from './settings/access.js';
import { connections } from './settings/connections.js';
import { database } from './settings/database.js';
import { documents } from './settings/documents.js';
import { exports } from './settings/exports.js';
import { feeds } from './settings/feeds.js';
import { http } from './settings/http.js';
import { imports } from './settings/imports.js';
import { limits } from './settings/limits.js';
import { methods } from './settings/methods.js';
import { misspelt, type Misspelt } from './settings/misspelt.js';
import { live } from './settings/live.js';
import { quotas } from './settings/quotas.js';
import { rebalances } from './settings/rebalances.js';
import type { Section, ValuesOf } from './settings/section.js';
import { server } from './settings/server.js';
import { sessions } from './settings/sessions.js';
import { shown } from './shown.js';
import { spellingRemedy } from './settings/spellingRemedy.js';
import { UserError } from './userError.js';
import { webhooks } from './settings/webhooks.js';

export type { HttpSettings } from './settings/http.js';
export type { Limits } from './settings/limits.js';
export type { LiveSettings } from './settings/live.js';
export type { WebhookSettings } from './settings/webhooks.js';

/** What the environment says, read once at the start. */
export interface Settings extends ValuesOf<typeof server>, ValuesOf<typeof database> {
  readonly access: ValuesOf<typeof access>;
  readonly http: ValuesOf<typeof http>;
  readonly connections: ValuesOf<typeof connections>;
  readonly limits: ValuesOf<typeof limits>;
  readonly quotas: ValuesOf<typeof quotas>;
  readonly live: ValuesOf<typeof live>;
  readonly imports: ValuesOf<typeof imports>;
  readonly methods: ValuesOf<typeof methods>;
  readonly sessions: ValuesOf<typeof sessions>;
  readonly exports: ValuesOf<typeof exports>;
  readonly documents: ValuesOf<typeof documents>;
  readonly feeds: ValuesOf<typeof feeds>;
  readonly rebalances: ValuesOf<typeof rebalances>;
  readonly webhooks: ValuesOf<typeof webhooks>;
}

/** Every section, in the order of `.env.example`. */
export const SECTIONS: readonly Section[] = [
  server,
  database,
  access,
  http,
  connections,
  limits,
  quotas,
  live,
  imports,
  methods,
  sessions,
  exports,
  documents,
  feeds,
  rebalances,
  webhooks,
];

/** The names of the variables that are read. */
export const VARIABLES: readonly string[] = SECTIONS.flatMap(({ settings }) =>
  Object.values(settings).map(({ variable }) => variable),
);

export type Environment = Readonly<Record<string, string | undefined>>;

/** Finds variables that look like a misspelling of a setting that is unset. */
export const misspeltIn = (env: Environment): readonly Misspelt[] => misspelt(env, VARIABLES);

/** A variable that cannot be used. */
export interface SettingFault {
  readonly variable: string;
  /** What was expected, and what it is. */
  readonly text: string;
}

/**
 * Reads and validates the environment. An empty variable counts as unset, and variables that greyoak does not know
 * are ignored.
 *
 * @returns the settings, frozen
 * @throws UserError that lists every faulty variable
 *
 * @example
 * readSettings({ PORT: '80' }).port; // 80
 */
export function readSettings(env: Environment): Settings {
  const { settings, faults } = parseSettings(env);
  if (faults.length > 0) throw settingsError(faults.map(({ text }) => text));
  return settings;
}

/** Reads the environment, and lists what cannot be used. The values of faulty variables are left out of the settings. */
export function parseSettings(env: Environment): {
  readonly settings: Settings;
  readonly faults: readonly SettingFault[];
} {
  const faults: SettingFault[] = [];
  const settings = Object.freeze({
    ...read(server, env, faults),
    ...read(database, env, faults),
    access: read(access, env, faults),
    http: read(http, env, faults),
    connections: read(connections, env, faults),
    limits: read(limits, env, faults),
    quotas: read(quotas, env, faults),
    live: read(live, env, faults),
    imports: read(imports, env, faults),
    methods: read(methods, env, faults),
    sessions: read(sessions, env, faults),
    exports: read(exports, env, faults),
    documents: read(documents, env, faults),
    feeds: read(feeds, env, faults),
    rebalances: read(rebalances, env, faults),
    webhooks: read(webhooks, env, faults),
  });
  return { settings, faults };
}

/** Returns the error that lists faults of the environment. */
export function settingsError(faults: readonly string[]): UserError {
  return new UserError(
    `These environment variables cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}\n` +
      'Fix or unset them; .env.example has every variable with its default.',
  );
}

/** Reads one section. A faulty variable is added to `faults`, and its value is left out. */
function read<Part extends Section>(
  { settings }: Part,
  env: Environment,
  faults: SettingFault[],
): ValuesOf<Part> {
  const values: Record<string, unknown> = {};
  for (const [key, setting] of Object.entries(settings)) {
    const { variable, expected } = setting;
    const text = env[variable] || setting.default;
    const misspelling = spellingRemedy(text, setting.isFree ?? false);
    const parsed = setting.schema.safeParse(text);
    if (parsed.success && misspelling === null) values[key] = parsed.data;
    else {
      const got = setting.redact?.(text) ?? `"${shown(text)}"`;
      const remedy = misspelling ?? setting.remedy?.(text);
      const toDo = remedy === undefined ? '' : `: ${remedy}`;
      faults.push({ variable, text: `${variable}: expected ${expected}, got ${got}${toDo}` });
    }
  }
  return Object.freeze(values) as ValuesOf<Part>;
}
