import { LONGEST_ADDRESS } from './access.ts';

/** An address of the list. */
export interface Source {
  /** 1-based line of `sources.txt`. */
  line: number;
  /** Normalised, without a fragment. */
  address: string;
  /** Whether the line says that it is a feed; otherwise that is seen from what arrives. */
  isFeed: boolean;
}

/** A line that was left out, and why. */
export interface LineFault {
  line: number;
  why: string;
}

/**
 * Reads `sources.txt`: one address a line, `feed ` before it when it is a feed, `#` at the head of a line or after white space
 * begins a comment. A malformed line is reported and the others are read all the same.
 */
export function parseSources(text: string): { sources: Source[]; faults: LineFault[] } {
  const sources: Source[] = [];
  const faults: LineFault[] = [];
  const seen = new Map<string, number>();
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const line = index + 1;
    const content = raw.replace(/(^|\s)#.*$/, '').trim();
    if (content === '') continue;
    const feed = /^feed\s+/i.exec(content);
    const written = feed === null ? content : content.slice(feed[0].length);
    const why = whyNotAddress(written);
    if (why !== null) {
      faults.push({ line, why });
      continue;
    }
    const address = normalised(new URL(written));
    const before = seen.get(address);
    if (before !== undefined) {
      faults.push({ line, why: `It repeats line ${before}; remove one of the two.` });
      continue;
    }
    seen.set(address, line);
    sources.push({ line, address, isFeed: feed !== null });
  }
  return { sources, faults };
}

/** A fragment is a place in a page, not another page. */
export function normalised(url: URL): string {
  const copy = new URL(url);
  copy.hash = '';
  return copy.href;
}

function whyNotAddress(written: string): string | null {
  const shown = written.length > 100 ? `${written.slice(0, 100)}…` : written;
  if (written.length > LONGEST_ADDRESS)
    return `"${shown}" is longer than ${LONGEST_ADDRESS} characters; shorten it.`;
  if (/\s/.test(written)) return `"${shown}" holds white space; write one address a line.`;
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(written)) {
    return `"${shown}" is not a web address; write it from https:// on.`;
  }
  if (!URL.canParse(written)) return `"${shown}" is not a valid address; correct it.`;
  return null;
}
