/** node:http alone: answers POST /NAME of an operation with the bytes that GreyOak answered, from memory. */
import { createServer } from 'node:http';
import { sayListening } from '../../processes/listening.js';

const answers = new Map<string, Buffer>();
process.on('message', (bytes: Readonly<Record<string, Uint8Array>>) => {
  for (const [operation, body] of Object.entries(bytes)) answers.set(`/${operation}`, Buffer.from(body));
});

const server = createServer((request, response) => {
  request.resume();
  request.once('end', () => {
    const body = answers.get(request.url ?? '');
    if (body === undefined) {
      response.writeHead(404).end();
      return;
    }
    response
      .writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length })
      .end(body);
  });
});
server.listen(0, '127.0.0.1', () => sayListening(server));
