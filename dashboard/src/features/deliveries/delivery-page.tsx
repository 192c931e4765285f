import { PageHeader } from '@/components/page-header';

export function DeliveryPage() {
  return <PageHeader title="Delivery" />;
}
