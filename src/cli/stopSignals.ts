import { SIGNALS } from './signals.js';

/** Ctrl-C reaches us and the npm that started us, which passes it on. The two signals are one request. */
const SAME_REQUEST_MS = 1_000;
/** How often we look whether the npm that started us still runs. */
const LOOK_MS = 500;
/** The scripts of npm that run the service in the foreground. Others may end and leave it running on purpose. */
const FOREGROUND: readonly unknown[] = ['start', 'npx'];

/** What tells this process to stop: the process itself, or what stands for it in a test. */
export type Signalled = Pick<NodeJS.Process, 'on' | 'off' | 'ppid' | 'env'>;

export interface StopSignals {
  /** Resolves with the cause of the stop, such as SIGTERM. */
  readonly first: Promise<string>;
  /** Stops listening. */
  readonly off: () => void;
}

/**
 * Listens for what ends a service: SIGTERM, SIGINT, SIGHUP, or the end of the npm that started it. npm passes only SIGTERM
 * and SIGINT on, and only to its shell if there is one between, so that the service would run on without it.
 *
 * @param onSecond called with a signal that arrives more than a second after the first
 * @param now a clock in milliseconds
 */
export function stopSignals(
  onSecond: (signal: NodeJS.Signals) => void,
  target: Signalled = process,
  now: () => number = () => performance.now(),
): StopSignals {
  const { ppid } = target;
  let firstAt: number | null = null;
  let tell: (cause: string) => void;
  const first = new Promise<string>((resolve) => (tell = resolve));
  const note = (cause: string) => {
    firstAt ??= now();
    tell(cause);
  };
  const onSignal = (signal: NodeJS.Signals) => {
    if (firstAt !== null && now() - firstAt > SAME_REQUEST_MS) onSecond(signal);
    else note(signal);
  };
  for (const signal of SIGNALS) target.on(signal, onSignal);
  const isOfNpm = FOREGROUND.includes(target.env['npm_lifecycle_event']);
  const watch = isOfNpm
    ? setInterval(() => target.ppid !== ppid && note('the npm that started it has ended'), LOOK_MS).unref()
    : undefined;
  return {
    first,
    off: () => {
      clearInterval(watch);
      for (const signal of SIGNALS) target.off(signal, onSignal);
    },
  };
}
