import { answer, client } from './client';
import type { components, operations } from './schema';

export type Session = components['schemas']['Session'];
export type Scope = Session['scopes'][number];
export type Provider =
  operations['listProviders']['responses'][200]['content']['application/json']['data'][number];

export function readSession(): Promise<Session> {
  return answer(client.GET('/session'));
}

export function logIn(body: { userName: string; password: string }): Promise<Session> {
  return answer(client.POST('/session', { body }));
}

export async function logOut(): Promise<void> {
  await client.DELETE('/session');
}

export async function readProviders(): Promise<Provider[]> {
  return (await answer(client.GET('/session/providers'))).data;
}
