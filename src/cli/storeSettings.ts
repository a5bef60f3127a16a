import { misspeltIn, readSettings, type Settings } from '../settings.js';
import type { Terminal } from './terminal.js';

/**
 * Reads the settings of a command that works on a store. A misspelt variable is named, because the command may work on
 * another store than the one that was meant.
 *
 * @throws UserError that lists every faulty variable
 */
export function storeSettings({ env, err }: Pick<Terminal, 'env' | 'err'>): Settings {
  const settings = readSettings(env);
  for (const { given, meant } of misspeltIn(env)) {
    err(`greyoak: ${given} is not read: write ${meant} if you mean this setting.\n`);
  }
  return settings;
}
