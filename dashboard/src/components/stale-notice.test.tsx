import { render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { UnreachableError } from '@/api/errors';
import { StaleNotice } from './stale-notice';

test('what is announced is the failure, not the time that goes on', () => {
  render(<StaleNotice error={new UnreachableError('refused')} since={0} onRetry={vi.fn()} />);
  expect(screen.getByRole('alert')).toHaveTextContent(/^The relay does not answer\.$/);
  expect(screen.getByText(/What you see was read/)).toBeVisible();
});
