import { CalendarClock } from 'lucide-react';
import { useId, useState } from 'react';
import { fieldOf, momentOf } from '@/time/datetime-field';
import { absolute } from '@/time/format';
import { serverNow } from '@/time/server-clock';
import { zoneChoice } from '@/time/zone';
import { Button } from './ui/button';
import { Input } from './ui/input';
import { Label } from './ui/label';
import { Popover, PopoverContent, PopoverTrigger } from './ui/popover';

const MINUTE = 60_000;
const PRESETS = [
  { name: 'Last 15 minutes', ms: 15 * MINUTE },
  { name: 'Last hour', ms: 60 * MINUTE },
  { name: 'Last 24 hours', ms: 24 * 60 * MINUTE },
  { name: 'Last 7 days', ms: 7 * 24 * 60 * MINUTE },
];

export interface TimeSpan {
  from: string | undefined;
  to: string | undefined;
}

interface TimeFilterProps extends TimeSpan {
  onChange: (span: TimeSpan) => void;
}

/**
 * From and to. A preset becomes the moment that it means when it is chosen, so that a shared link
 * shows the same to whoever opens it later.
 */
export function TimeFilter({ from, to, onChange }: TimeFilterProps) {
  const [open, setOpen] = useState(false);
  const zone = zoneChoice.use();
  const choose = (span: TimeSpan) => {
    setOpen(false);
    onChange(span);
  };
  const short = (iso: string) => absolute(iso, zone).slice(0, 16);
  const words =
    from === undefined
      ? to === undefined
        ? 'Any time'
        : `Before ${short(to)}`
      : to === undefined
        ? `Since ${short(from)}`
        : `${short(from)} – ${short(to)}`;
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button variant="outline" className="font-normal">
          <CalendarClock aria-hidden className="text-muted-foreground" />
          <span>
            <span className="sr-only">Time: </span>
            {words}
          </span>
        </Button>
      </PopoverTrigger>
      <PopoverContent align="start" className="w-72" aria-label="Time">
        <div className="grid grid-cols-2 gap-1.5">
          {PRESETS.map(({ name, ms }) => (
            <Button
              key={name}
              variant="outline"
              size="sm"
              onClick={() =>
                choose({ from: new Date(serverNow() - ms).toISOString(), to: undefined })
              }
            >
              {name}
            </Button>
          ))}
        </div>
        <SpanForm from={from} to={to} onChange={choose} />
      </PopoverContent>
    </Popover>
  );
}

function SpanForm({ from, to, onChange }: TimeFilterProps) {
  const id = useId();
  const zone = zoneChoice.use();
  const [start, setStart] = useState(from === undefined ? '' : fieldOf(from, zone));
  const [end, setEnd] = useState(to === undefined ? '' : fieldOf(to, zone));
  return (
    <form
      className="mt-3 space-y-2.5 border-t pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        onChange({ from: momentOf(start, zone), to: momentOf(end, zone) });
      }}
    >
      <div>
        <Label htmlFor={`${id}-from`} className="mb-1">
          From
        </Label>
        <Input
          id={`${id}-from`}
          type="datetime-local"
          step={1}
          value={start}
          onChange={(event) => setStart(event.target.value)}
        />
      </div>
      <div>
        <Label htmlFor={`${id}-to`} className="mb-1">
          Before
        </Label>
        <Input
          id={`${id}-to`}
          type="datetime-local"
          step={1}
          value={end}
          onChange={(event) => setEnd(event.target.value)}
        />
      </div>
      <div className="flex items-center justify-between">
        <span className="text-xs text-muted-foreground">
          {zone === 'utc' ? 'In UTC' : 'In local time'}
        </span>
        <span className="flex gap-1.5">
          <Button
            variant="ghost"
            size="sm"
            onClick={() => onChange({ from: undefined, to: undefined })}
          >
            Any time
          </Button>
          <Button type="submit" size="sm">
            Apply
          </Button>
        </span>
      </div>
    </form>
  );
}
