import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, client } from './client';
import type { components, operations } from './schema';

export type Person = components['schemas']['Person'];
export type Role = components['schemas']['Role'];
export type NewPerson = operations['addPerson']['requestBody']['content']['application/json'];
export type PersonChange = NonNullable<
  operations['changePerson']['requestBody']
>['content']['application/json'];
export type PeoplePage = NonNullable<operations['listPeople']['parameters']['query']>;

export function peopleQuery(page: PeoplePage) {
  return queryOptions({
    queryKey: ['people', 'list', page],
    queryFn: ({ signal }) => answer(client.GET('/people', { params: { query: page }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function addPerson(body: NewPerson): Promise<Person> {
  return answer(client.POST('/people', { body }));
}

export function changePerson(id: string, body: PersonChange): Promise<Person> {
  return answer(client.PATCH('/people/{id}', { params: { path: { id } }, body }));
}

export async function deletePerson(id: string): Promise<void> {
  await client.DELETE('/people/{id}', { params: { path: { id } } });
}
