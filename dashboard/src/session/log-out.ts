import { logOut } from '@/api/session';
import { toastProblem } from '@/components/toast-problem';
import { session } from './session';

/** Only when the relay has ended the session is nobody logged in any more. */
export function endSession(): void {
  logOut().then(session.end, (error: unknown) => toastProblem('You are still logged in', error));
}
