import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileFault } from '../../fileFault.js';
import { shown } from '../../shown.js';
import { boundedBody } from './boundedBody.js';
import { withDate } from './datePlaceholder.js';
import type { CommandPlace, Feed } from './feed.js';
import { FeedFailure } from './feedFailure.js';
import type { Fetched, FileRequest, Location } from './location.js';

/** What every program needs. Secrets of the service are not passed on. */
const PASSED = ['PATH', 'HOME', 'LANG', 'TZ'];
/** How much of the end of stderr is kept. */
const TOLD_BYTES = 2_048;
/** Shorter values are no secrets, and would hide ordinary words. */
const SECRET_LENGTH = 6;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Gets files from a program, which writes them to its standard output. The command is that of the file of feeds, and no shell
 * reads it. A program that ends well and writes nothing says that there is no file yet.
 */
export class CommandLocation implements Location {
  constructor(
    private readonly feed: Pick<Feed, 'name' | 'timeoutMs' | 'maxBytes'>,
    private readonly place: CommandPlace,
    private readonly env: Environment,
  ) {}

  async fetch({ day, signal }: FileRequest): Promise<Fetched> {
    signal.throwIfAborted();
    const [program, ...args] = this.place.command.map((part) => withDate(part, day));
    const child = this.#start(program, args);
    const end = (): void => {
      // A process that left the group may hold them open, and we would wait for it.
      child.stdout.destroy();
      child.stderr.destroy();
      if (child.pid === undefined) return;
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    };
    const timeout = AbortSignal.timeout(this.feed.timeoutMs);
    const within = AbortSignal.any([signal, timeout]);
    within.addEventListener('abort', end);
    let told = Buffer.alloc(0);
    child.stderr.on('data', (piece: Buffer) => {
      told = Buffer.concat([told, piece]).subarray(-TOLD_BYTES);
    });
    try {
      const closed = once(child, 'close') as Promise<[number | null, string | null]>;
      const [bytes, [code, killedBy]] = await Promise.all([
        boundedBody(child.stdout, this.feed.maxBytes),
        closed,
      ]);
      within.throwIfAborted();
      if (code !== 0)
        throw new FeedFailure(
          failureOf(program, code, killedBy, this.#withoutSecrets(told.toString('utf8'))),
        );
      if (bytes.length === 0) {
        return { kind: 'MISSING', reason: `The file is not there yet: ${shown(program)} wrote nothing.` };
      }
      return { kind: 'FILE', name: this.feed.name, bytes, etag: null, lastModified: null };
    } catch (error) {
      if (signal.aborted) throw signal.reason as Error;
      if (timeout.aborted) {
        throw new FeedFailure(
          `Expected ${shown(program)} to end within ${this.feed.timeoutMs / 1000} s, but it did not.`,
        );
      }
      if (error instanceof FeedFailure) throw error;
      throw notStarted(program, error);
    } finally {
      within.removeEventListener('abort', end);
      end();
    }
  }

  /** @throws FeedFailure where the system refuses at once, as for a path through a file; other faults are events */
  #start(program: string, args: readonly string[]): ChildProcessByStdio<null, Readable, Readable> {
    const names = [...PASSED, ...this.place.environment];
    try {
      // A group of its own, so that what the program starts ends with it.
      return spawn(program, args, {
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
        env: Object.fromEntries(names.map((name) => [name, this.env[name]])),
      });
    } catch (error) {
      throw notStarted(program, error);
    }
  }

  /** Programs print what they were given, and readers of feeds must not see it. */
  #withoutSecrets(text: string): string {
    const values = this.place.environment.map((name) => this.env[name] ?? '');
    return values
      .filter(({ length }) => length >= SECRET_LENGTH)
      .reduce((left, value) => left.replaceAll(value, '[redacted]'), text);
  }
}

const notStarted = (program: string, error: unknown): FeedFailure =>
  new FeedFailure(`Expected to start ${shown(program)}: ${fileFault(error)}.`);

function failureOf(program: string, code: number | null, killedBy: string | null, told: string): string {
  const how = code === null ? `was ended by ${killedBy}` : `ended with code ${code}`;
  const last = told.trim().split('\n').at(-1) ?? '';
  return `Expected ${shown(program)} to end with code 0, but it ${how}${last === '' ? '.' : `: ${shown(last)}`}`;
}
