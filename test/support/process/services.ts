import { TEST_AUTH_KEY } from '../access/testAuthKey.js';
import { GreyoakProcess, until } from './greyoakProcess.js';

const processes = new Set<GreyoakProcess>();
const supervised = new Set<Supervised>();

/** Settings for hundreds of clients at one address that start their operations again and again. */
const FOR_MANY_CLIENTS = {
  SOCKETS_PER_CALLER: '20000',
  CONNECTIONS: '20000',
  CONNECTIONS_PER_CALLER: '20000',
  COST_BUCKET: '1000000000',
  COST_PER_SECOND: '1000000000',
};

/** Starts the built service as a process. */
export function serve(env: Readonly<Record<string, string>>): GreyoakProcess {
  const started = new GreyoakProcess(['serve'], {
    PORT: '0',
    LOG_LEVEL: 'info',
    ACCESS: 'open',
    AUTH_KEY: TEST_AUTH_KEY,
    ...FOR_MANY_CLIENTS,
    ...env,
  });
  processes.add(started);
  return started;
}

/** Ends all services. Call it in afterEach or afterAll. */
export async function endServices(): Promise<void> {
  await Promise.all([...supervised].map((service) => service.kill()));
  supervised.clear();
  for (const process of processes) {
    process.kill('SIGKILL');
    await process.end();
  }
  processes.clear();
}

/**
 * A service under a supervisor, which starts it again when it ends by itself. A service does so when it loses its
 * database while it starts.
 */
export class Supervised {
  #process: GreyoakProcess;
  #isWanted = true;

  constructor(private readonly env: Readonly<Record<string, string>>) {
    this.#process = this.#start();
    supervised.add(this);
  }

  async ready(): Promise<void> {
    await until('the service is ready', async () => {
      const url = listeningAt(this.#process);
      return url !== undefined && (await statusOf(`${url}/health/ready`)) === 200;
    });
  }

  async kill(): Promise<void> {
    this.#isWanted = false;
    this.#process.kill('SIGKILL');
    await this.#process.end();
  }

  /** Starts it again after a kill. */
  restart(): void {
    this.#isWanted = true;
    this.#process = this.#start();
  }

  #start(): GreyoakProcess {
    const started = serve(this.env);
    void started.end().then(() => {
      if (this.#isWanted && this.#process === started) this.#process = this.#start();
    });
    return started;
  }
}

const listeningAt = ({ out }: GreyoakProcess): string | undefined =>
  /(?:Server listening|Serving health and no API) at (http:\/\/127\.0\.0\.1:\d+)"/.exec(out)?.[1];

/** Returns the URL of a service once it is ready. */
export async function readyAt(service: GreyoakProcess): Promise<string> {
  await until('the service is ready', async () => {
    if (!service.isRunning) throw new Error(`the service ended: ${service.err}${service.out}`);
    const url = listeningAt(service);
    return url !== undefined && (await statusOf(`${url}/health/ready`)) === 200;
  });
  return listeningAt(service) ?? '';
}

/** Returns the status of a response, or null if there is none. */
export const statusOf = (url: string): Promise<number | null> =>
  fetch(url, { headers: { connection: 'close' } }).then(
    async (response) => {
      await response.arrayBuffer();
      return response.status;
    },
    () => null,
  );

/** Returns a value from the metrics of the service, or 0 if it has none of that name. */
export async function measured(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`, { headers: { connection: 'close' } })).text();
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return Number(line?.slice(name.length) ?? 0);
}

/** Sends a mutation until it is answered, because the service or its database may be killed meanwhile. */
export async function mutate(
  url: () => string,
  query: string,
  input: unknown,
): Promise<Record<string, unknown>> {
  let data: Record<string, unknown> | null | undefined;
  let last = '';
  await until(
    'a mutation is answered',
    async () => {
      try {
        const response = await fetch(`${url()}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', connection: 'close' },
          body: JSON.stringify({ query, variables: { input } }),
        });
        last = await response.text();
        ({ data } = JSON.parse(last) as { data?: Record<string, unknown> | null });
      } catch (error) {
        last = String(error);
      }
      return data !== null && data !== undefined;
    },
    30_000,
  ).catch((error: Error) => {
    throw new Error(`${error.message}: ${last}`);
  });
  return data ?? {};
}

export const RECORD_BARS = `mutation ($input: RecordBarsInput!) {
  recordBars(input: $input) { rows rescoreQueued refused { row reason } }
}`;
export const RESCORE = `mutation ($input: RescoreInput!) { rescore(input: $input) { status date mode } }`;
