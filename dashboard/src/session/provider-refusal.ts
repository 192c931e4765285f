const SENTENCES: Record<string, string> = {
  'no-role': 'Your account there has no role in this relay. Ask an administrator to give you one.',
  disabled: 'Your account is disabled. Ask an administrator to enable it.',
  failed: 'The login there did not succeed. Try it again.',
};

/** Why the relay has sent the browser back from a provider with nobody logged in. */
export function refusalOfProvider(): string | undefined {
  return SENTENCES[new URLSearchParams(window.location.search).get('login') ?? ''];
}
