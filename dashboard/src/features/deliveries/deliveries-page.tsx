import { PageHeader } from '@/components/page-header';

export function DeliveriesPage() {
  return <PageHeader title="Deliveries" />;
}
