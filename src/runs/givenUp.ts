/** Why a run failed whose job was given up and says nothing. */
export const GIVEN_UP = 'The worker ended before the scoring was done, also when it was tried again.';
