/**
 * PostGraphile 5 on node:http, over the views of ../benchTables.ts: a score is a row of a view, with pillars and penalty
 * parts as arrays in it and components as a list of their own.
 */
import './promiseWithResolvers.js';
import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { sayListening } from '../../processes/listening.js';
import { POOL } from './reads.js';

const preset = {
  extends: [PostGraphileAmberPreset],
  pgServices: [
    makePgService({
      connectionString: process.env['DATABASE_URL'] ?? '',
      poolConfig: POOL,
      schemas: ['bench'],
    }),
  ],
  schema: { defaultBehavior: '-connection +list' },
  grafast: { explain: false },
  grafserv: { graphiql: false, watch: false },
};

const server = createServer();
await postgraphile(preset).createServ(grafserv).addTo(server);
server.listen(0, '127.0.0.1', () => sayListening(server));
