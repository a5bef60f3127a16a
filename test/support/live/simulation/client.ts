import { decodeEventCursor, type EventCursor } from '../../../../src/live/eventCursor.js';
import type { Frame } from '../../../../src/live/sink.js';
import { Connection } from './connection.js';
import { STOCKS, type StockEvent } from './table.js';
import type { World } from './world.js';

/** A client that does what docs/live.md tells it to. */
export class Client {
  connection: Connection | null = null;
  /** Positions, in the order in which they were received, without repeats. */
  ledger: number[] = [];
  /** After which event of which log the ledger begins; null until a server said. */
  began: EventCursor | null = null;
  /** Equal for those who share a group. */
  readonly key: string;
  readonly matches: (event: StockEvent) => boolean;
  /** Of all events of the ledger; at first the one that it begins after. */
  #cursors: string[] = [];
  #seen = new Set<string>();
  #hasLeft = false;

  constructor(
    readonly world: World,
    readonly name: string,
  ) {
    const { random } = world;
    const stocks = random.chance(0.5) ? STOCKS : random.whole(1, STOCKS);
    this.key = random.chance(0.7) ? `${stocks}` : `${name} ${stocks}`;
    this.matches = ({ stock }) => stock <= stocks;
  }

  connect(): void {
    if (this.connection !== null || this.#hasLeft) return;
    const { world } = this;
    // Its notes may be behind what it got.
    const back = world.random.chance(0.2) ? world.random.whole(1, 5) : 1;
    const after = this.#cursors.at(-Math.min(back, this.#cursors.length)) ?? null;
    const connection = new Connection(world, this, after);
    this.connection = connection;
    const process = world.anyProcess();
    world.say(
      `${this.name} connects to ${process?.name} after ${after === null ? 'nothing' : positionOf(after)}`,
    );
    world.soon(() => {
      if (process === null) this.closed(connection, 'refused');
      else process.begin(connection);
    });
  }

  /** A server has begun without a cursor. */
  begins(connection: Connection, place: EventCursor): void {
    if (this.connection === connection) this.began = place;
  }

  receive({ cursor, payload }: Frame, connection: Connection): void {
    if (this.connection !== connection) return;
    const { world } = this;
    const place = decoded(cursor ?? '');
    if (cursor === null || place === null) return world.fail(`${this.name} got no cursor`);
    const { position } = place;
    if (place.epoch !== connection.epoch) world.fail(`${this.name} got an event of another log`);
    if (payload.length !== world.bytesOf(position)) world.fail(`${this.name} got another event's result`);
    if (position <= connection.lastPosition)
      world.fail(`${this.name} got ${position} after ${connection.lastPosition}`);
    if (connection.after !== null && position <= positionOf(connection.after))
      world.fail(`${this.name} got ${position}, asked for those after ${positionOf(connection.after)}`);
    connection.lastPosition = position;
    if (this.#seen.has(cursor)) {
      world.seen.add('repeat');
      return;
    }
    // Of a log that was rebuilt, a process that does not know it yet may read other events.
    if (position <= (this.ledger.at(-1) ?? -1) && place.epoch === world.table.epoch)
      world.fail(`${this.name} got ${position} too late`);
    this.ledger.push(position);
    this.#cursors.push(cursor);
    this.#seen.add(cursor);
  }

  /** The client learns that the connection is over. */
  closed(connection: Connection, how: string): void {
    if (this.connection !== connection) return;
    this.world.say(`${this.name}: ${how}`);
    this.connection = null;
    const { random } = this.world;
    const ms = random.chance(0.1) ? random.between(0, 15_000) : random.between(0, 1_000);
    this.world.clock.in(ms, () => this.connect());
  }

  expired(connection: Connection, oldest: string): void {
    if (this.connection !== connection) return;
    const { random, seen } = this.world;
    seen.add('expired');
    this.ledger = [];
    this.#cursors = [];
    this.#seen = new Set();
    this.began = null;
    if (random.chance(0.5)) {
      this.#cursors = [oldest];
      this.began = decodeEventCursor(oldest);
    }
    this.closed(connection, 'expired');
  }

  /** It loses its connection; the server learns of that much later, if it does not notice itself. */
  drop(): void {
    const { connection, world } = this;
    if (connection === null) return;
    connection.isLost = true;
    connection.isStalled = world.random.chance(0.5);
    world.clock.in(world.random.between(0, 20_000), () => connection.end());
    world.clock.in(world.random.chance(0.5) ? 0 : world.random.between(0, 8_000), () =>
      this.closed(connection, 'lost'),
    );
  }

  leave(): void {
    this.#hasLeft = true;
    this.connection?.end();
  }

  /** What it has to have. */
  get expected(): number[] | null {
    const { began, world } = this;
    if (began === null || began.epoch !== world.table.epoch) return null;
    return world.table.expected(began.position, this.matches);
  }
}

/** What was decoded before: most of the time of a world would go into that. */
const places = new Map<string, EventCursor | null>();
function decoded(cursor: string): EventCursor | null {
  let place = places.get(cursor);
  if (place === undefined) {
    if (places.size > 10_000) places.clear();
    place = decodeEventCursor(cursor);
    places.set(cursor, place);
  }
  return place;
}

const positionOf = (cursor: string) => decoded(cursor)?.position ?? -1;
