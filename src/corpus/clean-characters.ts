/**
 * Line ends to `\n`, form feeds to line ends, other control characters out: they cannot be seen, and would travel from an
 * article into Discord. Everything else stays as it is.
 */
export function cleanCharacters(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?|[\v\f\u0085]/g, '\n')
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g, '');
}
