import { isoDate } from '../front-matter.ts';
import { ordinaryCharacters } from './ordinary-characters.ts';

export interface PdfMetadata {
  title: string | null;
  source: string | null;
  published: string | null;
  language: string | null;
}

/** What programs write into the title when its writer named none. */
const NO_TITLE =
  /^(?:microsoft (?:word|powerpoint|excel)\b|untitled|document\d*$|無標題|无标题|未命名|投影片|slide \d|about:blank|https?:|file:)|\.(?:docx?|pdf|pptx?|xlsx?|odt|indd|tex|dvi|html?|txt|md|ps)$/i;
const NO_AUTHOR = /^(?:user|admin|administrator|author|owner|root|unknown|anonymous|使用者|用户|作者|\d+)$/i;
/** These print what is on the screen, on the day that somebody did so. */
const BROWSER = /mozilla|chrome|chromium|safari|firefox|skia|quartz/i;

/** A PDF's own information, as far as it says anything. */
export function readPdfMetadata(info: Record<string, unknown>): PdfMetadata {
  const word = (key: string): string | null => {
    const value = info[key];
    const line = typeof value === 'string' ? ordinaryCharacters(value).replace(/\s+/g, ' ').trim() : '';
    return line.length >= 2 && line.length <= 200 ? line : null;
  };
  const title = word('Title');
  const author = word('Author');
  const printed = BROWSER.test(`${word('Creator') ?? ''} ${word('Producer') ?? ''}`);
  const language = word('Language');
  return {
    title: title === null || NO_TITLE.test(title) ? null : title,
    source: author === null || NO_AUTHOR.test(author) ? null : author,
    published: printed ? null : dateOf(word('CreationDate')),
    language: language !== null && /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/i.test(language) ? language : null,
  };
}

/** `D:20240506101112+08'00'` to `2024-05-06`. */
function dateOf(value: string | null): string | null {
  const found = /^D:(\d{4})(\d{2})(\d{2})/.exec(value ?? '');
  return found === null ? null : isoDate(`${found[1] ?? ''}-${found[2] ?? ''}-${found[3] ?? ''}`);
}
