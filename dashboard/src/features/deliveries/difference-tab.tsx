import type { Attempt } from '@/api/deliveries';
import { cn } from '@/components/cn';
import { Select } from '@/components/ui/select';
import { counted } from '@/components/numbers';
import { attemptWords } from '@/components/attempt-words';
import {
  bodyDifference,
  fieldDifferences,
  headerDifferences,
  hidesHeaders,
  type DiffLine,
} from './attempt-difference';
import { DifferenceTable } from './difference-table';

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
      <DifferenceTable
        label="Fields"
        before={before}
        after={after}
        differences={fieldDifferences(before, after)}
      />
      <Headers before={before} after={after} />
      <Body before={before.responseBody} after={after.responseBody} />
    </div>
  );
}

function Headers({ before, after }: { before: Attempt; after: Attempt }) {
  const all = headerDifferences(before, after);
  const changed = all.filter((header) => header.before !== header.after);
  const same = all.length - changed.length;
  return (
    <section aria-label="Headers">
      <h3 className="mb-1.5 font-medium">Headers of the answers</h3>
      {changed.length > 0 && (
        <DifferenceTable label="Headers" before={before} after={after} differences={changed} />
      )}
      <p className="mt-1.5 text-muted-foreground">
        {all.length === 0
          ? 'There are none to compare.'
          : changed.length === 0
            ? 'They are the same.'
            : same > 0 && `${counted(same, 'other is', 'others are')} the same.`}
        {(hidesHeaders(before) || hidesHeaders(after)) &&
          ' What is redacted, or was not kept, is not compared.'}
      </p>
    </section>
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
