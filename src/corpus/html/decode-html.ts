import { checkText, decodeAs, decodeGuessed, decodeMarked, type FileText } from '../decode-text.ts';
import { foreignFormat } from '../foreign-format.ts';

/** Bytes in which a page must name its encoding; the standard asks for 1,024. */
const HEAD = 4_096;

/** The text of a page: by its byte order mark, then by the encoding that it names, then as any text. */
export function decodeHtml(bytes: Uint8Array): FileText {
  const foreign = foreignFormat(bytes);
  if (foreign !== null)
    return { why: `It is ${foreign}, not a web page, whatever its name says; save the page again.` };
  const named = charsetOf(bytes);
  const text =
    decodeMarked(bytes) ?? (named === null ? null : decodeAs(named, bytes)) ?? decodeGuessed(bytes);
  if (text !== null) return checkText(text);
  return {
    why: 'It is in no encoding that could be recognised (UTF-8, UTF-16, Big5 and GB18030 are); save the page again as UTF-8.',
  };
}

/** What `<meta charset>` or its older form says; a page that can be read that far is not UTF-16, whatever it says. */
function charsetOf(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD));
  const label =
    /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:-]{2,30})/i.exec(head)?.[1]?.toLowerCase() ?? null;
  if (label === null || /^utf-?16/.test(label)) return null;
  return label;
}
