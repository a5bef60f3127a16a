import { CursorExpired } from '../../../../src/live/cursorExpired.js';
import { decodeEventCursor } from '../../../../src/live/eventCursor.js';
import { LiveLog } from '../../../../src/live/liveLog.js';
import type { Connection } from './connection.js';
import type { StockEvent } from './table.js';
import type { World } from './world.js';

/** One server process that serves the log live. */
export class Process {
  readonly live: LiveLog<StockEvent>;
  /** Takes clients. */
  isUp = false;
  isListening = true;
  readonly connections = new Set<Connection>();
  #isDead = false;

  constructor(
    readonly world: World,
    readonly name: string,
  ) {
    const { clock, random, table, slow, retentionMs } = world;
    this.live = new LiveLog(
      table.readBy(random, () => world.faults),
      {
        events: 'stocks',
        slow,
        retentionMs,
        ringSize: random.whole(1, 40),
        pageSize: random.chance(0.5) ? random.whole(1, 9) : 300,
        keptBytes: random.whole(1, 60) * world.eventBytes,
        now: () => clock.now,
        today: () => clock.now,
        onFailure: (error) => {
          if (world.isPeaceful) world.fail(`the log could not be read: ${error.message}`);
        },
      },
    );
    void this.#start();
  }

  async #start(): Promise<void> {
    while (!this.#isDead && !this.isUp) {
      await this.live.start().then(
        () => (this.isUp = !this.#isDead),
        () => this.world.clock.after(500),
      );
    }
  }

  /** As a server begins a subscription. */
  begin(connection: Connection): void {
    if (!this.isUp) return connection.breakOff();
    this.connections.add(connection);
    const { live, world } = this;
    const { client } = connection;
    const after = connection.after ?? live.cursorAt(live.position);
    const place = decodeEventCursor(after);
    if (connection.after === null && place !== null) {
      client.begins(connection, place);
      if (place.epoch === world.table.epoch && place.position > world.table.position)
        world.fail('a subscription begins after the end of the log');
    }
    // It looks at the operation first.
    world.soon(() => {
      live.positionOf(after).then(
        (position) => this.#subscribe(connection, position),
        (error: Error) => {
          if (!(error instanceof CursorExpired)) return connection.breakOff();
          if (!world.table.mayBeExpired(after, world.retentionMs))
            world.fail(`refused a cursor that is kept: ${error.message}`);
          const extensions = { code: 'CURSOR_EXPIRED', oldest: error.oldest };
          connection.fail([{ message: error.message, extensions }]);
        },
      );
    });
  }

  /** The process goes at once, or by its own will. */
  stop(isKilled: boolean): void {
    this.#isDead = true;
    this.isUp = false;
    if (isKilled) for (const connection of this.connections) connection.breakOff();
    void this.live.stop();
    const { groups, members, waiting } = this.live.counts;
    if (groups + members + waiting > 0) this.world.fail('a stopped process has members');
  }

  #subscribe(connection: Connection, position: number): void {
    if (connection.isEnded || !this.isUp) return connection.breakOff();
    const { live } = this;
    const { key, matches } = connection.client;
    connection.epoch = decodeEventCursor(live.cursorAt(0))?.epoch ?? '';
    const group = {
      matches,
      encode: (events: readonly StockEvent[]) => this.#encode(events),
      onFailure: () => undefined,
      price: 1,
      resultsAtOnce: 200,
    };
    connection.running = live.subscribe(
      key,
      group,
      position,
      connection,
      this.world.payerOf(connection.client),
    );
    // It may have ended while it was begun.
    if (connection.isEnded) connection.running.stop();
  }

  async #encode(events: readonly StockEvent[]) {
    const { clock, faults, random, bytesOf } = this.world;
    if (random.chance(0.5)) await clock.after(random.chance(0.05) ? 2_000 : random.between(0, 20));
    if (faults && random.chance(0.1)) throw new Error('the books could not be read');
    return events.map(({ position }) => ({
      cursor: this.live.cursorAt(position),
      payload: PAD.subarray(0, bytesOf(position)),
    }));
  }
}

const PAD = Buffer.alloc(2 ** 17);
