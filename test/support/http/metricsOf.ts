import type { FastifyInstance } from 'fastify';

/** A series of a page of metrics. */
export interface Series {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const LINE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;

/** Reads `/metrics` of an app. */
export async function metricsOf(app: FastifyInstance): Promise<readonly Series[]> {
  const { body, statusCode } = await app.inject('/metrics');
  if (statusCode !== 200) throw new Error(`expected metrics, got ${statusCode}: ${body}`);
  return body.split('\n').flatMap((line) => {
    const found = LINE.exec(line);
    if (found === null) return [];
    const [, name, labels = '', value] = found;
    return [
      {
        name,
        labels: Object.fromEntries(
          [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, text]) => [key, text]),
        ),
        value: Number(value),
      },
    ];
  });
}
