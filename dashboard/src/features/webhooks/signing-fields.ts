import * as z from 'zod/mini';

/** As the relay reads it: 24 bytes are 32 signs of base64, 64 bytes are 86. */
const SECRET = /^(whsec_)?[A-Za-z0-9+/]{32,86}={0,2}$/;

/** How a webhook is signed, as it is typed. */
export const signingFields = {
  signature: z.enum(['v1', 'v1a']),
  secret: z
    .string()
    .check(
      z.refine(
        (text) => text.trim() === '' || SECRET.test(text.trim()),
        'Enter whsec_ and then 24 to 64 bytes in standard base64.',
      ),
    ),
};

/** The part of a request that names a secret of one's own, if there is one. */
export function ownSecretOf(secret: string): { secret?: string } {
  return secret.trim() === '' ? {} : { secret: secret.trim() };
}
