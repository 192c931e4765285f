import type { Attempt } from '@/api/deliveries';
import { REDACTED } from '@/api/redacted';
import { cn } from '@/components/cn';
import { counted } from '@/components/numbers';
import { Table, TableCell, TableHead, TableRow } from '@/components/ui/table';

/** The headers of an answer in the order in which they came. */
export function ResponseHeaders({ attempt }: { attempt: Attempt }) {
  const { responseHeaders: headers, responseHeadersLeftOut: leftOut } = attempt;
  return (
    <section aria-label="Headers">
      <h3 className="mb-1.5 font-medium">Headers of the answer</h3>
      {headers === null ? (
        <p className="text-muted-foreground">They were not kept yet when this attempt was made.</p>
      ) : headers.length === 0 ? (
        <p className="text-muted-foreground">None are kept.</p>
      ) : (
        <Table aria-label="Headers of the answer" className="text-[12.5px]">
          <thead className="sr-only">
            <tr>
              <TableHead>Name</TableHead>
              <TableHead>Value</TableHead>
            </tr>
          </thead>
          <tbody className="font-mono">
            {headers.map(({ name, value }, place) => (
              <TableRow key={place}>
                <th
                  scope="row"
                  className="w-40 px-3 py-1 align-top font-normal text-muted-foreground"
                >
                  {name}
                </th>
                <TableCell
                  className={cn(
                    'h-auto wrap-anywhere',
                    value === REDACTED && 'text-muted-foreground italic',
                  )}
                >
                  {value}
                </TableCell>
              </TableRow>
            ))}
          </tbody>
        </Table>
      )}
      {leftOut > 0 && (
        <p className="mt-1.5 text-xs text-muted-foreground">
          {counted(leftOut, 'header', 'headers')} more came: of an answer, at most 64 are kept, of
          8,192 characters in all.
        </p>
      )}
    </section>
  );
}
