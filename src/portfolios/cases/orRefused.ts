import { UserError } from '../../userError.js';

/** What a case answers where its input is refused. */
export interface Refused {
  readonly status: 'REFUSED';
  readonly message: string;
}

/** Returns an answer, or that the input is refused. */
export function orRefused<Answer>(answer: () => Answer): Answer | Refused {
  try {
    return answer();
  } catch (error) {
    if (error instanceof UserError) return { status: 'REFUSED', message: error.message };
    throw error;
  }
}
