import { misspelt } from './misspelt.js';

const MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'];
const OF_TLS = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey'];

/**
 * Returns what to do about parameters of the URL of a PostgreSQL that would be ignored, or taken for others, and leave
 * connections without the TLS that was meant. It repeats nothing of the URL. Null means no fault.
 *
 * @param url one that can be parsed
 */
export function parametersRemedy(url: string): string | null {
  const { searchParams } = new URL(url);
  if (searchParams.getAll('sslmode').some((mode) => !MODES.includes(mode))) {
    return `let sslmode be one of ${MODES.join(', ')}`;
  }
  const names = Object.fromEntries([...searchParams.keys()].map((name) => [name, 'given']));
  const [wrong] = misspelt(names, OF_TLS);
  return wrong === undefined ? null : `write the name of the parameter ${wrong.meant} as we do`;
}
