/** The real one: when it is due, all that promises had to do is done. */
const realImmediate = setImmediate;

interface Entry {
  at: number;
  readonly run: () => void;
  /** Of the code under test. */
  readonly isTimer: boolean;
  readonly every: number | null;
}

/** Time that passes only as far as something is due. */
export class Clock {
  now = 0;
  /** Soonest last. */
  readonly #entries: Entry[] = [];

  in(ms: number, run: () => void): void {
    this.#add({ at: this.now + ms, run, isTimer: false, every: null });
  }

  after(ms: number): Promise<void> {
    return new Promise((resolve) => this.in(ms, resolve));
  }

  /** How many timers the code under test has. */
  get timers(): number {
    return this.#entries.filter(({ isTimer }) => isTimer).length;
  }

  /** Runs the timers that are due within some time, each with the work that it causes, until a condition holds. */
  async run(ms: number, until: () => boolean = () => false): Promise<void> {
    const end = this.now + ms;
    await new Promise((resolve) => realImmediate(resolve));
    while (!until()) {
      const entry = this.#entries.at(-1);
      if (entry === undefined || entry.at > end) {
        this.now = end;
        return;
      }
      this.#entries.pop();
      this.now = Math.max(this.now, entry.at);
      if (entry.every !== null) {
        entry.at = this.now + entry.every;
        this.#add(entry);
      }
      entry.run();
      await new Promise((resolve) => realImmediate(resolve));
    }
  }

  /** Makes it the clock of all timers. @returns undoes it */
  install(): () => void {
    const names = ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval'] as const;
    const former = names.map((name) => [name, globalThis[name]] as const);
    const now = performance.now;
    const start = (run: () => void, ms: number, every: number | null) => {
      const entry = { at: this.now + ms, run, isTimer: true, every, unref: () => entry };
      this.#add(entry);
      return entry;
    };
    const clear = (entry?: Entry) => {
      const index = entry === undefined ? -1 : this.#entries.indexOf(entry);
      if (index >= 0) this.#entries.splice(index, 1);
    };
    Object.assign(globalThis, {
      setTimeout: (run: () => void, ms: number) => start(run, ms, null),
      setInterval: (run: () => void, ms: number) => start(run, ms, ms),
      setImmediate: (run: () => void) => start(run, 0, null),
      clearTimeout: clear,
      clearInterval: clear,
    });
    performance.now = () => this.now;
    return () => {
      Object.assign(globalThis, Object.fromEntries(former));
      performance.now = now;
    };
  }

  #add(entry: Entry): void {
    let index = this.#entries.length;
    while (index > 0 && this.#entries[index - 1].at <= entry.at) index--;
    this.#entries.splice(index, 0, entry);
  }
}
