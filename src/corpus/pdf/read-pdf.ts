import { getDocumentProxy } from 'unpdf';
import { messageOf } from '../../errors.ts';
import { isQuotable } from '../build-article.ts';
import { beginningOf, type FileReading } from '../file-reading.ts';
import { isTitleLike, titleFromFile } from '../read-markdown.ts';
import { writeBlocks, type WrittenBlock } from '../write-blocks.ts';
import { joinLines } from './join-lines.ts';
import { dropFurniture } from './page-furniture.ts';
import { linesOfPage, type PdfItem, type PdfLine } from './pdf-lines.ts';
import { readPdfMetadata } from './pdf-metadata.ts';

/** Pages that are read: a book of two volumes. */
export const PAGE_LIMIT = 2_000;
/** Characters of the most text that is read, as much as a text file may hold. */
const TEXT_LIMIT = 5_000_000;

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

/** Reads the text of a PDF with the pages that it stands on. Pictures are not read; no script in it is run. */
export async function readPdf(file: string, bytes: Uint8Array): Promise<FileReading> {
  let pdf: Pdf;
  try {
    pdf = await getDocumentProxy(bytes, { isEvalSupported: false, useSystemFonts: false, verbosity: 0 });
  } catch (error) {
    return { why: whyNotOpened(error) };
  }
  try {
    return await readPages(file, pdf);
  } catch (error) {
    return { why: `It is a damaged PDF (${beginningOf(messageOf(error))}); save or print it to PDF again.` };
  } finally {
    await pdf.destroy();
  }
}

function whyNotOpened(error: unknown): string {
  return error instanceof Error && error.name === 'PasswordException'
    ? 'It is an encrypted PDF that asks for a password; save a copy without one.'
    : `It is not a PDF that can be read (${beginningOf(messageOf(error))}); save or print it to PDF again.`;
}

async function readPages(file: string, pdf: Pdf): Promise<FileReading> {
  const { numPages } = pdf;
  if (numPages > PAGE_LIMIT) {
    return {
      why: `It has ${numPages} pages, and at most ${PAGE_LIMIT} are read; split it into several files.`,
    };
  }
  const { info } = await pdf.getMetadata();
  const raw: PdfLine[][] = [];
  let characters = 0;
  for (let number = 1; number <= numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const lines = linesOfPage(
      items.filter((item): item is typeof item & PdfItem => 'str' in item),
      number,
    );
    characters += lines.reduce((sum, { text }) => sum + text.length, 0);
    if (characters > TEXT_LIMIT) {
      return {
        why: `It holds more than ${TEXT_LIMIT / 1_000_000} million characters; split it into several files.`,
      };
    }
    raw.push(lines);
    page.cleanup();
  }
  if (characters === 0) {
    return {
      why: 'Its pages are pictures without text, as a scanner makes them; put its text in a .txt or .md file.',
    };
  }
  return draftOf(file, raw, info as Record<string, unknown>);
}

function draftOf(file: string, raw: PdfLine[][], info: Record<string, unknown>): FileReading {
  const { pages, dropped } = dropFurniture(raw);
  const blocks = joinLines(pages);
  const { title: stated, ...about } = readPdfMetadata(info);
  const headline = stated === null ? findTitle(blocks) : null;
  const title = stated ?? headline?.text ?? titleFromFile(file);
  // A first line that is the title is read as its heading, whatever its size.
  const own = blocks.map((block): WrittenBlock =>
    block === headline ? { ...block, kind: 'heading' } : block,
  );
  if (!own.some(({ kind }) => isQuotable(kind))) {
    return { why: 'It holds no text that could be quoted, only headings or nothing at all.' };
  }
  const draft = { file, title, ...writeBlocks(title, own), id: null, url: null, ...about };
  return { drafts: [draft], dropped };
}

/** The largest heading of the first page with text, otherwise a first line that can be a title. */
function findTitle(blocks: WrittenBlock[]): WrittenBlock | null {
  const first = blocks[0];
  if (first === undefined) return null;
  const heads = blocks.filter(({ kind, page }) => kind === 'heading' && page === first.page);
  const largest = heads.reduce<WrittenBlock | null>(
    (best, each) => (best === null || (each.level ?? 6) < (best.level ?? 6) ? each : best),
    null,
  );
  if (largest !== null && largest.text.length <= 200) return largest;
  return blocks.length > 1 && isTitleLike(first.text) ? first : null;
}
