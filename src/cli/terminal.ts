import type { Writable } from 'node:stream';
import pc from 'picocolors';
import { fileFault } from '../fileFault.js';
import { EXIT } from './exitCodes.js';

/** What a command knows of the world outside, so that a test can replace it. */
export interface Terminal {
  readonly out: (text: string) => void;
  /** The same output, for bytes that are more than fit into memory. */
  readonly outStream: Writable;
  readonly err: (text: string) => void;
  /** Whether the output goes to a terminal, which shows tables in color and a progress bar. */
  readonly outIsTty: boolean;
  readonly errIsTty: boolean;
  readonly colors: ReturnType<typeof pc.createColors>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
}

/** Returns the terminal of this process. */
export function processTerminal(): Terminal {
  // A reader that closes the pipe early (`| head`, `2>&1 | head`) is not an error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.stderr.write(`greyoak: The output cannot be written: ${fileFault(error)}.\n`);
    process.exit(EXIT.FAILED);
  });
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.exit(EXIT.FAILED);
  });
  return {
    out: (text) => process.stdout.write(text),
    outStream: process.stdout,
    err: (text) => process.stderr.write(text),
    outIsTty: process.stdout.isTTY,
    errIsTty: process.stderr.isTTY,
    colors: pc.createColors(pc.isColorSupported && process.stdout.isTTY),
    env: process.env,
    now: () => new Date(),
  };
}
