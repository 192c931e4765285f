import * as z from 'zod/mini';
import type { AuditEntry } from '@/api/audit';
import { instant, oneOf, text } from '@/router/search-fields';
import { ACTIONS } from './audit-words';

export const auditSearch = z.object({
  actor: text,
  action: oneOf(ACTIONS as [AuditEntry['action'], ...AuditEntry['action'][]]),
  object: text,
  from: instant,
  to: instant,
  cursor: text,
});

export type AuditSearch = z.infer<typeof auditSearch>;
