import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { signatureFault } from '../live/alerts/webhooks/signature.js';
import { printable } from '../printable.js';
import { UserError } from '../userError.js';

/** Bytes; deliveries have some hundred. */
const LONGEST = 262_144;
/** Ids of deliveries that are known again. */
const MOST_IDS = 10_000;

export interface ReceiverOptions {
  readonly host: string;
  readonly port: number;
  /** As createWebhook gave it. */
  readonly secret: string;
  /** What to answer where the signature is right. */
  readonly status: number;
  readonly now: () => Date;
  /** Called with a line for each request. */
  readonly tell: (line: string, isDelivery: boolean) => void;
}

/** What we print of a delivery. A receiver of one's own should ignore what it does not know, too. */
const DELIVERY = z.object({
  change: z.string(),
  at: z.string(),
  severity: z.string(),
  stock: z.string().nullable(),
  message: z.string(),
});

/** A receiver of webhooks for trying them out on one's own machine. */
export class WebhookReceiver {
  readonly #ids = new Set<string>();

  private constructor(
    private readonly server: Server,
    private readonly options: ReceiverOptions,
  ) {}

  /** @throws UserError if the port cannot be had */
  static async listen(options: ReceiverOptions): Promise<WebhookReceiver> {
    const { host, port } = options;
    const server = createServer((request, response) => {
      // A request that breaks off has nobody to answer.
      receiver.#take(request, response).catch(() => response.destroy());
    });
    const receiver = new WebhookReceiver(server, options);
    server.listen(port, host);
    await once(server, 'listening').catch(({ code }: NodeJS.ErrnoException) => {
      throw new UserError(`Cannot listen on ${host}, port ${port} (${code}): give another --host or --port.`);
    });
    return receiver;
  }

  get url(): string {
    const { address, family, port } = this.server.address() as AddressInfo;
    return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { secret, status, now, tell } = this.options;
    const body = await bodyOf(request);
    const fault =
      body === null
        ? `expected at most ${LONGEST} bytes, got more`
        : signatureFault(secret, request.headers, body, now());
    if (body === null || fault !== null) {
      tell(`refused: ${fault}`, false);
      response.writeHead(body === null ? 413 : 401, { Connection: 'close' }).end();
      return;
    }
    const id = String(request.headers['webhook-id']);
    const again = this.#ids.has(id) ? ' again' : '';
    if (this.#ids.size < MOST_IDS) this.#ids.add(id);
    await new Promise<void>((resolve) => response.writeHead(status).end(resolve));
    tell(`${lineOf(body)} (${id}${again}, answered ${status})`, true);
  }
}

/** Returns null for a body that is too long. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > LONGEST) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function lineOf(body: Buffer): string {
  const { data } = DELIVERY.safeParse(parsed(body.toString('utf8')));
  if (data === undefined) return 'a body that we do not know';
  const { at, change, severity, stock, message } = data;
  return printable([at, change, severity, stock ?? '–', message].join(' ')).replace(/[\n\t]/g, ' ');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
