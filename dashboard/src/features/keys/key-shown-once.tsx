import type { MadeApiKey } from '@/api/keys';
import { CopyButton } from '@/components/copy-button';
import { Button } from '@/components/ui/button';
import { DialogClose, DialogDescription, DialogFooter, DialogTitle } from '@/components/ui/dialog';

/** The only time that the key is seen: the relay itself keeps its hash alone. */
export function KeyShownOnce({ made }: { made: MadeApiKey }) {
  return (
    <>
      <DialogTitle>The key is made</DialogTitle>
      <DialogDescription>
        Keep it now, where the service that calls the relay can read it.{' '}
        <strong className="text-foreground">It is not shown again.</strong>
      </DialogDescription>
      <div className="mt-4 flex items-center gap-2 rounded-md border bg-muted py-2 pr-2 pl-3">
        <code className="min-w-0 flex-1 font-mono text-[12.5px] break-all">{made.key}</code>
        <CopyButton text={made.key} what="the key" />
      </div>
      <DialogFooter>
        <DialogClose asChild>
          <Button>I have kept it</Button>
        </DialogClose>
      </DialogFooter>
    </>
  );
}
