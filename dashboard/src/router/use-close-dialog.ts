import { useNavigate } from '@tanstack/react-router';

/** Closes the dialog that the URL says is open, in its place: the way back never opens it again. */
export function useCloseDialog(): () => void {
  const navigate = useNavigate();
  return () =>
    void navigate({
      to: '.',
      search: (now) => ({
        ...now,
        dialog: undefined,
        bulk: undefined,
        webhook: undefined,
        key: undefined,
        person: undefined,
      }),
      replace: true,
      resetScroll: false,
    });
}
