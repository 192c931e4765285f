import { expect, test } from 'vitest';
import { attempt, delivery, idOf } from '@/testing/builders';
import { eventMoments } from './event-timeline';

test('what happened is in its order, and a replay makes deliveries of its own', () => {
  const moments = eventMoments(
    {
      createdAt: '2026-11-24T10:00:00Z',
      deliveries: [
        delivery({ id: idOf('dlv', 3), createdAt: '2026-11-24T11:00:00Z' }),
        delivery({ id: idOf('dlv', 1), createdAt: '2026-11-24T10:00:00.030Z' }),
        delivery({ id: idOf('dlv', 2), createdAt: '2026-11-24T10:00:00.031Z' }),
      ],
    },
    [
      attempt({ attempt: 2, startedAt: '2026-11-24T10:00:05Z' }),
      attempt({ attempt: 1, startedAt: '2026-11-24T10:00:00.040Z' }),
    ],
  );
  expect(
    moments.map((moment) =>
      moment.kind === 'attempt'
        ? `attempt ${moment.attempt.attempt}`
        : moment.kind === 'fanned-out'
          ? `made ${moment.deliveries.length}`
          : moment.kind,
    ),
  ).toEqual(['accepted', 'made 2', 'attempt 1', 'attempt 2', 'made 1']);
});

test('nothing comes before the acceptance, whatever the clocks say', () => {
  const [first] = eventMoments({ createdAt: '2026-11-24T10:00:00Z', deliveries: [] }, [
    attempt({ startedAt: '2026-11-24T09:59:59.990Z' }),
  ]);
  expect(first?.kind).toBe('accepted');
});
