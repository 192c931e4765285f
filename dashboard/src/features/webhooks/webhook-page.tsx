import { PageHeader } from '@/components/page-header';

export function WebhookPage() {
  return <PageHeader title="Webhook" />;
}
