/** What `last_error` of a job says that an operator has cancelled: no column of graphile-worker is free to say it. */
export const CANCELLED_BECAUSE = 'Cancelled by an operator.';

/** SQL that tells whether a job was given up because an operator cancelled it. */
export const CANCELLED = `(
  locked_at IS NULL AND attempts >= max_attempts AND coalesce(last_error = '${CANCELLED_BECAUSE}', false)
)`;
