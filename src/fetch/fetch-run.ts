import { join } from 'node:path';
import { fetchAddress, type Content, type FetchOptions } from './fetch-address.ts';
import { fileFor } from './file-name.ts';
import type { FetchRecord, Ledger } from './ledger.ts';
import { markPage } from './mark-page.ts';
import { readFeed, type Feed, type FeedEntry } from './read-feed.ts';
import { Skip } from './skip.ts';
import type { Source } from './sources.ts';
import { readIfThere, removeFile, writeAside } from './write-aside.ts';

/** What became of an address. */
export type Outcome = { address: string } & (
  | { kind: 'new' | 'changed' | 'unchanged'; file: string }
  | { kind: 'skipped'; why: string; isPassing: boolean }
  | { kind: 'gone'; file: string; why: string; removed: boolean }
  | { kind: 'feed'; entries: number; new: number }
);

export interface RunOptions extends FetchOptions {
  corpusDir: string;
  ledger: Ledger;
  sources: Source[];
  prune: boolean;
  onProgress: (done: number, total: number) => void;
}

/** What a feed adds to a page that it led to. */
interface FromFeed {
  address: string;
  feed: Feed;
  entry: FeedEntry;
}

/** One run over the list. */
export class FetchRun {
  private readonly options: RunOptions;
  /** Addresses that this run looks after already: those listed, and entries of feeds read so far. */
  private readonly claimed: Set<string>;
  private done = 0;
  private total: number;
  /** The first error that is no matter of one address, such as a full disk; nothing more is begun after it. */
  private failure: { error: unknown } | null = null;

  constructor(options: RunOptions) {
    this.options = options;
    this.claimed = new Set(options.sources.map(({ address }) => address));
    this.total = options.sources.length;
  }

  /** Fetches everything; the outcomes are in the order of the list, a feed's entries behind it. */
  async fetchAll(): Promise<Outcome[]> {
    const { sources } = this.options;
    const outcomes = await Promise.all(
      sources.map((source) => this.guarded(source.address, () => this.fetchSource(source))),
    );
    if (this.failure !== null) throw this.failure.error;
    return outcomes.flat();
  }

  /**
   * Files whose address is no longer in the list, nor its feed. They are removed with `prune`, unless lines of the list could
   * not be read: one of those may be meant for them.
   */
  async retireUnlisted(hasFaults: boolean): Promise<Outcome[]> {
    const { sources, ledger } = this.options;
    const listed = new Set(sources.map(({ address }) => address));
    const why = hasFaults
      ? 'It is no longer in sources.txt, as far as its lines can be read; correct those left out.'
      : 'It is no longer in sources.txt.';
    const outcomes: Outcome[] = [];
    for (const [address, record] of ledger.entries()) {
      if (listed.has(address) || (record.feed !== null && listed.has(record.feed))) continue;
      const file = record.file;
      if (file === null || (await this.isMissing(file))) await ledger.set(address, null);
      else outcomes.push(await this.retire(address, file, why, this.options.prune && !hasFaults));
    }
    return outcomes;
  }

  /** Does the work for one address; a `Skip` is its outcome, any other error ends the run. */
  private async guarded(address: string, work: () => Promise<Outcome[]>): Promise<Outcome[]> {
    if (this.failure !== null) return [];
    try {
      return await work();
    } catch (error) {
      if (error instanceof Skip) {
        return [{ address, kind: 'skipped', why: error.message, isPassing: error.isPassing }];
      }
      this.failure ??= { error };
      return [];
    } finally {
      this.options.onProgress(++this.done, this.total);
    }
  }

  private async fetchSource({ address, isFeed }: Source): Promise<Outcome[]> {
    const record = this.options.ledger.get(address);
    const isKept = record !== undefined && (record.file === null || !(await this.isMissing(record.file)));
    const result = await fetchAddress(address, isKept ? record : null, isFeed, this.options);
    switch (result.state) {
      case 'not-modified':
        if (!isKept) throw new Skip('The server answered "not modified" without being asked.');
        if (record.file === null) return [{ address, kind: 'feed', entries: 0, new: 0 }];
        return [{ address, kind: 'unchanged', file: record.file }];
      case 'gone': {
        const why = `It is there no more (${result.status}).`;
        if (!isKept || record.file === null) throw new Skip(why);
        return [await this.retire(address, record.file, why, this.options.prune)];
      }
      case 'content':
        if (result.kind === 'feed') return this.fetchFeed(address, result);
        return [await this.keep(address, { ...result, kind: result.kind }, null)];
    }
  }

  private async fetchFeed(address: string, content: Content): Promise<Outcome[]> {
    const { ledger, limits } = this.options;
    const feed = readFeed(content.bytes, content.charset, content.finalUrl, limits.feedEntries);
    const fresh = feed.entries.filter((entry) => {
      if (this.claimed.has(entry.address) || ledger.get(entry.address) !== undefined) return false;
      this.claimed.add(entry.address);
      return true;
    });
    this.total += fresh.length;
    const outcomes = await Promise.all(
      fresh.map((entry) => this.guarded(entry.address, () => this.fetchEntry({ address, feed, entry }))),
    );
    const flat = outcomes.flat();
    // An unchanged feed is not sent again, so it counts as read only when its entries are settled.
    const isSettled =
      this.failure === null && flat.every((outcome) => outcome.kind !== 'skipped' || !outcome.isPassing);
    await this.remember(address, {
      file: null,
      finalUrl: content.finalUrl,
      etag: isSettled ? content.etag : null,
      lastModified: isSettled ? content.lastModified : null,
      feed: null,
    });
    const added = flat.filter(({ kind }) => kind === 'new').length;
    return [{ address, kind: 'feed', entries: feed.entries.length, new: added }, ...flat];
  }

  private async fetchEntry(from: FromFeed): Promise<Outcome[]> {
    const { address } = from.entry;
    const result = await fetchAddress(address, null, false, this.options);
    if (result.state !== 'content') throw new Skip('The feed names it, and it is not there.');
    if (result.kind === 'feed') {
      throw new Skip('It is a feed in a feed, which is not followed; add it to sources.txt if it is wanted.');
    }
    return [await this.keep(address, { ...result, kind: result.kind }, from)];
  }

  private async keep(
    address: string,
    content: Content & { kind: Exclude<Content['kind'], 'feed'> },
    from: FromFeed | null,
  ): Promise<Outcome> {
    const { finalUrl, etag, lastModified } = content;
    const file = fileFor(address, content.kind);
    const bytes = markPage(content, {
      url: finalUrl,
      title: from?.entry.title ?? null,
      published: from?.entry.published ?? null,
      siteName: from?.feed.title ?? null,
    });
    const kind = await writeAside(join(this.options.corpusDir, file), bytes);
    await this.remember(address, { file, finalUrl, etag, lastModified, feed: from?.address ?? null });
    return { address, kind, file };
  }

  /** Also removes the file that the address gave before, where it now gives another. */
  private async remember(address: string, record: FetchRecord): Promise<void> {
    const before = this.options.ledger.get(address)?.file ?? null;
    await this.options.ledger.set(address, record);
    if (before !== null && before !== record.file) await removeFile(join(this.options.corpusDir, before));
  }

  private async retire(address: string, file: string, why: string, removed: boolean): Promise<Outcome> {
    if (removed) {
      await removeFile(join(this.options.corpusDir, file));
      await this.options.ledger.set(address, null);
    }
    return { address, kind: 'gone', file, why, removed };
  }

  private async isMissing(file: string): Promise<boolean> {
    return (await readIfThere(join(this.options.corpusDir, file))) === null;
  }
}
