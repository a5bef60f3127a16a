import type { Payer } from '../../../../src/live/payer.js';
import { Random } from '../../../../src/market/sample/random.js';
import { Client } from './client.js';
import { Clock } from '../../time/clock.js';
import { Process } from './process.js';
import { Table } from './table.js';

/** How long things go wrong. */
const CHAOS_MS = 12_000;
/** Far longer than what is left needs then: a retry, a poll, a client that waits before it comes back. */
const PEACE_MS = 120_000;

/** Writers, processes and clients over one log, and all that can go wrong between them; the same for the same seed. */
export class World {
  readonly clock = new Clock();
  readonly random: Random;
  readonly table: Table;
  /** Things still go wrong. */
  faults = true;
  /** What happened that not every world has. */
  readonly seen = new Set<string>();
  readonly eventBytes: number;
  readonly slow: { readonly bytes: number; readonly ms: number };
  readonly retentionMs: number;
  /** What happened, for those who replay it. */
  readonly story: string[] = [];
  #processes: Process[] = [];
  #clients: Client[] = [];
  #processesEver = 0;
  #writing = 0;
  #failure: Error | null = null;

  constructor(readonly seed: number) {
    const random = new Random(`live scores ${seed}`);
    this.random = random;
    this.table = new Table(this.clock, random);
    this.eventBytes = random.chance(0.2) ? 20_000 : 100;
    this.slow = { bytes: random.whole(0, 10) * this.eventBytes, ms: random.whole(3_000, 15_000) };
    this.retentionMs = random.chance(0.3) ? random.whole(2_000, 20_000) : 3_600_000;
  }

  /** @throws Error where a client's ledger differs from the table, or a promise of docs/live.md is broken */
  async run(): Promise<void> {
    const undo = this.clock.install();
    const { random } = Math;
    // What the code under test leaves to chance is the same for the same seed too.
    const chance = new Random(`chance ${this.seed}`);
    Math.random = () => chance.uniform();
    try {
      this.#begin();
      await this.#until(CHAOS_MS, () => false);
      this.#endFaults();
      const end = this.clock.now + PEACE_MS;
      while (!this.#isSettled() && this.clock.now < end) await this.#until(200, () => false);
      // Nothing comes twice afterwards.
      await this.#until(100, () => false);
      for (const client of this.#clients) this.#compare(client);
      await this.#leave();
    } finally {
      Math.random = random;
      undo();
    }
  }

  /** The first one is reported. */
  fail(what: string): void {
    this.#failure ??= new Error(what);
    this.say(`FAILED: ${what}`);
  }

  say(what: string): void {
    this.story.push(`${Math.round(this.clock.now)} ms: ${what}`);
  }

  soon(what: () => void): void {
    this.clock.in(this.random.between(0, 60), what);
  }

  readonly bytesOf = (position: number): number => this.eventBytes + ((position * 37) % this.eventBytes);

  /** Pays for a client. Some clients share a caller. While things go wrong, its bucket is empty now and then. */
  payerOf({ name }: Client): Payer {
    const pays = () => !this.faults || this.random.chance(0.8);
    return { name: name.endsWith('1') ? name : 'others', canPay: pays, pay: pays };
  }

  anyProcess(): Process | null {
    const up = this.#processes.filter(({ isUp }) => isUp);
    return up.length === 0 ? null : this.#oneOf(up);
  }

  #begin(): void {
    const { random } = this;
    for (let k = random.whole(1, 3); k > 0; k--) this.#startProcess();
    for (let k = random.whole(1, 3); k > 0; k--) this.#write(random.between(0, 1_000));
    for (let k = random.whole(1, 6); k > 0; k--) {
      const client = new Client(this, `client ${k}`);
      this.#clients.push(client);
      this.clock.in(random.between(0, 5_000), () => client.connect());
    }
    this.#goWrong(random.between(100, 1_500));
  }

  async #until(ms: number, condition: () => boolean): Promise<void> {
    await this.clock.run(ms, () => this.#failure !== null || condition());
    if (this.#failure !== null) throw this.#failure;
  }

  /** One writer: scores, stores, rests. */
  #write(restMs: number): void {
    this.clock.in(restMs, () => {
      if (!this.faults) return;
      const { random, table } = this;
      const count = random.chance(0.03) ? random.whole(150, 450) : random.whole(0, 6);
      this.#writing++;
      void table.append(count, random.between(0, 300), random.chance(0.15)).then(() => {
        this.#writing--;
        this.say(`the log ends at ${table.position}`);
        if (count > 0) this.#notify(table.position);
        this.#write(random.between(0, 2_500));
      });
    });
  }

  #notify(position: number): void {
    const { random } = this;
    for (const process of this.#processes) {
      for (let times = random.chance(0.1) ? 2 : 1; times > 0; times--) {
        if (!process.isListening || random.chance(0.1)) continue;
        const ms = random.chance(0.1) ? random.between(0, 5_000) : random.between(0, 5);
        this.clock.in(ms, () => process.live.hint(position));
      }
    }
  }

