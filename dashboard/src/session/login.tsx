import { useMutation } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { client } from '@/api/client';
import { isUnauthorized } from '@/api/errors';
import { ErrorState } from '@/components/error-state';
import { Logo } from '@/components/logo';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { session } from './session';

async function probe(key: string): Promise<void> {
  await client.GET('/webhooks', {
    params: { query: { limit: 1 } },
    headers: { Authorization: `Bearer ${key}` },
  });
}

export function Login({ refused }: { refused: boolean }) {
  const field = useId();
  const [key, setKey] = useState('');
  const input = useRef<HTMLInputElement>(null);
  // There is one thing to do here, also for who was sent here from the middle of a page.
  useEffect(() => input.current?.focus(), []);
  const login = useMutation({
    mutationFn: probe,
    onSuccess: (_, accepted) => session.start(accepted),
  });
  const wrong = login.isError ? isUnauthorized(login.error) : refused && login.isIdle;
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <title>Log in · Webhook relay</title>
      <form
        className="w-full max-w-sm"
        onSubmit={(submit) => {
          submit.preventDefault();
          if (key.trim() !== '') login.mutate(key.trim());
        }}
      >
        <Logo className="mb-5 size-9" />
        <h1 className="text-xl font-semibold tracking-tight">Webhook relay</h1>
        <p className="mt-1 text-muted-foreground">
          Log in with the relay’s API key. It is kept until you close this browser tab.
        </p>
        <Label htmlFor={field} className="mt-6 mb-1.5">
          API key
        </Label>
        <Input
          id={field}
          ref={input}
          type="password"
          autoComplete="current-password"
          className="font-mono"
          value={key}
          onChange={(change) => setKey(change.target.value)}
          aria-invalid={wrong}
          aria-describedby={wrong ? `${field}-wrong` : undefined}
          required
        />
        <div role="alert">
          {wrong && (
            <p id={`${field}-wrong`} className="mt-2 text-bad">
              The relay does not accept this key. Enter the one that it was started with.
            </p>
          )}
        </div>
        <Button type="submit" className="mt-4 w-full" disabled={login.isPending}>
          {login.isPending ? 'Checking…' : 'Log in'}
        </Button>
        {login.isError && !wrong && (
          <ErrorState
            className="mt-6"
            error={login.error}
            onRetry={() => login.mutate(key.trim())}
          />
        )}
        <p className="mt-6 text-muted-foreground">
          On the machine that runs it, <code className="font-mono text-[0.92em]">./relay up</code>{' '}
          prints the key, and <code className="font-mono text-[0.92em]">cat .relay/api-key</code>{' '}
          shows it again.
        </p>
      </form>
    </main>
  );
}
