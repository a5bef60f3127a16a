/**
 * The parts of each peer that the benchmarks use, so that types can be checked where bench/ is not installed. An ambient
 * module takes precedence over the types of the package.
 */

declare module '@ixjb94/indicators' {
  type Series = ArrayLike<number>;
  export class IndicatorsSync {
    sma(source: Series, period: number): number[];
    rsi(source: Series, period: number): number[];
    max(source: Series, period: number): number[];
    min(source: Series, period: number): number[];
    roc(source: Series, period: number): number[];
    stddev(source: Series, period: number): number[];
    atr(high: Series, low: Series, close: Series, period: number): number[];
    macd(source: Series, short: number, long: number, signal: number): [number[], number[], number[]];
  }
}

declare module 'mercurius' {
  import type { FastifyPluginAsync } from 'fastify';
  const mercurius: FastifyPluginAsync<{
    readonly schema: string;
    readonly resolvers: object;
    readonly loaders: object;
    readonly context: () => object;
    readonly jit: number;
    readonly graphiql: boolean;
  }>;
  export default mercurius;
}

declare module 'postgraphile' {
  import type { Server } from 'node:http';
  interface Servable {
    addTo(server: Server): Promise<void>;
  }
  export function postgraphile(preset: object): {
    createServ(grafserv: (config: object) => Servable): Servable;
  };
}

declare module 'postgraphile/adaptors/pg' {
  export function makePgService(options: {
    readonly connectionString: string;
    readonly poolConfig: object;
    readonly schemas: readonly string[];
  }): object;
}

declare module 'postgraphile/grafserv/node' {
  import type { Server } from 'node:http';
  export function grafserv(config: object): { addTo(server: Server): Promise<void> };
}

declare module 'postgraphile/presets/amber' {
  export const PostGraphileAmberPreset: object;
}

declare module 'highs' {
  export interface Highs {
    solve(
      problem: string,
      options?: Readonly<Record<string, number>>,
    ): { readonly Status: string; readonly Columns: Readonly<Record<string, { readonly Primal: number }>> };
  }
  export default function load(): Promise<Highs>;
}
