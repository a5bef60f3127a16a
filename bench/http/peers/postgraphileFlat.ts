/** The same server; it is asked for columns instead of arrays (../postgraphile/flat.ts). */
import './postgraphile.js';
