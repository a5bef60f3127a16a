import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { UserError } from '../../userError.js';
import { holderOfLine, type Holder } from './holder.js';
import type { HomeInUse } from './homeInUse.js';

/** A holder that is busy answers late. Only after this time it is said that we wait for it. */
const SILENCE_MS = 2_000;

export interface HolderPatience {
  /** How long a service may take to start or stop, in milliseconds. A command may take as long as it needs. */
  readonly patienceMs: number;
  /** Called before each wait with what is awaited. */
  readonly onWait: (awaited: string) => void;
}

/** How a wait ended; `SILENT`: the holder ended without a word, or is of a version that says none. */
export type WaitEnd = Holder | 'ENDED' | 'SILENT';

/**
 * Waits until the process that holds a home lets others use its database, or has ended.
 *
 * @throws UserError if it takes too long; HomeInUse if it cannot be asked
 */
export function waitForHolder(held: HomeInUse, { patienceMs, onWait }: HolderPatience): Promise<WaitEnd> {
  return new Promise((resolve, reject) => {
    const { home, lock } = held;
    let awaited = `the greyoak that uses ${home} to answer`;
    let isSilent = true;
    const socket = connect(lock);
    const silence = setTimeout(() => onWait(awaited), SILENCE_MS);
    const patience = setTimeout(() => fail(tooLong(awaited, patienceMs)), patienceMs);
    const end = () => {
      clearTimeout(silence);
      clearTimeout(patience);
      socket.destroy();
    };
    const fail = (error: Error) => {
      end();
      reject(error);
    };
    // A lost connection means that the holder has ended. Any other error will stay.
    const onError = ({ code }: NodeJS.ErrnoException) => {
      if (!LOST.has(code ?? '')) fail(held);
    };
    socket.on('error', onError);
    socket.on('close', () => {
      end();
      resolve(isSilent ? 'SILENT' : 'ENDED');
    });
    const lines = createInterface({ input: socket });
    // It passes on the errors of its input.
    lines.on('error', onError);
    lines.on('line', (line) => {
      const holder = holderOfLine(line);
      if (holder === null) return fail(held);
      isSilent = false;
      clearTimeout(silence);
      if (holder.state === 'READY') {
        end();
        return resolve(holder);
      }
      if (holder.state === 'ALONE') clearTimeout(patience);
      awaited = AWAITED[holder.state](home, holder.pid);
      onWait(awaited);
    });
  });
}

const LOST: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE']);

const AWAITED = {
  ALONE: (home: string, pid: number) => `another greyoak command that uses ${home} (process ${pid}) to end`,
  STARTING: (home: string, pid: number) => `the service on ${home} (process ${pid}) to be ready`,
  STOPPING: (home: string, pid: number) => `the service on ${home} (process ${pid}) to stop`,
} as const;

function tooLong(awaited: string, ms: number): UserError {
  return new UserError(
    `Waited ${ms / 1000} s for ${awaited}. Look at its log, stop it, set GREYOAK_HOME to another folder, or set ` +
      'DATABASE_URL for both to share one database.',
  );
}
