import { Link } from '@tanstack/react-router';
import type { Overview, Range } from '@/api/overview';
import { count, percent, successRate } from '@/components/numbers';
import { Panel } from '@/components/panel';

/** The endpoints with the most failures, so that the one to look at is the first one. */
export function WorstEndpoints({ overview, range }: { overview: Overview; range: Range }) {
  const failing = overview.worst.filter(({ failed }) => failed > 0);
  return (
    <Panel id="failures" title="Worst endpoints" flush>
      {failing.length === 0 ? (
        <p className="px-4 py-8 text-center text-muted-foreground">
          {overview.totals.failed === 0
            ? 'No attempt failed in this range.'
            : 'What failed in this range was for webhooks that have been deleted since.'}
        </p>
      ) : (
        <div className="overflow-x-auto">
          <table aria-label="Worst endpoints" className="w-full text-left">
            <thead className="text-xs text-muted-foreground">
              <tr>
                <th scope="col" className="px-4 pt-2.5 pb-1 font-medium">
                  Endpoint
                </th>
                <th scope="col" className="px-3 pt-2.5 pb-1 text-right font-medium">
                  Failed
                </th>
                <th scope="col" className="px-4 pt-2.5 pb-1 text-right font-medium">
                  Success
                </th>
              </tr>
            </thead>
            <tbody>
              {failing.map(({ webhookId, url, enabled, succeeded, failed }) => (
                <tr key={webhookId} className="hover:bg-muted/50">
                  <td className="max-w-0 truncate px-4 py-1.5" title={url}>
                    <Link
                      to="/webhooks/$webhookId"
                      params={{ webhookId }}
                      search={range === '1h' ? {} : { range }}
                      className="hover:underline"
                    >
                      {url}
                    </Link>
                    {!enabled && <span className="text-muted-foreground"> · disabled</span>}
                  </td>
                  <td className="w-24 px-3 py-1.5 text-right">
                    <Link
                      to="/webhooks/$webhookId"
                      params={{ webhookId }}
                      search={range === '1h' ? {} : { range }}
                      hash="failures"
                      className="text-bad hover:underline"
                    >
                      {count(failed)}
                    </Link>
                  </td>
                  <td className="w-24 px-4 py-1.5 text-right">
                    {percent(successRate(succeeded, failed))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