  #goWrong(inMs: number): void {
    this.clock.in(inMs, () => {
      if (!this.faults) return;
      const { random } = this;
      const which = random.uniform();
      const process = this.#oneOf(this.#processes);
      const client = this.#oneOf(this.#clients);
      if (which < 0.1) this.#restart(process);
      else if (which < 0.2) this.#loseListener(process);
      else if (which < 0.23) this.#rebuild();
      else if (which < 0.5) client.drop();
      else if (which < 0.6) client.connection?.breakOff();
      else this.#stall(client, random.between(0, 20_000));
      this.#goWrong(random.between(0, 1_500));
    });
  }

  #restart(process: Process): void {
    const isKilled = this.random.chance(0.6);
    this.say(`${process.name} ${isKilled ? 'is killed' : 'stops'}`);
    this.#processes = this.#processes.filter((other) => other !== process);
    process.stop(isKilled);
    this.#startProcess();
  }

  #startProcess(): void {
    const process = new Process(this, `process ${++this.#processesEver}`);
    this.#processes.push(process);
  }

  #loseListener(process: Process): void {
    this.say(`${process.name} does not listen`);
    process.isListening = false;
    this.clock.in(this.random.between(0, 15_000), () => {
      process.isListening = true;
      process.live.hint();
    });
  }

  #rebuild(): void {
    this.table.rebuild();
    this.say(`the log is rebuilt, ends at ${this.table.position}`);
  }

  #stall({ connection, name }: Client, ms: number): void {
    if (connection === null || connection.isLost) return;
    this.say(`${name} stalls`);
    connection.isStalled = true;
    this.clock.in(ms, () => connection.goOn());
  }

  #endFaults(): void {
    this.say('nothing goes wrong any more');
    this.faults = false;
    for (const { connection } of this.#clients) {
      if (connection !== null && !connection.isLost) connection.goOn();
    }
  }

  /** What went wrong is long over. */
  get isPeaceful(): boolean {
    return this.clock.now > CHAOS_MS + 10_000;
  }

  #isSettled(): boolean {
    return (
      this.#writing === 0 &&
      this.#clients.every((client) => {
        const running = client.connection?.running ?? null;
        return (
          running !== null && client.connection?.isLost === false && isEqual(client.expected, client.ledger)
        );
      })
    );
  }

  #compare({ name, began, expected, ledger }: Client): void {
    if (isEqual(expected, ledger)) return;
    const missing = expected?.filter((position) => !ledger.includes(position));
    throw new Error(
      `expected the ledger of ${name}, which began after ${began?.position}, to equal the table: it has ` +
        `${ledger.length} of ${expected?.length} events, missing are ${missing?.join(', ')}`,
    );
  }

  /** When all have left, nothing is left of them. */
  async #leave(): Promise<void> {
    for (const client of this.#clients) client.leave();
    // Those that the clients have forgotten, and the servers not yet.
    for (const { connections } of this.#processes) for (const connection of connections) connection.end();
    for (const { live, name } of this.#processes) {
      const counts = JSON.stringify(live.counts);
      if (counts !== '{"groups":0,"members":0,"waiting":0}') throw new Error(`${name} still has ${counts}`);
    }
    const stopped = this.#processes.map(({ live }) => live.stop());
    await this.#until(10_000, () => false);
    await Promise.all(stopped);
    if (this.clock.timers > 0) throw new Error(`${this.clock.timers} timers are left`);
  }

  #oneOf<T>(list: readonly T[]): T {
    return list[this.random.whole(0, list.length - 1)];
  }
}

function isEqual(expected: readonly number[] | null, ledger: readonly number[]): boolean {
  return expected?.length === ledger.length && expected.every((position, k) => position === ledger[k]);
}
