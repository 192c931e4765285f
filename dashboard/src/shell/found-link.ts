export interface Found {
  kind: 'event' | 'webhook' | 'delivery';
  id: string;
}

const KINDS: Record<string, Found['kind']> = { evt: 'event', whk: 'webhook', dlv: 'delivery' };
const ID = /^(evt|whk|dlv)_[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** What a text is the id of, told by the id alone, so that a pasted one opens without asking. */
export function kindOfId(text: string): Found | undefined {
  const kind = KINDS[ID.exec(text)?.[1] ?? ''];
  return kind === undefined ? undefined : { kind, id: text };
}

export function linkTo({ kind, id }: Found) {
  switch (kind) {
    case 'event':
      return { to: '/events/$eventId', params: { eventId: id } } as const;
    case 'webhook':
      return { to: '/webhooks/$webhookId', params: { webhookId: id } } as const;
    case 'delivery':
      return { to: '/deliveries/$deliveryId', params: { deliveryId: id } } as const;
  }
}
