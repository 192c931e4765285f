import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { overviewQuery } from '@/api/overview';
import { Answered } from '@/components/answered';
import { PageHeader } from '@/components/page-header';
import { RangeSwitch } from '@/components/range-switch';
import { cn } from '@/components/cn';
import { OverviewFigures } from './overview-figures';
import { OverviewSkeleton } from './overview-skeleton';

const route = getRouteApi('/');

export function OverviewPage() {
  const { range = '1h' } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(overviewQuery(range));
  return (
    <>
      <PageHeader
        title="Overview"
        actions={
          <RangeSwitch
            value={range}
            onChange={(next) =>
              void navigate({ search: { range: next === '1h' ? undefined : next } })
            }
          />
        }
      />
      <Answered query={query} skeleton={<OverviewSkeleton />}>
        {(overview) => (
          <div
            aria-busy={query.isPlaceholderData}
            className={cn('transition-opacity', query.isPlaceholderData && 'opacity-60')}
          >
            <OverviewFigures overview={overview} range={range} />
          </div>
        )}
      </Answered>
    </>
  );
}
