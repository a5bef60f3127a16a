import { once } from 'node:events';
import { WebSocket } from 'ws';

/** A socket that subscribes and reads what it gets, and keeps nothing of it. */
export class Attacker {
  /** How many messages of each type it got, and of errors by their codes. */
  readonly answers: Record<string, number> = {};
  #ids = 0;

  private constructor(private readonly ws: WebSocket) {
    ws.on('message', (data) => this.#count(String(data)));
    ws.on('close', (code) => this.#note(`closed ${code}`));
    ws.on('error', () => undefined);
  }

  /** @param address that the server takes the socket to be from */
  static async connect(port: number, address: string): Promise<Attacker> {
    const ws = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws', {
      headers: { 'x-forwarded-for': address },
    });
    const attacker = new Attacker(ws);
    await once(ws, 'open');
    ws.send('{"type":"connection_init"}');
    await once(ws, 'message');
    return attacker;
  }

  subscribe(query: string, variables: Readonly<Record<string, unknown>>): void {
    this.ws.send(JSON.stringify({ id: `${++this.#ids}`, type: 'subscribe', payload: { query, variables } }));
  }

  close(): void {
    this.ws.terminate();
  }

  #count(message: string): void {
    const [, type = 'another'] = /"type":"(\w+)"/.exec(message.slice(0, 100)) ?? [];
    const [, code = ''] = type === 'error' ? (/"code":"(\w+)"/.exec(message) ?? []) : [];
    this.#note(code === '' ? type : code);
  }

  #note(what: string): void {
    this.answers[what] = (this.answers[what] ?? 0) + 1;
  }
}
