import { DetectError, MalformedError, ParseError, parseFeed } from 'feedsmith';
import { normalised } from './sources.ts';
import { Skip } from './skip.ts';

/** What a feed says of a page; used where the page itself is silent. */
export interface FeedEntry {
  address: string;
  title: string | null;
  /** `YYYY-MM-DD` as the feed writes it, in its own time zone. */
  published: string | null;
}

export interface Feed {
  title: string | null;
  /** Newest first; entries without a web address are left out. */
  entries: FeedEntry[];
}

/** An entry in the words of any format. */
interface Raw {
  link: string | undefined;
  title: string | undefined;
  date: string | undefined;
}

/** With dates as they are written. */
type Parsed = ReturnType<typeof parseFeed<string>>;

/**
 * Reads an RSS, RDF, Atom or JSON feed.
 * @param charset of the Content-Type header, or `null`.
 * @param base the feed's own address, which its relative links start from.
 * @param most entries that are kept, the newest.
 * @throws Skip when it is no feed.
 */
export function readFeed(bytes: Uint8Array, charset: string | null, base: string, most: number): Feed {
  const { title, raw } = parse(decode(bytes, charset));
  const seen = new Set<string>();
  const dated = raw.flatMap(({ link, title: name, date }) => {
    const written = link?.trim() ?? '';
    if (written === '' || !URL.canParse(written, base)) return [];
    const address = normalised(new URL(written, base));
    if (seen.has(address)) return [];
    seen.add(address);
    const time = Date.parse(date ?? '');
    const entry = { address, title: oneLine(name), published: dayOf(date) };
    return [{ entry, time: Number.isNaN(time) ? -Infinity : time }];
  });
  // Feeds without dates keep their own order, which is newest first by custom.
  dated.sort((a, b) => (a.time === b.time ? 0 : b.time - a.time));
  return { title: oneLine(title), entries: dated.slice(0, most).map(({ entry }) => entry) };
}

function parse(text: string): { title: string | undefined; raw: Raw[] } {
  let parsed: Parsed;
  try {
    parsed = parseFeed(text);
  } catch (cause) {
    if (cause instanceof DetectError || cause instanceof ParseError || cause instanceof MalformedError) {
      throw new Skip('It is not a feed that can be read; check that the address leads to RSS or Atom.', {
        isPassing: false,
        cause,
      });
    }
    throw cause;
  }
  switch (parsed.format) {
    case 'rss':
      return {
        title: parsed.feed.title,
        raw: (parsed.feed.items ?? []).map((item) => ({
          link: item.link ?? (item.guid?.isPermaLink === false ? undefined : item.guid?.value),
          title: item.title,
          date: item.pubDate ?? item.dc?.dates?.[0],
        })),
      };
    case 'rdf':
      return {
        title: parsed.feed.title,
        raw: (parsed.feed.items ?? []).map((item) => ({
          link: item.link,
          title: item.title,
          date: item.dc?.dates?.[0],
        })),
      };
    case 'atom':
      return {
        title: parsed.feed.title?.value,
        raw: (parsed.feed.entries ?? []).map((entry) => ({
          link: entry.links?.find(({ rel }) => rel === undefined || rel === 'alternate')?.href,
          title: entry.title?.value,
          date: entry.published ?? entry.updated,
        })),
      };
    case 'json':
      return {
        title: parsed.feed.title,
        raw: (parsed.feed.items ?? []).map((item) => ({
          link: item.url,
          title: item.title,
          date: item.date_published,
        })),
      };
  }
}

/** XML says its encoding in the header, in a byte order mark, or in its first line. */
function decode(bytes: Uint8Array, charset: string | null): string {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const mark = head.startsWith('\xFF\xFE') ? 'utf-16le' : head.startsWith('\xFE\xFF') ? 'utf-16be' : null;
  const declared = /^(?:\xEF\xBB\xBF)?\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1];
  const label = mark ?? charset ?? declared ?? 'utf-8';
  try {
    return new TextDecoder(label).decode(bytes);
  } catch (cause) {
    throw new Skip(`Its encoding "${label}" is not known.`, { isPassing: false, cause });
  }
}

function oneLine(value: string | undefined): string | null {
  const line = (value ?? '').replace(/\s+/g, ' ').trim().slice(0, 300);
  return line === '' ? null : line;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The day of an ISO 8601 or RFC 822 date as it is written, not moved to another time zone. */
function dayOf(date: string | undefined): string | null {
  const written = date?.trim() ?? '';
  const iso = /^\d{4}-\d{2}-\d{2}(?!\d)/.exec(written)?.[0];
  if (iso !== undefined) return Number.isNaN(Date.parse(iso)) ? null : iso;
  const mail = /^(?:[a-z]+,?\s+)?(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{4})\b/i.exec(written);
  const month = MONTHS.indexOf(mail?.[2]?.toLowerCase() ?? '') + 1;
  if (mail === null || month === 0) return null;
  const day = `${mail[3] ?? ''}-${String(month).padStart(2, '0')}-${(mail[1] ?? '').padStart(2, '0')}`;
  return Number.isNaN(Date.parse(day)) ? null : day;
}
