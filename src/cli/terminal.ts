import pc from 'picocolors';

/** The world outside a command, so that a test can be one. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether people read the output, and see a progress bar. */
  readonly outIsTty: boolean;
  readonly errIsTty: boolean;
  readonly colors: ReturnType<typeof pc.createColors>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    outIsTty: process.stdout.isTTY,
    errIsTty: process.stderr.isTTY,
    colors: pc.createColors(pc.isColorSupported && process.stdout.isTTY),
    env: process.env,
    now: () => new Date(),
  };
}
