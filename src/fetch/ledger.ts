import { join } from 'node:path';
import { z } from 'zod';
import { FootnoteError, messageOf } from '../errors.ts';
import { FILE_PATTERN } from './file-name.ts';
import { readIfThere, writeAside } from './write-aside.ts';

/** Beside the files that it is about, so that a corpus folder can be moved; the corpus reader leaves out dotted names. */
export const LEDGER = '.fetched.json';

const validator = z
  .string()
  .regex(/^[\x20-\x7e]{1,500}$/)
  .nullable();
const recordSchema = z.object({
  /** Path below the corpus folder; `null` for a feed, which is not kept itself. */
  file: z.string().regex(FILE_PATTERN).nullable(),
  /** Where the address led, after redirects. */
  finalUrl: z.url(),
  etag: validator,
  lastModified: validator,
  /** The feed that led to it; `null` when the list names it itself. */
  feed: z.string().nullable(),
});
const ledgerSchema = z.object({ version: z.literal(1), addresses: z.record(z.string(), recordSchema) });

/** What is remembered of an address. */
export type FetchRecord = z.infer<typeof recordSchema>;

/** Which address gave which file, and in which version. Losing it costs one full fetch and nothing else. */
export class Ledger {
  private readonly records: Map<string, FetchRecord>;
  private readonly file: string;
  /** The save under way, and whether something changed meanwhile. */
  private saving: Promise<void> | null = null;
  private isDirty = false;

  private constructor(file: string, records: Map<string, FetchRecord>) {
    this.file = file;
    this.records = records;
  }

  /** @throws FootnoteError `fetch-ledger-damaged` */
  static async open(corpusDir: string): Promise<Ledger> {
    const file = join(corpusDir, LEDGER);
    const bytes = await readIfThere(file);
    if (bytes === null) return new Ledger(file, new Map());
    try {
      const { addresses } = ledgerSchema.parse(JSON.parse(bytes.toString('utf8')));
      return new Ledger(file, new Map(Object.entries(addresses)));
    } catch (cause) {
      const fault = cause instanceof z.ZodError ? z.prettifyError(cause) : messageOf(cause);
      throw new FootnoteError(
        'fetch-ledger-damaged',
        `"${file}" cannot be read (${fault.slice(0, 300)}). Delete it: the next run then fetches everything again.`,
        { cause },
      );
    }
  }

  get(address: string): FetchRecord | undefined {
    return this.records.get(address);
  }

  entries(): [string, FetchRecord][] {
    return [...this.records];
  }

  /** Remembers, or forgets with `null`, and saves. Several calls share one save. */
  async set(address: string, record: FetchRecord | null): Promise<void> {
    if (record === null) this.records.delete(address);
    else this.records.set(address, record);
    this.isDirty = true;
    this.saving ??= this.save().finally(() => {
      this.saving = null;
    });
    await this.saving;
  }

  private async save(): Promise<void> {
    while (this.isDirty) {
      this.isDirty = false;
      const sorted = [...this.records].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
      const text = JSON.stringify({ version: 1, addresses: Object.fromEntries(sorted) }, null, 1);
      await writeAside(this.file, Buffer.from(`${text}\n`));
    }
  }
}
