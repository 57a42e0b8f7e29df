import { parseDocument } from 'yaml';
import { ID_PATTERN } from './article-id.ts';

/** What front matter may say about an article; `null` when it does not. Unknown keys are ignored. */
export interface FrontMatter {
  title: string | null;
  id: string | null;
  source: string | null;
  url: string | null;
  published: string | null;
  language: string | null;
}

export interface FrontMatterResult {
  /** `null` when the text has no front matter. */
  matter: FrontMatter | null;
  /** Everything after the front matter, exactly as written. */
  body: string;
  /** Values that were left out, a sentence each; the article is read all the same. */
  faults: string[];
}

const NOTHING: FrontMatter = {
  title: null,
  id: null,
  source: null,
  url: null,
  published: null,
  language: null,
};
const CURE = 'put text that holds ": " or "#" in quotation marks, or remove the front matter';
/** More than this is no front matter. */
const LONGEST = 20_000;

/**
 * Takes YAML front matter (`---`, lines of `key: value`, `---`) off the head of a text. A text that begins with `---` and
 * no key is a text that begins with a rule.
 * @returns `why` instead when the front matter is broken: the whole file is then left out, lest it be quoted.
 */
export function splitFrontMatter(text: string): FrontMatterResult | { why: string } {
  const opening = /^\s*---[ \t]*\n/.exec(text.slice(0, 200));
  if (opening === null) return { matter: null, body: text, faults: [] };
  const head = text.slice(opening[0].length, opening[0].length + LONGEST);
  if (
    !/^(?:[ \t]*(?:#.*)?\n)*[ \t]*["']?[\p{L}_][\p{L}\p{N}_-]{0,40}["']?[ \t]*:(?:[ \t]|\n|$)/u.test(head)
  ) {
    return emptyMatter(text, opening[0], head);
  }
  const closing = /^(?:---|\.\.\.)[ \t]*$/m.exec(head);
  if (closing === null) {
    return {
      why: 'Its front matter begins at line 1 and is never closed; end it with a line that holds only ---.',
    };
  }
  const yaml = head.slice(0, closing.index);
  const rest = text.slice(opening[0].length + closing.index + closing[0].length);
  const body = rest.startsWith('\n') ? rest.slice(1) : rest;
  const parsed = parseYaml(yaml, opening[0].split('\n').length - 1);
  return 'why' in parsed ? parsed : readKeys(parsed.values, body);
}

/** `---` directly followed by `---` is front matter that says nothing; anything else is a horizontal rule. */
function emptyMatter(text: string, opening: string, head: string): FrontMatterResult {
  const closing = /^\s{0,100}---[ \t]*(?:\n|$)/.exec(head);
  if (closing === null) return { matter: null, body: text, faults: [] };
  return { matter: NOTHING, body: text.slice(opening.length + closing[0].length), faults: [] };
}

function parseYaml(yaml: string, linesAbove: number): { values: Map<string, unknown> } | { why: string } {
  const document = parseDocument(yaml, { prettyErrors: false });
  const error = document.errors[0];
  if (error !== undefined) {
    const line = linesAbove + yaml.slice(0, error.pos[0]).split('\n').length;
    return { why: `Its front matter is not valid YAML at line ${line} (${error.message}); ${CURE}.` };
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: 20 });
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { values: new Map(Object.entries(value)) };
    }
  } catch {
    // Too many aliases: the same answer as for anything else that is no list of keys.
  }
  return { why: `Its front matter is not a list of "key: value" lines; ${CURE}.` };
}

function readKeys(values: Map<string, unknown>, body: string): FrontMatterResult | { why: string } {
  const faults: string[] = [];
  const word = (key: string): string | null => {
    const value = values.get(key);
    if (value === undefined || value === null) return null;
    if (typeof value === 'string') return value.replace(/\s+/g, ' ').trim() || null;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    if (value instanceof Date) return value.toISOString();
    faults.push(`The front matter's ${key} is not plain text and was ignored; write it on one line.`);
    return null;
  };
  const id = word('id');
  if (id !== null && !ID_PATTERN.test(id)) {
    return {
      why: `Its id "${id.slice(0, 60)}" may hold only A-Z, a-z, 0-9, _ and -, at most 40; change id: in its front matter.`,
    };
  }
  const address = word('url');
  const origin = word('source');
  const url = webAddress(address) ?? webAddress(origin);
  if (address !== null && webAddress(address) === null) {
    faults.push(
      `The front matter's url "${address.slice(0, 80)}" was ignored; only http and https addresses are shown.`,
    );
  }
  const date = word('published');
  const published = date === null ? null : isoDate(date);
  if (date !== null && published === null) {
    faults.push(
      `The front matter's published "${date.slice(0, 40)}" is not a date and was ignored; write it as 2024-05-31.`,
    );
  }
  const source = origin !== null && /^[a-z][a-z0-9+.-]*:/i.test(origin) && !/\s/.test(origin) ? null : origin;
  const title = word('title')?.slice(0, 300) ?? null;
  return { matter: { title, id, source, url, published, language: word('language') }, body, faults };
}

/** An http(s) address in its normal form; `null` for anything else. */
export function webAddress(value: string | null): string | null {
  if (value === null || !/^https?:\/\/[^\s]+$/i.test(value) || !URL.canParse(value)) return null;
  return new URL(value).href;
}

/** `2024-5-1`, `2024/05/01`, `2024.5.1`, `2024年5月1日`, with or without a time, to `2024-05-01`; `null` when it is no date. */
export function isoDate(value: string): string | null {
  const found = /^(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)/.exec(value.trim());
  if (found === null) return null;
  const [year, month, day] = [found[1], found[2], found[3]].map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day)
    return null;
  return date.toISOString().slice(0, 10);
}
