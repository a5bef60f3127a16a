import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A port in front of a service, like that of a load balancer, which can be open or closed. */
export class TcpDoor {
  #server: Server | null = null;
  readonly #sockets = new Set<Socket>();

  constructor(readonly port: number) {}

  /** @param target the port of the service, or the path of its unix socket, which may not exist yet */
  async open(target: number | string): Promise<void> {
    const server = createServer((client) => {
      const service = typeof target === 'number' ? connect(target, '127.0.0.1') : connect(target);
      for (const [one, other] of [
        [client, service],
        [service, client],
      ] as const) {
        this.#sockets.add(one);
        one
          .on('error', () => undefined)
          .on('close', () => {
            this.#sockets.delete(one);
            other.destroy();
          });
        one.pipe(other);
      }
    });
    this.#server = server;
    await once(server.listen(this.port, '127.0.0.1'), 'listening');
  }

  async close(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    this.#server = null;
    server.close();
    for (const socket of this.#sockets) socket.destroy();
    await once(server, 'close');
  }
}
