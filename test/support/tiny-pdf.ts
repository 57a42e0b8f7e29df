/** A line of Latin text: its baseline's place in points from the lower left corner, and its type size. */
export interface PdfText {
  text: string;
  x: number;
  y: number;
  size?: number;
}

/** A PDF of pages of lines in Helvetica, as small as the format allows. */
export function tinyPdf(pages: PdfText[][], info: Record<string, string> = {}): Uint8Array {
  const objects: string[] = [];
  const kids = pages.map((_, at) => `${4 + 2 * at} 0 R`).join(' ');
  objects.push('<< /Type /Catalog /Pages 2 0 R >>');
  objects.push(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  objects.push('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  pages.forEach((lines, at) => {
    const content = lines
      .map(({ text, x, y, size = 12 }) => `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${escape(text)}) Tj ET`)
      .join('\n');
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * at} 0 R >>`,
    );
    objects.push(stream(content));
  });
  const entries = Object.entries(info).map(([key, value]) => `/${key} (${escape(value)})`);
  objects.push(`<< ${entries.join(' ')} >>`);
  return assemble(objects, `/Root 1 0 R /Info ${objects.length} 0 R`);
}

/** Numbered objects, the table of where each begins, and the trailer. Latin-1 throughout. */
export function assemble(objects: (string | Uint8Array)[], trailer: string): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n', 'latin1')];
  let length = parts[0]?.length ?? 0;
  const offsets: number[] = [];
  const write = (part: Buffer): void => {
    parts.push(part);
    length += part.length;
  };
  objects.forEach((object, at) => {
    offsets.push(length);
    write(Buffer.from(`${at + 1} 0 obj\n`, 'latin1'));
    write(typeof object === 'string' ? Buffer.from(object, 'latin1') : Buffer.from(object));
    write(Buffer.from('\nendobj\n', 'latin1'));
  });
  const start = length;
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  write(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} ${trailer} >>\nstartxref\n${start}\n%%EOF\n`,
      'latin1',
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}

function stream(content: string): string {
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

function escape(text: string): string {
  return text.replace(/[\\()]/g, '\\$&');
}

/** Lines of one paragraph, one under the other. */
export function paragraphAt(y: number, lines: string[], size = 12): PdfText[] {
  return lines.map((text, at) => ({ text, x: 72, y: y - at * size * 1.2, size }));
}
