import type { GraphQLFormattedError } from 'graphql';
import type { Frame, Running, Sink } from '../../../../src/live/sink.js';
import type { Client } from './client.js';
import type { World } from './world.js';

/** An operation of a client with a process: what the server has of it, and the network between. */
export class Connection implements Sink {
  running: Running | null = null;
  unsent = 0;
  /** The server knows that it is over. */
  isEnded = false;
  /** Nothing leaves the server for now. */
  isStalled = false;
  /** What leaves the server comes nowhere. */
  isLost = false;
  /** Of the last event that the client got over it. */
  lastPosition = -1;
  /** Of the log that the server reads for it. */
  epoch = '';
  readonly #began: number;
  readonly #frames: Frame[] = [];
  readonly #limit: number;
  #isSending = false;

  constructor(
    private readonly world: World,
    readonly client: Client,
    readonly after: string | null,
  ) {
    this.#began = world.clock.now;
    this.#limit = world.random.whole(0, 3) * world.eventBytes;
  }

  get isFull(): boolean {
    return this.unsent > this.#limit;
  }

  write(frames: readonly Frame[]): void {
    const { world } = this;
    if (this.isEnded) world.fail('a sink got results after its operation was stopped');
    if (this.isFull) world.fail('a full sink got results');
    this.#frames.push(...frames);
    for (const { payload } of frames) this.unsent += payload.length;
    // A write takes time, and others want their turn.
    if (world.random.chance(0.02)) world.clock.now += world.random.between(0, 9);
    // The socket may find out that it is closed when something is written.
    if (world.faults && world.random.chance(0.005)) this.breakOff();
    this.#send();
  }

  complete(): void {
    this.#over('completed');
  }

  fail(errors: readonly GraphQLFormattedError[]): void {
    if (this.isEnded) return;
    const [{ extensions }] = errors;
    if (extensions?.['code'] !== 'CURSOR_EXPIRED' || typeof extensions['oldest'] !== 'string')
      return this.world.fail(`an operation failed: ${JSON.stringify(errors)}`);
    if (this.running !== null && this.epoch === this.world.table.epoch)
      this.world.fail('the log was not rebuilt');
    this.isEnded = true;
    const oldest = extensions['oldest'];
    this.world.soon(() => this.client.expired(this, oldest));
  }

  giveUp(): void {
    const { world } = this;
    if (this.isEnded) world.fail('was closed twice');
    if (!this.isFull) world.fail('a client that takes everything was called slow');
    if (world.clock.now - this.#began < world.slow.ms) world.fail('a client was called slow too soon');
    world.seen.add('slow client');
    this.#over('given up');
  }

  /** The server learns that the client has gone. */
  end(): void {
    this.isEnded = true;
    this.running?.stop();
  }

  /** Both learn that the connection is broken: the server now, the client soon. */
  breakOff(): void {
    if (this.isEnded) return;
    this.end();
    this.#tell('broken');
  }

  goOn(): void {
    this.isStalled = false;
    this.#send();
  }

  #over(how: string): void {
    if (this.isEnded) return;
    this.isEnded = true;
    this.#tell(how);
  }

  #tell(how: string): void {
    this.world.soon(() => this.client.closed(this, how));
  }

  #send(): void {
    if (this.#isSending || this.#frames.length === 0) return;
    this.#isSending = true;
    this.world.clock.in(this.world.random.between(0, 30), () => {
      this.#isSending = false;
      if (this.isStalled) return;
      const { random } = this.world;
      const wasFull = this.isFull;
      for (const frame of this.#frames.splice(0, random.whole(1, 40))) {
        this.unsent -= frame.payload.length;
        if (!this.isLost) this.client.receive(frame, this);
      }
      if (!this.isEnded && ((wasFull && !this.isFull) || random.chance(0.05))) this.running?.resume();
      this.#send();
    });
  }
}
