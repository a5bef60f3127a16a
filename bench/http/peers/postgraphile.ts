/**
 * PostGraphile 5 on node:http, over the views of ../benchTables.ts: a row of a view for a score, its pillars and
 * penalty parts as arrays in it, components as a list of their own.
 */
import './promiseWithResolvers.js';
import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { sayListening } from './listening.js';
import { databaseUrl, POOL } from './pool.js';

const preset = {
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ connectionString: databaseUrl(), poolConfig: POOL, schemas: ['bench'] })],
  schema: { defaultBehavior: '-connection +list' },
  grafast: { explain: false },
  grafserv: { graphiql: false, watch: false },
};

const server = createServer();
await postgraphile(preset).createServ(grafserv).addTo(server);
server.listen(0, '127.0.0.1', () => sayListening(server));
