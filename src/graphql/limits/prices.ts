/**
 * What an operation costs, in units. A unit is some 20 µs of processor time on the machine of docs/performance.md, and half
 * of that once the code that it runs is compiled.
 * `npm --prefix bench run price` measures how true the prices are. `src/live/group.ts` has those of replays.
 */
export const PRICES = {
  /** To receive a request over HTTP and to send an answer, whatever it says. */
  request: 22,
  /** To receive an operation over a socket or event stream and to send an answer. */
  message: 10,
  /** To send an answer that is kept from before. */
  keptAnswer: 11,
  /** To say once more what else is wrong with a document, for each error but the first. */
  keptError: 0.6,
  /** Bytes of a body or an answer for one unit. */
  bytesPerUnit: 3_072,
  /** Bytes of a request, which are read as JSON, whatever becomes of it. */
  receivedBytesPerUnit: 4_096,
  /** Bytes of a kept answer, which only have to be sent. */
  keptBytesPerUnit: 16_384,

  /** To read a document that is not known: in all, and for each of its characters, parsed and validated tokens, and compared pairs. */
  document: 8,
  character: 0.001,
  token: 0.05,
  validated: 0.15,
  comparison: 0.03,
  /** To plan a selection; fragments count as often as they are spread. */
  planned: 0.1,
  /** To read and coerce a value of a variable, such as one of a list, or 64 characters of a text. */
  variable: 0.05,
  /** To read such a value of an argument once more, wherever it is used. */
  input: 0.02,
  /** To execute and write a result of a subscription, apart from what it reads and has. */
  result: 5,
  /** To compile a selection. */
  compiled: 1.5,

  /** A statement that is sent to the database. */
  statement: 30,
  /** A row that is read. */
  row: 0.08,
  /** What the row of a score costs in addition, as it has all parts of the score. */
  scoreRow: 0.15,
  /** An object of the answer. */
  object: 0.05,
  /** A scalar of the answer, apart from its bytes. */
  leaf: 0.015,
  /** A field that is refused, whether the answer tells its error or that of another one. */
  error: 15,
  /** An error of validating a document. */
  invalid: 5,
  /** To look up an id that may be of nothing. */
  found: 3,
} as const;
