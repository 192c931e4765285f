/*
 * JSON as it was sent. `JSON.parse` makes a double of every number, so 9007199254740993 would be
 * shown as 9007199254740992 and 12.50 as 12.5. These functions work on the text instead, and
 * change nothing but the space between tokens. They expect text that is valid JSON.
 */

/** A string, one of the six signs, or a run of anything else that is not space. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

export interface Cut {
  /** The text of the member's value as it was sent; undefined if there is no such member. */
  value: string | undefined;
  /** The text without that member's value, which is `null` there. */
  rest: string;
}

/** Takes the value of a member of the outermost object out of the text. */
export function cutMember(text: string, name: string): Cut {
  const wanted = JSON.stringify(name);
  let depth = 0;
  let start: number | undefined;
  let key: string | undefined;
  for (const match of text.matchAll(TOKEN)) {
    const token = match[0];
    if (start !== undefined && depth === 1 && (token === ',' || token === '}')) {
      const value = text.slice(start, match.index).trim();
      return { value, rest: `${text.slice(0, start)}null${text.slice(match.index)}` };
    }
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else if (depth === 1 && token === ':' && key === wanted) start ??= match.index + 1;
    else if (depth === 1) key = token;
  }
  return { value: undefined, rest: text };
}

/** Lays the text out over lines, two spaces a level. */
export function indentJson(text: string): string {
  let out = '';
  let depth = 0;
  let before = '';
  const line = () => `\n${'  '.repeat(depth)}`;
  for (const [token] of text.matchAll(TOKEN)) {
    const closes = token === '}' || token === ']';
    const opened = before === '{' || before === '[';
    if (closes) {
      depth -= 1;
      if (!opened) out += line();
    } else if (opened || before === ',') {
      out += line();
    }
    out += token === ':' ? ': ' : token;
    if (token === '{' || token === '[') depth += 1;
    before = token;
  }
  return out;
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
