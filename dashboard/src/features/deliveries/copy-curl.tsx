import { Check, Terminal } from 'lucide-react';
import { useId, useState } from 'react';
import { toast } from 'sonner';
import { REDACTED } from '@/api/redacted';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import { serverNow } from '@/time/server-clock';
import { curlOf, signedNow, type SentRequest } from './sent-request';

async function copy(text: string, says: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast.success('Copied as cURL', { description: says });
  } catch {
    toast.error('The browser did not let it be copied', {
      description: 'Copying needs https or localhost.',
    });
  }
}

interface CopyCurlProps {
  request: SentRequest;
  eventId: string;
  /** Whether anybody but the relay has what it is signed with. */
  signable: boolean;
}

/** Copies without a signature at once; with one only for who has the signing secret at hand. */
export function CopyCurl({ request, eventId, signable }: CopyCurlProps) {
  const id = useId();
  const [secret, setSecret] = useState('');
  const [wrong, setWrong] = useState(false);
  const copySigned = async () => {
    try {
      const signed = await signedNow(request, eventId, secret, serverNow());
      await copy(
        curlOf(signed),
        signed.headers.some(({ value }) => value === REDACTED)
          ? `Signed for now. Fill in the secret headers: they are ${REDACTED}.`
          : 'Signed for now.',
      );
    } catch {
      setWrong(true);
    }
  };
  return (
    <span className="flex gap-1.5">
      <Button
        variant="outline"
        size="sm"
        onClick={() => void copy(curlOf(request), 'The signature and secret headers are redacted.')}
      >
        <Terminal aria-hidden />
        Copy as cURL
      </Button>
      {signable && (
        <Popover>
          <PopoverTrigger asChild>
            <Button variant="ghost" size="sm">
              Signed…
            </Button>
          </PopoverTrigger>
          <PopoverContent align="end" className="w-80" aria-label="Copy as cURL, signed">
            <form
              onSubmit={(event) => {
                event.preventDefault();
                void copySigned();
              }}
            >
              <Label htmlFor={id} className="mb-1.5">
                Signing secret of the webhook
              </Label>
              <Input
                id={id}
                type="password"
                autoComplete="off"
                placeholder="whsec_…"
                className="font-mono text-[12.5px]"
                value={secret}
                onChange={(event) => {
                  setSecret(event.target.value);
                  setWrong(false);
                }}
                aria-invalid={wrong}
                aria-describedby={`${id}-said`}
                required
              />
              <p
                id={`${id}-said`}
                role={wrong ? 'alert' : undefined}
                className={wrong ? 'mt-1.5 text-bad' : 'mt-1.5 text-xs text-muted-foreground'}
              >
                {wrong
                  ? 'This is no secret: whsec_ and then base64.'
                  : 'It signs the command in this browser and goes nowhere else.'}
              </p>
              <Button type="submit" size="sm" className="mt-2.5">
                <Check aria-hidden />
                Copy signed
              </Button>
            </form>
          </PopoverContent>
        </Popover>
      )}
    </span>
  );
}
