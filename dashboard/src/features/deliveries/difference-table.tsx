import { Equal, EqualNot } from 'lucide-react';
import type { Attempt } from '@/api/deliveries';
import { cn } from '@/components/cn';
import { Table, TableCell, TableHead, TableRow } from '@/components/ui/table';
import type { Difference } from './attempt-difference';

interface DifferenceTableProps {
  label: string;
  before: Attempt;
  after: Attempt;
  differences: Difference[];
}

/** What two attempts have side by side, a row each. */
export function DifferenceTable({ label, before, after, differences }: DifferenceTableProps) {
  return (
    <Table aria-label={label}>
      <thead>
        <tr>
          <TableHead className="w-24">
            <span className="sr-only">Name</span>
          </TableHead>
          <TableHead>Attempt {before.attempt}</TableHead>
          <TableHead>Attempt {after.attempt}</TableHead>
          <TableHead className="w-28">Difference</TableHead>
        </tr>
      </thead>
      <tbody>
        {differences.map((one) => {
          const same = one.before === one.after;
          const Icon = same ? Equal : EqualNot;
          return (
            <TableRow key={one.name}>
              <th scope="row" className="px-3 font-medium">
                {one.name}
              </th>
              <TableCell className="wrap-anywhere whitespace-pre-line">{one.before}</TableCell>
              <TableCell
                className={cn('wrap-anywhere whitespace-pre-line', !same && 'font-medium')}
              >
                {one.after}
              </TableCell>
              <TableCell className={same ? 'text-muted-foreground' : 'text-warn'}>
                <span className="inline-flex items-center gap-1.5">
                  <Icon aria-hidden className="size-3.5" />
                  {same ? 'same' : 'changed'}
                </span>
              </TableCell>
            </TableRow>
          );
        })}
      </tbody>
    </Table>
  );
}
