import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import { WebhookName } from '@/components/webhook-name';
import { WebhookChoice } from './webhook-choice';

interface WebhookFilterProps {
  value: string | undefined;
  onChange: (webhookId: string | undefined) => void;
}

export function WebhookFilter({ value, onChange }: WebhookFilterProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button variant="outline" className="w-60 max-w-full justify-between font-normal">
          <span className="truncate">
            <span className="sr-only">Webhook: </span>
            {value === undefined ? 'Every webhook' : <WebhookName id={value} />}
          </span>
          <ChevronDown aria-hidden className="text-muted-foreground" />
        </Button>
      </PopoverTrigger>
      <PopoverContent
        align="start"
        aria-label="Webhook"
        className="w-96 max-w-[calc(100vw-2rem)] p-0"
      >
        <WebhookChoice
          onChoose={(webhookId) => {
            setOpen(false);
            onChange(webhookId);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}
