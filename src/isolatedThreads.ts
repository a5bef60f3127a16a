import { Piscina } from 'piscina';

export interface IsolatedThreadsOptions {
  /** The compiled file that they run (`compiledWorker`). */
  readonly filename: string;
  /** The function of that file that they call. */
  readonly name: string;
  /** The most of them at a time. */
  readonly most: number;
  /** After how long without work a thread ends, in milliseconds. */
  readonly idleMs: number;
  /** The most that the heap of one may have, in MB. */
  readonly heapMb: number;
}

/** Returns threads that are started when there is work. They need no secrets, and none of the options of this process. */
export const isolatedThreads = <Work, Answer>({
  filename,
  name,
  most,
  idleMs,
  heapMb,
}: IsolatedThreadsOptions): Piscina<Work, Answer> =>
  new Piscina<Work, Answer>({
    filename,
    name,
    minThreads: 0,
    maxThreads: most,
    idleTimeout: idleMs,
    recordTiming: false,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
    env: {},
    execArgv: [],
  });
