import { printable } from '../printable.js';
import type { Terminal } from './terminal.js';

/** Returns a function that says on stderr which other process a command waits for. */
export const sayAwaited =
  ({ err }: Terminal) =>
  (awaited: string): void =>
    err(`greyoak: waiting for ${printable(awaited)}\n`);
