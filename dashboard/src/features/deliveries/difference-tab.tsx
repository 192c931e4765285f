import { Equal, EqualNot } from 'lucide-react';
import type { Attempt } from '@/api/deliveries';
import { cn } from '@/components/cn';
import { Select } from '@/components/ui/select';
import { Table, TableCell, TableHead, TableRow } from '@/components/ui/table';
import { attemptWords } from '@/components/attempt-words';
import { bodyDifference, fieldDifferences, type DiffLine } from './attempt-difference';

interface DifferenceTabProps {
  log: readonly Attempt[];
  attempt: Attempt;
  /** The number of the other one; the one before if undefined. */
  other: number | undefined;
  onOther: (attempt: number) => void;
}

/** Two attempts side by side: what changed from one to the other. */
export function DifferenceTab({ log, attempt, other, onOther }: DifferenceTabProps) {
  const others = log.filter(({ id }) => id !== attempt.id);
  const compared =
    others.find((one) => one.attempt === other) ??
    others.findLast((one) => one.attempt < attempt.attempt) ??
    others[0];
  if (compared === undefined) {
    return (
      <p className="text-muted-foreground">
        There is one attempt so far, so there is nothing to compare it with.
      </p>
    );
  }
  const [before, after] =
    compared.attempt < attempt.attempt ? [compared, attempt] : [attempt, compared];
  return (
    <div className="space-y-4">
      <p className="flex flex-wrap items-center gap-2">
        Attempt {attempt.attempt} compared with
        <Select
          aria-label="Compared with"
          value={String(compared.attempt)}
          onChange={(event) => onOther(Number(event.target.value))}
        >
          {others.map((one) => (
            <option key={one.id} value={one.attempt}>
              attempt {one.attempt} ({attemptWords(one)})
            </option>
          ))}
        </Select>
      </p>
      <Fields before={before} after={after} />
      <Body before={before.responseBody} after={after.responseBody} />
    </div>
  );
}

function Fields({ before, after }: { before: Attempt; after: Attempt }) {
  return (
    <Table aria-label="Fields">
      <thead>
        <tr>
          <TableHead className="w-24">
            <span className="sr-only">Field</span>
          </TableHead>
          <TableHead>Attempt {before.attempt}</TableHead>
          <TableHead>Attempt {after.attempt}</TableHead>
          <TableHead className="w-28">Difference</TableHead>
        </tr>
      </thead>
      <tbody>
        {fieldDifferences(before, after).map((field) => {
          const same = field.before === field.after;
          const Icon = same ? Equal : EqualNot;
          return (
            <TableRow key={field.name}>
              <th scope="row" className="px-3 font-medium">
                {field.name}
              </th>
              <TableCell className="wrap-anywhere">{field.before}</TableCell>
              <TableCell className={cn('wrap-anywhere', !same && 'font-medium')}>
                {field.after}
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

const LINES: Record<DiffLine['kind'], { sign: string; says: string; look: string }> = {
  same: { sign: ' ', says: '', look: 'text-muted-foreground' },
  gone: { sign: '−', says: 'gone: ', look: 'bg-bad/10' },
  new: { sign: '+', says: 'new: ', look: 'bg-ok/12' },
};

function Body({ before, after }: { before: string | null; after: string | null }) {
  const lines = bodyDifference(before, after);
  const same = lines.every(({ kind }) => kind === 'same');
  return (
    <section aria-label="Bodies">
      <h3 className="mb-1.5 font-medium">Bodies of the answers</h3>
      {same ? (
        <p className="text-muted-foreground">
          {(before ?? '') === '' ? 'Neither has one.' : 'They are the same.'}
        </p>
      ) : (
        <div
          role="region"
          aria-label="Difference of the bodies"
          tabIndex={0}
          className="max-h-[32rem] overflow-auto rounded-md border bg-background py-2 font-mono text-[12.5px] leading-relaxed"
        >
          {lines.map(({ kind, text }, line) => (
            <div key={line} className={cn('flex gap-2 px-3', LINES[kind].look)}>
              <span aria-hidden className="w-[1ch] shrink-0 select-none">
                {LINES[kind].sign}
              </span>
              <span className="sr-only">{LINES[kind].says}</span>
              <span className="min-w-0 wrap-anywhere whitespace-pre-wrap">{text}</span>
            </div>
          ))}
        </div>
      )}
    </section>
  );
}
