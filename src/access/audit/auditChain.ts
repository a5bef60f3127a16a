import { Coalesced } from '../../async/coalesced.js';
import type { Database } from '../../database/database.js';
import { Listener, type ListenerTimes } from '../../database/listener.js';
import type { AuthKey } from '../authKey.js';
import { CHAIN_START, headText, type ChainHead } from './chainedEntry.js';
import { chainPending } from './chainPending.js';

/** How often to look for entries, in case a notification was missed. */
const LOOK_MS = 1_000;
const LOG_MS = 60_000;

export interface AuditChainOptions extends ListenerTimes {
  /** How often the head is logged, in milliseconds. */
  readonly logMs?: number;
  /** Called with the head when it is to be logged. */
  readonly onHead?: (head: ChainHead) => void;
  /** Called where entries could not be chained; they are tried again. */
  readonly onFailure?: (error: Error) => void;
}

/** What is known of the chain. */
export interface ChainState {
  readonly head: ChainHead;
  /** The age of the oldest entry that is not chained, in seconds; 0 where there is none. */
  readonly waitingSeconds: number;
}

/**
 * Chains the entries of the audit, within a second of their commits. Acts never wait for it. Each process may run one:
 * they take turns by a lock.
 */
export class AuditChain {
  readonly #database: Pick<Database, 'pool'>;
  readonly #authKey: AuthKey;
  readonly #options: Required<Pick<AuditChainOptions, 'logMs' | 'onHead' | 'onFailure'>>;
  readonly #listener: Listener;
  readonly #passes: Coalesced<void>;
  #state: ChainState = { head: CHAIN_START, waitingSeconds: 0 };
  #timers: readonly NodeJS.Timeout[] = [];
  #isStopped = false;

  constructor(database: Pick<Database, 'pool'>, authKey: AuthKey, options: AuditChainOptions = {}) {
    const {
      logMs = LOG_MS,
      onHead = () => undefined,
      onFailure = () => undefined,
      heartbeatMs,
      retryMs,
    } = options;
    this.#database = database;
    this.#authKey = authKey;
    this.#options = { logMs, onHead, onFailure };
    this.#passes = new Coalesced(() => this.#pass());
    this.#listener = new Listener(database.pool, {
      ...(heartbeatMs !== undefined && { heartbeatMs }),
      ...(retryMs !== undefined && { retryMs }),
      name: 'greyoak audit',
      channels: { greyoak_audit: () => this.#wake() },
      onTurn: () => this.#wake(),
    });
  }

  /** As of the last look, at most some seconds ago. */
  get state(): ChainState {
    return this.#state;
  }

  async start(): Promise<void> {
    await this.#listener.start();
    this.#timers = [
      setInterval(() => this.#wake(), LOOK_MS).unref(),
      setInterval(() => this.#options.onHead(this.#state.head), this.#options.logMs).unref(),
    ];
  }

  /** Chains what is there, and stops. */
  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await this.#listener.stop();
    await this.#passes.run().catch(this.#options.onFailure);
    this.#isStopped = true;
    await this.#passes.idle();
  }

  #wake(): void {
    if (!this.#isStopped) this.#passes.run().catch(this.#options.onFailure);
  }

  async #pass(): Promise<void> {
    let state = await this.#look();
    if (state.waiting !== null) {
      await chainPending(this.#database.pool, this.#authKey);
      state = await this.#look();
    }
    const { seq, hash, waiting, known } = state;
    const former = this.#state.head;
    this.#state = {
      head: seq === null || hash === null ? CHAIN_START : { seq, hash },
      waitingSeconds: waiting ?? 0,
    };
    if (former.seq > (seq ?? 0) || (known !== null && !known.equals(former.hash))) {
      throw new Error(
        `Expected the chain of the audit to go on from ${headText(former)}, got another one: run "greyoak audit verify".`,
      );
    }
  }

  /** Looks at the head, at what waits, and at whether the head that was last seen is in the chain. */
  async #look(): Promise<Look> {
    const { rows } = await this.#database.pool.query<Look>(
      `SELECT head.seq, head.hash,
         (SELECT hash FROM audit_chain WHERE seq = $1) AS known,
         (SELECT greatest(extract(epoch FROM clock_timestamp() - since), 0)::float8
          FROM audit_pending ORDER BY entry_id LIMIT 1) AS waiting
       FROM (SELECT) AS one
       LEFT JOIN (
         (SELECT seq, hash FROM audit_chain ORDER BY seq DESC LIMIT 1)
         UNION ALL (SELECT seq, hash FROM audit_anchor) ORDER BY seq DESC LIMIT 1
       ) AS head ON true`,
      [this.#state.head.seq],
    );
    return rows[0];
  }
}

interface Look {
  readonly seq: number | null;
  readonly hash: Buffer | null;
  /** The hash at the place of the head that was last seen; null where it is not there. */
  readonly known: Buffer | null;
  /** In seconds; null where nothing waits. */
  readonly waiting: number | null;
}
