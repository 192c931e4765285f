import createClient from 'openapi-fetch';
import { session } from '@/session/session';
import { noteServerDate } from '@/time/server-clock';
import { apiUrl } from './base';
import { browserProof } from './browser-proof';
import { errorOf, UnreachableError } from './errors';
import type { paths } from './schema';

/** The typed client of the API. Whatever is not a success is thrown, as one of `errors.ts`. */
export const client = createClient<paths>({
  baseUrl: apiUrl,
  // Looked up at each call, so that a test may take its place.
  fetch: (request) => globalThis.fetch(request),
});

client.use({
  onRequest({ request }) {
    if (request.method !== 'GET') request.headers.set('X-XSRF-TOKEN', browserProof());
    const person = session.person();
    if (person !== undefined) request.headers.set('Relay-Person', person);
    return request;
  },
  async onResponse({ response }) {
    noteServerDate(response.headers.get('Date'));
    const person = response.headers.get('Relay-Person');
    if (person !== null) session.notice(person);
    if (!response.ok) throw await errorOf(response);
  },
  onError({ error }) {
    // `fetch` fails with a TypeError if there was no answer; an abort is not an error of the relay.
    return error instanceof TypeError
      ? new UnreachableError(error.message, { cause: error })
      : undefined;
  },
});

/** The data of an answer that has some: errors were thrown by the client before. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call;
  if (data === undefined) throw new Error('The answer was empty.');
  return data;
}
