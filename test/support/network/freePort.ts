import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that systems choose by themselves, above those of well-known services. */
const PORTS = { first: 20_000, count: 12_000 };

/** A port without a listener, which no other program gets while its user is away. */
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
