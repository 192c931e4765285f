import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { isUnauthorized, ProblemError } from '@/api/errors';
import { logIn, readProviders } from '@/api/session';
import { ErrorState } from '@/components/error-state';
import { Logo } from '@/components/logo';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { refusalOfProvider } from './provider-refusal';
import { session } from './session';

export function Login({ ended }: { ended: boolean }) {
  const field = useId();
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const input = useRef<HTMLInputElement>(null);
  // There is one thing to do here, also for who was sent here from the middle of a page.
  useEffect(() => input.current?.focus(), []);
  const providers = useQuery({ queryKey: ['session', 'providers'], queryFn: readProviders });
  const login = useMutation({ mutationFn: logIn, onSuccess: session.start });
  const said = sentence(login.error) ?? (login.isIdle ? before(ended) : undefined);
  const submit = () => login.mutate({ userName, password });
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <title>Log in · Webhook relay</title>
      <form
        className="w-full max-w-sm"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Logo className="mb-5 size-9" />
        <h1 className="text-xl font-semibold tracking-tight">Webhook relay</h1>
        <p className="mt-1 text-muted-foreground">Log in to see and operate it.</p>
        <Label htmlFor={`${field}-name`} className="mt-6 mb-1.5">
          User name
        </Label>
        <Input
          id={`${field}-name`}
          ref={input}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={userName}
          onChange={(change) => setUserName(change.target.value)}
          required
        />
        <Label htmlFor={`${field}-password`} className="mt-4 mb-1.5">
          Password
        </Label>
        <Input
          id={`${field}-password`}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={(change) => setPassword(change.target.value)}
          required
        />
        <div role="alert">{said !== undefined && <p className="mt-3 text-bad">{said}</p>}</div>
        <Button type="submit" className="mt-4 w-full" disabled={login.isPending}>
          {login.isPending ? 'Checking…' : 'Log in'}
        </Button>
        {(providers.data ?? []).map(({ name, url }) => (
          <Button key={url} variant="outline" className="mt-2 w-full" asChild>
            <a href={url}>Log in with {name}</a>
          </Button>
        ))}
        {login.isError && sentence(login.error) === undefined && (
          <ErrorState className="mt-6" error={login.error} onRetry={submit} />
        )}
        <p className="mt-6 text-muted-foreground">
          On the machine that runs it with{' '}
          <code className="font-mono text-[0.92em]">./relay up</code>, the user name is{' '}
          <code className="font-mono text-[0.92em]">admin</code>, and{' '}
          <code className="font-mono text-[0.92em]">cat .relay/admin-password</code> shows the
          password.
        </p>
      </form>
    </main>
  );
}

/** What is wrong with the login itself, in the words of the relay. */
function sentence(error: Error | null): string | undefined {
  if (isUnauthorized(error)) return 'The user name or the password is wrong.';
  return error instanceof ProblemError && error.status < 500 ? error.problem.detail : undefined;
}

function before(ended: boolean): string | undefined {
  return ended ? 'Your session has ended. Log in again to go on.' : refusalOfProvider();
}
