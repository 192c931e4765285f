import { LogOut, Monitor, Moon, Settings2, Sun } from 'lucide-react';
import { Segmented } from '@/components/segmented';
import { Button } from '@/components/ui/button';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import { endSession } from '@/session/log-out';
import { useLoggedIn } from '@/session/session';
import { themeChoice } from '@/theme/theme';
import { zoneChoice } from '@/time/zone';
import { useCommands } from './commands-context';

const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon };

/** How the person at this browser likes to see things, and the way out. */
export function Preferences() {
  const theme = themeChoice.use();
  const zone = zoneChoice.use();
  const { showShortcuts } = useCommands();
  const { person, role } = useLoggedIn();
  const Icon = THEME_ICONS[theme];
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button variant="ghost" className="md:w-full md:justify-start md:px-2">
          <Settings2 aria-hidden className="size-4" />
          <span className="max-md:sr-only">Preferences</span>
          <span className="ml-auto flex items-center gap-1.5 text-xs max-md:hidden">
            {zone === 'utc' ? 'UTC' : 'Local'}
            <Icon aria-hidden />
          </span>
        </Button>
      </PopoverTrigger>
      <PopoverContent side="top" align="start" className="w-64 space-y-3" aria-label="Preferences">
        <p className="truncate border-b pb-2">
          <span className="font-medium">{person.name}</span>{' '}
          <span className="text-muted-foreground">{role}</span>
        </p>
        <div>
          <p className="mb-1 text-xs text-muted-foreground">Theme</p>
          <Segmented
            className="flex"
            label="Theme"
            value={theme}
            onChange={themeChoice.set}
            options={[
              { value: 'system', label: 'System' },
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ]}
          />
        </div>
        <div>
          <p className="mb-1 text-xs text-muted-foreground">Times are shown in</p>
          <Segmented
            className="flex"
            label="Time zone"
            value={zone}
            onChange={zoneChoice.set}
            options={[
              { value: 'local', label: 'Local time' },
              { value: 'utc', label: 'UTC' },
            ]}
          />
        </div>
        <div className="flex justify-between border-t pt-2">
          <Button variant="ghost" size="sm" onClick={showShortcuts}>
            Shortcuts
          </Button>
          <Button variant="ghost" size="sm" onClick={endSession}>
            <LogOut aria-hidden />
            Log out
          </Button>
        </div>
      </PopoverContent>
    </Popover>
  );
}
