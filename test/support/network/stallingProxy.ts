import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import pg from 'pg';

/** A TCP port in front of a database, which delivers nothing more once it is stalled. */
export class StallingProxy {
  #server: Server | null = null;
  #port = 0;
  readonly #sockets = new Set<Socket>();
  readonly #stalled = new WeakSet<Socket>();
  readonly #doomed = new WeakSet<Socket>();

  private constructor(private readonly target: pg.Client) {}

  /** Before the server of a pool. */
  static async before(pool: pg.Pool): Promise<StallingProxy> {
    const proxy = new StallingProxy(new pg.Client(pool.options));
    await proxy.open();
    return proxy;
  }

  /** Of a connection through it. */
  get config(): pg.ClientConfig {
    const { user, password, database } = this.target;
    return {
      ...{ host: '127.0.0.1', port: this.#port, database, ssl: false },
      ...(user === undefined ? {} : { user }),
      ...(typeof password === 'string' ? { password } : {}),
    };
  }

  /** The same port again after it was closed. */
  async open(): Promise<void> {
    if (this.#server !== null) return;
    const { host, port } = this.target;
    const server = createServer((client) => {
      const upstream = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
      this.#join(client, upstream);
      this.#join(upstream, client);
    });
    this.#server = server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
  }

  /** The connections of now stay open, and nothing more comes over them; new ones are as before. */
  stall(): void {
    for (const socket of this.#sockets) this.#stalled.add(socket);
  }

  /** The connections of now are cut once something is sent over them; new ones are as before. */
  cutAtNextByte(): void {
    for (const socket of this.#sockets) this.#doomed.add(socket);
  }

  async close(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    this.#server = null;
    server.close();
    for (const socket of this.#sockets) socket.destroy();
    await once(server, 'close');
  }

  #join(from: Socket, to: Socket): void {
    this.#sockets.add(from);
    from
      .on('data', (bytes: Buffer) => {
        if (this.#doomed.has(from)) from.destroy();
        else if (!this.#stalled.has(from)) to.write(bytes);
      })
      .on('error', () => undefined)
      .on('close', () => {
        this.#sockets.delete(from);
        if (!this.#stalled.has(from)) to.destroy();
      });
  }
}
