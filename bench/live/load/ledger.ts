/**
 * What arrives, counted. All clients are sent the same messages in the same order, but for the ids: whoever has a
 * message first sets what the others must get, byte by byte.
 */
export class Ledger {
  readonly #messages: Buffer[] = [];
  /** Where the id stands in each message. */
  #idAt = 0;
  #events = 0;
  #wanted = 0;
  #received = 0;

  /** From here on each of the clients has to get so many messages. */
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

  /** Each message once, as its first receiver got it, without what the transport puts around the payload. */
  get payloads(): readonly string[] {
    return this.#messages.map((message) => {
      const parsed = JSON.parse(message.toString()) as { readonly type?: string; readonly payload?: unknown };
      return parsed.type === 'next' ? JSON.stringify(parsed.payload) : message.toString();
    });
  }

  /**
   * @param index how many messages this client had since the beginning
   * @param id null where none is sent
   * @throws Error where it is not the message that others got in its place, or one too many
   */
  take(index: number, id: Buffer | null, bytes: Buffer, start: number, end: number): void {
    if (index >= this.#events) {
      throw new Error(`expected ${this.#events} events, got one more: ${bytes.toString('utf8', start, end)}`);
    }
    if (index === this.#messages.length) this.#add(id, Buffer.from(bytes.subarray(start, end)));
    else if (!this.#isSame(this.#messages[index], id, bytes, start, end)) {
      throw new Error(
        `expected event ${index} to be what others got, ${this.#messages[index].toString()}, ` +
          `got ${bytes.toString('utf8', start, end)}`,
      );
    }
    this.#received++;
  }

  #add(id: Buffer | null, message: Buffer): void {
    if (id !== null) this.#idAt = message.indexOf(id);
    if (this.#idAt === -1) throw new Error(`expected the id ${id?.toString()}, got ${message.toString()}`);
    this.#messages.push(message);
  }

  #isSame(message: Buffer, id: Buffer | null, bytes: Buffer, start: number, end: number): boolean {
    if (end - start !== message.length) return false;
    if (id === null) return message.compare(bytes, start, end) === 0;
    const idStart = start + this.#idAt;
    if (message.compare(bytes, start, idStart, 0, this.#idAt) !== 0) return false;
    const idEnd = idStart + id.length;
    return (
      id.compare(bytes, idStart, idEnd) === 0 &&
      message.compare(bytes, idEnd, end, this.#idAt + id.length) === 0
    );
  }
}
