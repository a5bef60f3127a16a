import { describe, expect, test } from '@jest/globals';
import { requirePassword } from '../../../src/access/passwords/requirePassword.js';
import { UserError } from '../../../src/userError.js';

const OWNER = { email: 'a.rao.kumar@example.com', name: 'Asha Rao-Kumar' };

function messageOf(password: string, owner = OWNER): string | null {
  try {
    requirePassword(password, owner);
    return null;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.message;
  }
}

describe('requirePassword', () => {
  test.each([
    ['12 characters', 'kd83hs62ndyt'],
    ['128 characters', 'xk3 '.repeat(31) + 'zqpl'],
    ['words with blanks', 'correct horse battery staple'],
    ['128 characters of 4 bytes each', '🦉🐢🐙'.repeat(42) + '🦉🐢'],
    ['12 characters that are 24 before they are composed', 'é'.normalize('NFD').repeat(5) + 'zxkqpwt'],
    ['a short word of the name', 'rao-83hs62ndyt'],
    ['a word of the list within others', 'dragon eats green soup'],
  ])('accepts %s', (_what, password) => {
    expect(messageOf(password)).toBeNull();
  });

  test.each([
    ['nothing', '', 'Expected a password of 12 to 128 characters, got 0: choose a longer one.'],
    ['11 characters', 'kd83hs62ndy', 'got 11: choose a longer one'],
    ['11 characters that are 22 before they are composed', 'é'.normalize('NFD').repeat(11), 'got 11'],
    ['129 characters', 'k'.repeat(129), 'got 129: choose a shorter one'],
    ['a megabyte', 'k'.repeat(2 ** 20), 'got many more: choose a shorter one'],
    ['half a character', 'kd83hs62ndyt\ud83e', 'got half of one'],
    ['the e-mail', 'my A.RAO.Kumar@example.com', 'without the e-mail address'],
    ['the local part', 'xx-A.Rao.KUMAR-yy', 'without what is before the @'],
    ['a word of the name', 'i am ASHA, hello', 'without a word of the name'],
    ['a word after a hyphen', 'kumar83hs62ndyt', 'without a word of the name'],
    ['one of the list', 'qwerty123456', 'got a common one'],
    ['one of the list in capitals', 'QWERTY123456', 'got a common one'],
    ['one of the list with digits', 'Password12345', 'got a common one'],
    ['one of the list with signs', 'dragon!!!!!!!!', 'got a common one'],
    ['one of the list, repeated', 'passwordpassword', 'got a common one'],
  ])('refuses %s', (_what, password, message) => {
    const told = messageOf(password);
    expect(told).toContain(message);
    if (password.length > 0) expect(told).not.toContain(password);
  });

  test('compares composed forms of the name', () => {
    const owner = { email: 'x@example.com', name: 'Rénée'.normalize('NFD') };
    expect(messageOf('RÉNÉE likes tea'.normalize('NFC'), owner)).toContain('a word of the name');
  });
});
