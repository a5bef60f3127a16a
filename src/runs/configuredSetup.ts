import { findMethodFile } from '../method/findMethodFile.js';
import type { Settings } from '../settings.js';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';
import { loadMethodOf, loadSetup, type ScoringSetup, type StoredMethod } from './scoringSetup.js';

/** A method that a setting names. */
interface NamedMethod extends StoredMethod {
  readonly variable: 'METHOD' | 'METHODS';
  /** As it stands in the setting. */
  readonly text: string;
  readonly file: string;
}

/**
 * Reads the methods that the settings name, and what else scores depend on.
 *
 * @throws UserError for a file that cannot be read or used, and for methods that cannot be told apart
 */
export async function configuredSetup({
  methods: { served, scored },
  sessions: { quorum },
}: Pick<Settings, 'methods' | 'sessions'>): Promise<ScoringSetup> {
  const first = await load('METHOD', served);
  const listed = await Promise.all(scored.map((text) => load('METHODS', text)));
  refuseTwice(listed);
  const others = listed.filter(({ file }) => file !== first.file);
  refuseSameNames([first, ...others]);
  return {
    ...(await loadSetup(first.file)),
    sessionQuorum: quorum,
    others: others.map(({ method, methodDocument, thresholdSet }) => ({
      method,
      methodDocument,
      thresholdSet,
    })),
  };
}

async function load(variable: NamedMethod['variable'], text: string): Promise<NamedMethod> {
  try {
    const file = await findMethodFile(text);
    return { variable, text, file, ...(await loadMethodOf(file)) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${variable} cannot be used. ${error.message}`);
  }
}

function refuseTwice(listed: readonly NamedMethod[]): void {
  for (const [k, { file, text }] of listed.entries()) {
    const former = listed.slice(0, k).find((other) => other.file === file);
    if (former === undefined) continue;
    const as = former.text === text ? '' : `, also as "${shown(former.text)}"`;
    throw new UserError(
      `METHODS: expected each method once, got "${shown(text)}" twice${as}: remove one of them.`,
    );
  }
}

function refuseSameNames(methods: readonly NamedMethod[]): void {
  for (const [k, { file, method, variable }] of methods.entries()) {
    const former = methods.slice(0, k).find((other) => other.method.name === method.name);
    if (former === undefined) continue;
    throw new UserError(
      `${variable}: expected methods of different names, got "${shown(method.name)}" in ${former.file} and in ${file}: ` +
        'change the name in one of them.',
    );
  }
}
