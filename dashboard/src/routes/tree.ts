import { auditRoute } from './audit';
import { deliveriesRoute } from './deliveries';
import { deliveryRoute } from './delivery';
import { eventRoute } from './event';
import { eventsRoute } from './events';
import { keysRoute } from './keys';
import { overviewRoute } from './overview';
import { peopleRoute } from './people';
import { rootRoute } from './root';
import { webhookRoute } from './webhook';
import { webhooksRoute } from './webhooks';

export const routeTree = rootRoute.addChildren([
  overviewRoute,
  eventsRoute,
  eventRoute,
  deliveriesRoute,
  deliveryRoute,
  webhooksRoute,
  webhookRoute,
  keysRoute,
  peopleRoute,
  auditRoute,
]);
