import { useEffect } from 'react';

/** Keys as `mod+k`, `?`, or `g o` (one after the other), and what they do. */
export type Shortcuts = Record<string, () => void>;

const SEQUENCE_MS = 1_200;

/**
 * Listens to the whole page. A plain key does nothing while something is typed or a dialog is open.
 * `shortcuts` must be stable from render to render.
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  useEffect(() => {
    let before: { key: string; at: number } | undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return;
      const modified = event.ctrlKey || event.metaKey;
      if (!modified && (isTyping(event.target) || isDialogOpen())) return;
      const key = modified ? `mod+${event.key.toLowerCase()}` : event.key;
      const sequence =
        before !== undefined && event.timeStamp - before.at < SEQUENCE_MS
          ? `${before.key} ${key}`
          : undefined;
      const action = (sequence === undefined ? undefined : shortcuts[sequence]) ?? shortcuts[key];
      before = action === undefined ? { key, at: event.timeStamp } : undefined;
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [shortcuts]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable]') !== null
  );
}

function isDialogOpen(): boolean {
  return document.querySelector('[role=dialog], [role=menu]') !== null;
}

/** Puts the focus into the page's own search field: the input with `data-page-search`. */
export function focusPageSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('input[data-page-search]');
  field?.focus();
  field?.select();
  return field !== null;
}
