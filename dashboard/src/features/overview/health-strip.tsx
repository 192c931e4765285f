import { CircleAlert, CircleCheck, CircleHelp, CircleX, type LucideIcon } from 'lucide-react';
import type { ComponentHealth, Overview } from '@/api/overview';
import { Badge, type Tone } from '@/components/badge';

const STATES: Record<ComponentHealth['state'], { word: string; tone: Tone; icon: LucideIcon }> = {
  up: { word: 'Up', tone: 'ok', icon: CircleCheck },
  degraded: { word: 'Degraded', tone: 'warn', icon: CircleAlert },
  down: { word: 'Down', tone: 'bad', icon: CircleX },
  unknown: { word: 'Unknown', tone: 'idle', icon: CircleHelp },
};

const PARTS: readonly { part: keyof Overview['health']; name: string }[] = [
  { part: 'postgresql', name: 'PostgreSQL' },
  { part: 'kafka', name: 'Kafka' },
  { part: 'worker', name: 'Worker' },
  { part: 'outbox', name: 'Outbox' },
];

/** Each part of the relay, and of each that is not well what is the matter. */
export function HealthStrip({ health }: { health: Overview['health'] }) {
  const unwell = PARTS.filter(({ part }) => health[part].state !== 'up');
  return (
    <section aria-label="Health of the relay" className="rounded-lg border bg-card">
      <dl className="grid grid-cols-2 sm:grid-cols-4 sm:divide-x">
        {PARTS.map(({ part, name }) => {
          const { word, tone, icon } = STATES[health[part].state];
          return (
            <div key={part} className="flex items-center justify-between gap-3 px-4 py-2.5">
              <dt className="text-muted-foreground">{name}</dt>
              <dd>
                <Badge tone={tone} icon={icon} title={health[part].detail} className="font-medium">
                  {word}
                </Badge>
              </dd>
            </div>
          );
        })}
      </dl>
      {unwell.length > 0 && (
        <ul className="border-t px-4 py-2.5">
          {unwell.map(({ part, name }) => (
            <li key={part}>
              <span className="font-medium">{name}:</span> {health[part].detail}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
