import { IncomingMessage } from 'node:http';

/**
 * A request that counts as an upgrade only if it offers WebSocket. Node hands over all upgrades once there is a listener.
 * An offer of another protocol may be left unused, and one in HTTP/1.0 must be (RFC 9110, section 7.8). Some HTTP clients
 * offer h2c with each first request.
 */
export class HttpRequest extends IncomingMessage {
  #isUpgrade = false;

  get upgrade(): boolean {
    if (!this.#isUpgrade || this.method === 'CONNECT') return this.#isUpgrade;
    return this.httpVersion !== '1.0' && /^websocket$/i.test(this.headers.upgrade ?? '');
  }

  /** Node sets it before the headers are known. */
  set upgrade(isUpgrade: boolean | null) {
    // The constructor of Node's class sets it first, when this object has no fields yet.
    if (#isUpgrade in this) this.#isUpgrade = isUpgrade ?? false;
  }
}
