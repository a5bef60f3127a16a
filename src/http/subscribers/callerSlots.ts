import type { Caller } from '../../access/caller.js';
import type { LiveLimits } from './liveLimits.js';

/** Counts sockets and streams, all together and of each caller. */
export class CallerSlots {
  readonly #limits: Pick<LiveLimits, 'sockets' | 'socketsPerCaller'>;
  readonly #ofCaller = new Map<string, number>();
  #taken = 0;

  constructor(limits: Pick<LiveLimits, 'sockets' | 'socketsPerCaller'>) {
    this.#limits = limits;
  }

  /** Takes a slot for a caller, to be released for the same caller, or returns which limit is reached. */
  take({ name }: Caller): 'taken' | 'serverIsFull' | 'callerIsFull' {
    if (this.#taken >= this.#limits.sockets) return 'serverIsFull';
    const ofCaller = this.#ofCaller.get(name) ?? 0;
    if (ofCaller >= this.#limits.socketsPerCaller) return 'callerIsFull';
    this.#taken++;
    this.#ofCaller.set(name, ofCaller + 1);
    return 'taken';
  }

  release({ name }: Caller): void {
    this.#taken--;
    const left = (this.#ofCaller.get(name) ?? 0) - 1;
    if (left > 0) this.#ofCaller.set(name, left);
    else this.#ofCaller.delete(name);
  }
}
