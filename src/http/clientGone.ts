import type { FastifyReply } from 'fastify';

/** Returns a signal that aborts when the client of a request goes away before it has its answer. */
export function clientGone({ raw }: Pick<FastifyReply, 'raw'>): AbortSignal {
  const gone = new AbortController();
  const onClose = () => {
    if (!raw.writableFinished) gone.abort();
  };
  if (raw.closed) onClose();
  else raw.once('close', onClose);
  return gone.signal;
}
