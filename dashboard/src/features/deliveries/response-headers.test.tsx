import { render, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { attempt } from '@/testing/builders';
import { ResponseHeaders } from './response-headers';

test('headers stand as they came, repeated ones as well', () => {
  render(
    <ResponseHeaders
      attempt={attempt({
        responseHeaders: [
          { name: 'Via', value: '1.1 a' },
          { name: 'Set-Cookie', value: 'REDACTED' },
          { name: 'Via', value: '1.1 b' },
        ],
      })}
    />,
  );
  const table = within(screen.getByRole('table', { name: 'Headers of the answer' }));
  expect(table.getAllByRole('rowheader').map((cell) => cell.textContent)).toEqual([
    'Via',
    'Set-Cookie',
    'Via',
  ]);
  expect(table.getAllByRole('cell').map((cell) => cell.textContent)).toEqual([
    '1.1 a',
    'REDACTED',
    '1.1 b',
  ]);
  expect(screen.queryByText(/more came/)).toBeNull();
});

test('what is left out is said', () => {
  render(<ResponseHeaders attempt={attempt({ responseHeadersLeftOut: 3 })} />);
  expect(screen.getByText(/^3 headers more came/)).toBeVisible();
});

test('an attempt from before headers were kept says so', () => {
  render(<ResponseHeaders attempt={attempt({ responseHeaders: null })} />);
  expect(screen.getByText('They were not kept yet when this attempt was made.')).toBeVisible();
});
