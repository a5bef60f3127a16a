import { PASSWORD_PARAMETERS } from './passwordParameters.js';

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$/;

/** Whether a stored hash is weaker than one of today, so that it is to be replaced when the password is known next. */
export function needsRehash(stored: string, { memoryCost, timeCost } = PASSWORD_PARAMETERS): boolean {
  const [, memory, time] = PHC.exec(stored) ?? [];
  return memory === undefined || Number(memory) < memoryCost || Number(time) < timeCost;
}
