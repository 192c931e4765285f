import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { ProblemError, UnreachableError, type Problem } from '@/api/errors';
import { ErrorState } from './error-state';

function problem(status: number, more: Partial<Problem>): Problem {
  return {
    type: 'urn:relay:problem:internal',
    title: 'A title',
    detail: 'A detail.',
    status,
    ...more,
  };
}

test('a relay that does not answer is not an empty list, and can be asked again', async () => {
  const retry = vi.fn();
  render(<ErrorState error={new UnreachableError('refused')} onRetry={retry} />);
  expect(screen.getByRole('alert')).toHaveTextContent('The relay does not answer');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(retry).toHaveBeenCalledOnce();
});

test('code that could not be loaded is not a fault of the dashboard', () => {
  const error = new TypeError('Failed to fetch dynamically imported module: /ui/assets/events.js');
  render(<ErrorState error={error} onRetry={vi.fn()} />);
  expect(screen.getByRole('alert')).toHaveTextContent('The code of this page could not be loaded');
});

test('a fault shows the reference that the log knows, to copy', () => {
  const reference = '3f0e6a52-1f7c-4d8e-9c1b-0a2b3c4d5e6f';
  const detail = `Tell the relay's operator the reference ${reference}; the log has the cause.`;
  render(<ErrorState error={new ProblemError(problem(500, { detail }))} onRetry={vi.fn()} />);
  expect(screen.getByText(reference)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Copy the reference' })).toBeVisible();
});

test('a relay that is busy says when it is asked again, and is', () => {
  vi.useFakeTimers({ shouldAdvanceTime: false });
  try {
    const retry = vi.fn();
    const busy = problem(503, { title: 'Try again later' });
    render(<ErrorState error={new ProblemError(busy, 2)} onRetry={retry} />);
    expect(screen.getByRole('button', { name: 'Try again (by itself in 2 s)' })).toBeVisible();
    expect(screen.getByRole('alert')).not.toHaveTextContent('2 s');
    vi.advanceTimersByTime(2_100);
    expect(retry).toHaveBeenCalledOnce();
  } finally {
    vi.useRealTimers();
  }
});

test('a request that was refused is not offered again', () => {
  render(<ErrorState error={new ProblemError(problem(400, {}))} onRetry={vi.fn()} />);
  expect(screen.getByRole('alert')).toHaveTextContent('A detail.');
  expect(screen.queryByRole('button')).toBeNull();
});
