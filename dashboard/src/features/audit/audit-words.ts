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
  'person.logged_out': 'Logged out',
  'person.added': 'Added a person',
  'person.changed': 'Renamed a person',
  'person.role_changed': 'Gave a person another role',
  'person.password_changed': 'Changed the password of a person',
  'person.disabled': 'Disabled a person',
  'person.enabled': 'Enabled a person',
  'person.moved': 'Moved a person to another tenant',
  'person.deleted': 'Deleted a person',
  'key.created': 'Made a key',
  'key.rotated': 'Rotated a key',
  'key.revoked': 'Revoked a key',
};

export const ACTIONS = Object.keys(ACTION_WORDS) as AuditEntry['action'][];
