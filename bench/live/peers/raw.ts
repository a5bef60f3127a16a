/**
 * ws and nothing else. For each event and socket it sends one message, of the same bytes with the id of the socket. The
 * bytes are buffers, because a message from a text took a quarter more CPU time.
 */
import { createServer } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { sayListening } from '../../processes/listening.js';
import { ACK } from '../load/webSocketConnection.js';
import { takePublishing } from './publishing.js';

interface Message {
  readonly id: string;
  readonly type: string;
}

/** The start of a message up to its payload, for each socket. */
const heads = new Map<WebSocket, Buffer>();
/** The payloads, each with the brace that ends the message. */
let payloads: readonly Buffer[] = [];

const server = createServer();
const sockets = new WebSocketServer({ server, path: '/graphql', perMessageDeflate: false });
sockets.on('connection', (socket) => {
  socket.on('message', (data) => {
    const { id, type } = JSON.parse(String(data)) as Message;
    if (type === 'subscribe') {
      heads.set(socket, Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`));
    } else socket.send(ACK);
  });
  socket.on('close', () => heads.delete(socket));
  socket.on('error', () => undefined);
});
takePublishing(
  (_event, index) => {
    const payload = payloads[index];
    for (const [socket, head] of heads) {
      const message = Buffer.allocUnsafe(head.length + payload.length);
      message.set(head);
      message.set(payload, head.length);
      socket.send(message, { binary: false });
    }
  },
  (events) => {
    payloads = events.map((scoreChanged) => Buffer.from(`${JSON.stringify({ data: { scoreChanged } })}}`));
  },
);
server.listen(0, '127.0.0.1', () => sayListening(server));
