import { readFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { once } from 'node:events';
import { constants } from 'node:os';
import { describe, expect, test } from '@jest/globals';
import { fileError } from '../src/fileError.js';
import { fileFault } from '../src/fileFault.js';

const failure = (code: keyof typeof constants.errno, place: object = { path: '/x', syscall: 'open' }) =>
  Object.assign(new Error(code), { code, errno: -constants.errno[code], ...place });

describe('fileFault', () => {
  test.each([
    'EACCES',
    'EBUSY',
    'EDQUOT',
    'EEXIST',
    'EFBIG',
    'EIO',
    'EISDIR',
    'ELOOP',
    'EMFILE',
    'ENAMETOOLONG',
    'ENFILE',
    'ENOENT',
    'ENOSPC',
    'ENOTDIR',
    'ENOTEMPTY',
    'ENXIO',
    'EPERM',
    'EROFS',
    'ESTALE',
  ] as const)('says what %s means and what to do', (code) => {
    expect(fileFault(failure(code))).toMatch(new RegExp(`^[a-z][^:]+ \\(${code}\\): [a-z].+[^.]$`));
    expect(fileFault(failure(code))).not.toContain('the system refuses it');
  });

  test('tells another error of the system by its code', () => {
    expect(fileFault(failure('ENOLCK'))).toBe('the system refuses it (ENOLCK): check the path and its disk');
  });

  test('throws an error that is none of the system', () => {
    const defect = new TypeError('x is not a function');
    expect(() => fileFault(defect)).toThrow(defect);
  });
});

describe('fileError', () => {
  test('names the path of a call that failed', async () => {
    const error: unknown = await readFile('/nowhere/x').catch((reason: unknown) => reason);
    expect(fileError(error)?.message).toBe(
      '/nowhere/x cannot be used (open): it does not exist, or a folder of its path does not (ENOENT): check the path.',
    );
  });

  test('names where a file would have been put', () => {
    expect(fileError(failure('EROFS', { path: '/a', dest: '/b', syscall: 'rename' }))?.message).toBe(
      '/b cannot be used (rename): the file system is read-only (EROFS): ' +
        'name a place that can be written, or mount it writable.',
    );
  });

  test('names the unix socket of a lock, and leaves ports alone', async () => {
    const [error] = (await once(createServer().listen('/nowhere/lock'), 'error')) as [unknown];
    expect(fileError(error)?.message).toContain('/nowhere/lock cannot be used (listen): ');
    const onPort = { address: '127.0.0.1', port: 80, syscall: 'listen' };
    expect(fileError(failure('EACCES', onPort))).toBeNull();
  });

  test('leaves errors of connections and of the program alone', async () => {
    const [error] = (await once(connect('/nowhere/socket'), 'error')) as [unknown];
    expect(fileError(error)).toBeNull();
    expect(fileError(new TypeError('x'))).toBeNull();
    expect(fileError('text')).toBeNull();
    expect(fileError(undefined)).toBeNull();
  });
});
