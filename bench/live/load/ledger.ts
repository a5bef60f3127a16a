/**
 * Counts and compares the messages that arrive. Except for the ids, all clients are to get the same messages in the same
 * order. The first client that gets a message sets what the others have to get, byte by byte.
 */
export class Ledger {
  readonly #messages: Buffer[] = [];
  /** Where the id stands in each message. */
  #idAt = 0;
  #events = 0;
  #wanted = 0;
  #received = 0;

  /** Starts anew: from here on each of the clients has to get this many messages. */
  begin(clients: number, events: number): void {
    this.#messages.length = 0;
    this.#events = events;
    this.#wanted = clients * events;
    this.#received = 0;
  }

  get received(): number {
    return this.#received;
  }

  get wanted(): number {
    return this.#wanted;
  }

  /** The payload of each message once, as the first client got it. */
  get payloads(): readonly string[] {
    return this.#messages.map((message) => {
      const { payload } = JSON.parse(message.toString()) as { readonly payload: unknown };
      return JSON.stringify(payload);
    });
  }

  /**
   * @param index how many messages this client got since `begin`
   * @throws Error for a message that differs from what other clients got in its place, or for one too many
   */
  take(index: number, id: Buffer, bytes: Buffer, start: number, end: number): void {
    if (index >= this.#events) {
      throw new Error(`Expected ${this.#events} events, got one more: ${bytes.toString('utf8', start, end)}`);
    }
    if (index === this.#messages.length) this.#add(id, Buffer.from(bytes.subarray(start, end)));
    else if (!this.#isSame(this.#messages[index], id, bytes, start, end)) {
      throw new Error(
        `Expected event ${index} to be ${this.#messages[index].toString()}, as other clients got it, ` +
          `got ${bytes.toString('utf8', start, end)}`,
      );
    }
    this.#received++;
  }

  #add(id: Buffer, message: Buffer): void {
    this.#idAt = message.indexOf(id);
    if (this.#idAt === -1) throw new Error(`Expected the id ${id.toString()}, got ${message.toString()}`);
    this.#messages.push(message);
  }

  #isSame(message: Buffer, id: Buffer, bytes: Buffer, start: number, end: number): boolean {
    if (end - start !== message.length) return false;
    const idStart = start + this.#idAt;
    if (message.compare(bytes, start, idStart, 0, this.#idAt) !== 0) return false;
    const idEnd = idStart + id.length;
    return (
      id.compare(bytes, idStart, idEnd) === 0 &&
      message.compare(bytes, idEnd, end, this.#idAt + id.length) === 0
    );
  }
}
