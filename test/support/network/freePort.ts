import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that systems give to whoever asks for any, above those of well-known services. */
const PORTS = { first: 20_000, count: 12_000 };

/** A port that nobody listens on, and that nobody else is given while who uses it is away. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = PORTS.first + Math.floor(Math.random() * PORTS.count);
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}
