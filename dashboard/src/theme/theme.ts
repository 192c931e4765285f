import { storedChoice } from '@/preferences/stored-choice';

/** The name is known to public/theme.js too, which sets the theme before the first paint. */
export const themeChoice = storedChoice('relay.theme', ['system', 'light', 'dark'], 'system');

const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

function apply(): void {
  const choice = themeChoice.get();
  const dark = choice === 'dark' || (choice === 'system' && systemIsDark.matches);
  document.documentElement.classList.toggle('dark', dark);
  for (const listener of listeners) listener();
}

export function startTheme(): void {
  themeChoice.subscribe(apply);
  systemIsDark.addEventListener('change', apply);
  apply();
}

/** For what is painted by script, such as charts, and has to be painted again. */
export function onThemeChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function isDark(): boolean {
  return document.documentElement.classList.contains('dark');
}
