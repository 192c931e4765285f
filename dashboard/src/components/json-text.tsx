import { indentJson, isJson } from '@/api/raw-json';
import { CodeText } from './code-text';
import { Segmented } from './segmented';

export type JsonLayout = 'indented' | 'sent';

const LAYOUTS = [
  { value: 'indented', label: 'Indented' },
  { value: 'sent', label: 'As sent' },
] as const;

interface JsonTextProps {
  text: string;
  what: string;
  layout: JsonLayout;
}

/** JSON with its tokens as they were sent; text that is no JSON is shown as it is. */
export function JsonText({ text, what, layout }: JsonTextProps) {
  const shown = layout === 'indented' && isJson(text) ? indentJson(text) : text;
  return <CodeText text={shown} what={what} copied={text} />;
}

export function JsonLayoutSwitch({
  value,
  onChange,
}: {
  value: JsonLayout;
  onChange: (layout: JsonLayout) => void;
}) {
  return <Segmented label="Layout" value={value} options={LAYOUTS} onChange={onChange} />;
}
