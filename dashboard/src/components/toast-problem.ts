import { toast } from 'sonner';
import { errorWords } from './error-words';

/** For an action that failed: what was tried, and why it did not go, in the relay's words. */
export function toastProblem(tried: string, error: unknown): void {
  const { kind, title, detail } = errorWords(error);
  if (kind === 'unauthorized') return; // the login takes the page's place
  toast.error(tried, {
    description: kind === 'unreachable' ? `${title}.` : detail,
    duration: 10_000,
  });
}
