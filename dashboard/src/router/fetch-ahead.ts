import type { RegisteredRouter } from '@tanstack/react-router';

/**
 * Fetches the code of every page, so that each can still be opened, and say what is wrong, when the
 * relay that serves it is down. What fails is fetched again when it is needed.
 */
export async function fetchAhead(router: RegisteredRouter): Promise<void> {
  await Promise.allSettled([
    ...Object.values(router.routesById).map((route) => router.loadRouteChunk(route)),
    import('@/features/events/send-dialog'),
    import('@/shell/palette'),
    import('@/shell/shortcuts-dialog'),
  ]);
}
