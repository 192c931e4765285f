import type { AuditEntry } from '@/api/audit';

/** What an action of the audit log is called here. */
export const ACTION_WORDS: Record<AuditEntry['action'], string> = {
  'tenant.created': 'Made a tenant',
  'webhook.registered': 'Registered a webhook',
  'webhook.changed': 'Changed a webhook',
  'webhook.disabled': 'Disabled a webhook whose endpoint is gone',
  'webhook.deleted': 'Deleted a webhook',
  'webhook.secret_rotated': 'Rotated the secret of a webhook',
  'webhook.tested': 'Tested a webhook',
  'delivery.retried': 'Retried a delivery',
  'delivery.cancelled': 'Cancelled a delivery',
  'bulk_action.started': 'Retried or cancelled many',
  'event.replayed': 'Replayed an event',
  'event.viewed': 'Looked at an event',
  'person.logged_in': 'Logged in',
  'person.added': 'Added a person',
  'person.changed': 'Changed a person',
  'person.deleted': 'Deleted a person',
  'key.created': 'Made a key',
  'key.rotated': 'Rotated a key',
  'key.revoked': 'Revoked a key',
};

export const ACTIONS = Object.keys(ACTION_WORDS) as AuditEntry['action'][];
