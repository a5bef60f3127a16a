import type { CallerUser } from '../../../src/access/caller.js';
import type { FoundSession, KnownSessions } from '../../../src/access/knownSessions.js';

/** The credentials of a session that a test made. */
export interface MadeSession {
  readonly id: number;
  readonly token: string;
  readonly cookie: string;
}

/** Sessions that a test makes, changes and ends by hand. */
export class FakeSessions implements KnownSessions {
  /** The id of the session, of each use. */
  readonly uses: number[] = [];
  /** The secrets that were looked for. */
  readonly asked: string[] = [];
  /** What `find` and `findById` do before they look; null: they find without a promise. */
  wait: (() => Promise<unknown>) | null = null;
  readonly #users = new Map<number, CallerUser>();
  readonly #ids = new Map<string, number>();
  readonly #listeners: (() => void)[] = [];

  /** Makes a session with an access token and a cookie, of user 7 by default. */
  make(name: string, user: Partial<CallerUser> = {}): MadeSession {
    const id = this.#users.size + 1;
    this.#users.set(id, { id: 7, role: 'ADMIN', ...user });
    const [token, cookie] = ['goa_', 'goc_'].map((start) => start + name.padEnd(43, '0'));
    this.#ids.set(token, id).set(cookie, id);
    return { id, token, cookie };
  }

  /** What promotion, demotion and another user do. */
  change(id: number, user: Partial<CallerUser>): void {
    const known = this.#users.get(id);
    if (known === undefined) throw new Error(`Expected a session with the id ${id}, got none`);
    this.#users.set(id, { ...known, ...user });
  }

  /** What the expiry of an access token does: the session lives on. */
  expire(secret: string): void {
    this.#ids.delete(secret);
  }

  /** What signing out and deactivation do. */
  end(id: number): void {
    this.#users.delete(id);
  }

  /** Tells that something was changed. */
  tell(): void {
    for (const listener of this.#listeners) listener();
  }

  find(secret: string): FoundSession | null | Promise<FoundSession | null> {
    this.asked.push(secret);
    const found = () => this.#found(this.#ids.get(secret));
    return this.wait === null ? found() : this.wait().then(found);
  }

  findById(sessionId: number): FoundSession | null | Promise<FoundSession | null> {
    const found = () => this.#found(sessionId);
    return this.wait === null ? found() : this.wait().then(found);
  }

  used(sessionId: number): void {
    this.uses.push(sessionId);
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  #found(id: number | undefined): FoundSession | null {
    const user = id === undefined ? undefined : this.#users.get(id);
    return id === undefined || user === undefined ? null : { session: { id }, user };
  }
}
