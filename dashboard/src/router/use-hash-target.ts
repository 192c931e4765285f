import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/**
 * Brings an element into view that the hash of the URL names. The router does it too, but before
 * what the page shows has been read.
 */
export function useHashTarget(id: string | undefined) {
  const target = useRef<HTMLElement>(null);
  const hash = useLocation({ select: (location) => location.hash });
  useEffect(() => {
    if (hash === id) target.current?.scrollIntoView();
  }, [hash, id]);
  return target;
}
