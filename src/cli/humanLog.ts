import type { DestinationStream } from 'pino';
import { printable } from '../printable.js';
import type { Terminal } from './terminal.js';

/** A line of the log, as far as it is known. */
interface Line {
  readonly level: string;
  readonly time: number;
  readonly msg?: string;
  readonly err?: { readonly message: string; readonly stack?: string };
  readonly [field: string]: unknown;
}

/** Fields that a person at a terminal knows, or that are shown elsewhere in the line. */
const HIDDEN: ReadonlySet<string> = new Set(['level', 'time', 'msg', 'err', 'pid', 'hostname', 'requestId']);

/** Returns a destination of the log that writes lines for people: the time of day, the level, what happened, details. */
export function humanLog({ out, colors }: Pick<Terminal, 'out' | 'colors'>): DestinationStream {
  const color: Readonly<Record<string, (text: string) => string>> = {
    warn: colors.yellow,
    error: colors.red,
    fatal: colors.red,
  };
  return {
    write: (text) => {
      const line = JSON.parse(text) as Line;
      const { level, time, msg = '', err } = line;
      const details = Object.entries(line)
        .filter(([name]) => !HIDDEN.has(name))
        .map(([name, value]) => ` ${colors.dim(`${name}=`)}${shownValue(value)}`);
      const at = new Date(time).toTimeString().slice(0, 8);
      const shownLevel = (color[level] ?? colors.green)(level.padEnd(5));
      const cause = err === undefined ? '' : `: ${err.message}`;
      out(`${colors.dim(at)} ${shownLevel} ${printable(`${msg}${cause}`)}${details.join('')}\n`);
      if (err?.stack !== undefined && color[level] === colors.red)
        out(`${colors.dim(printable(err.stack))}\n`);
    },
  };
}

function shownValue(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return printable(/\s/.test(text) ? JSON.stringify(text) : text);
}
