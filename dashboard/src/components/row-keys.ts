import { useRef, type KeyboardEvent, type MouseEvent } from 'react';
import type { Selection } from './data-table';

/**
 * For the tick boxes of a table's rows: Shift with a click ticks from the box that was clicked last
 * to this one; the arrow keys go from row to row, and with Shift tick the one that they come to.
 */
export function useRowKeys(rowIds: readonly string[], selection: Selection | undefined) {
  const last = useRef<string>(undefined);
  const add = (ids: readonly string[]) => selection?.onChange(new Set([...selection.ids, ...ids]));
  return (id: string) => ({
    onClick: (event: MouseEvent) => {
      const start = last.current === undefined ? -1 : rowIds.indexOf(last.current);
      const end = rowIds.indexOf(id);
      last.current = id;
      if (!event.shiftKey || start === -1) return;
      event.preventDefault();
      add(rowIds.slice(Math.min(start, end), Math.max(start, end) + 1));
    },
    onKeyDown: (event: KeyboardEvent) => {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      const next = step === 0 ? undefined : rowIds[rowIds.indexOf(id) + step];
      if (next === undefined) return;
      event.preventDefault();
      const boxes = event.currentTarget.closest('tbody')?.querySelectorAll('[role=checkbox]');
      const box = boxes?.item(rowIds.indexOf(next));
      if (box instanceof HTMLElement) box.focus();
      last.current = next;
      if (event.shiftKey) add([id, next]);
    },
  });
}
