import type { UseFormRegisterReturn } from 'react-hook-form';
import { FormField } from '@/components/form-field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';

interface SigningInputsProps {
  chosen: 'v1' | 'v1a';
  /** Has to empty the secret when it changes: its field may be gone then. */
  signature: UseFormRegisterReturn;
  secret: UseFormRegisterReturn;
  secretError: string | undefined;
}

/** How a webhook is signed. With v1a there is no secret to choose: the relay makes the keys. */
export function SigningInputs({ chosen, signature, secret, secretError }: SigningInputsProps) {
  return (
    <>
      <FormField
        label="Signature"
        hint={
          chosen === 'v1'
            ? 'The endpoint verifies with a secret that it shares with the relay.'
            : 'The endpoint verifies with a public key; the private one never leaves the relay.'
        }
      >
        {(field) => (
          <Select {...field} {...signature} className="w-full">
            <option value="v1">v1: HMAC-SHA256</option>
            <option value="v1a">v1a: Ed25519</option>
          </Select>
        )}
      </FormField>
      {chosen === 'v1' && (
        <FormField
          label="Signing secret"
          optional
          hint="whsec_ and then 24 to 64 bytes in base64. The relay makes one if this is left empty."
          error={secretError}
        >
          {(field) => (
            <Input
              {...field}
              {...secret}
              className="font-mono text-[12.5px]"
              placeholder="whsec_…"
              autoCapitalize="none"
              autoComplete="off"
              spellCheck={false}
            />
          )}
        </FormField>
      )}
    </>
  );
}
