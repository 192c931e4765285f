/** What the relay tells instead of the value of a secret header. It takes it for no value. */
export const REDACTED = 'REDACTED';
