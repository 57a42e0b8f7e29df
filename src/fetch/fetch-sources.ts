import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { FootnoteError } from '../errors.ts';
import type { Access } from './access.ts';
import { FETCHED } from './file-name.ts';
import { FetchRun, type Outcome } from './fetch-run.ts';
import { resolveByDns, type Resolve } from './guarded-lookup.ts';
import { Ledger } from './ledger.ts';
import { LIMITS, type Limits } from './limits.ts';
import { Pace, type Clock } from './pace.ts';
import type { FetchReport } from './report.ts';
import { openRequester } from './request.ts';
import { Robots } from './robots.ts';
import { parseSources, type LineFault } from './sources.ts';
import { readIfThere, removeLeftOvers } from './write-aside.ts';

/** The list of addresses, at the top of the corpus folder. */
export const SOURCES = 'sources.txt';

export interface FetchSourcesOptions {
  corpusDir: string;
  /** Says to servers who asks. */
  userAgent: string;
  access: Access;
  /** Whether files are removed whose page is gone or whose address is no longer listed. */
  prune: boolean;
  onProgress?: (done: number, total: number) => void;
  /** Replaced in tests. */
  limits?: Limits;
  clock?: Clock;
  resolve?: Resolve;
}

const CLOCK: Clock = { now: () => Date.now(), pause: (milliseconds) => pause(milliseconds) };

/**
 * Fetches the addresses of `sources.txt`, and what is new in their feeds, into `fetched/` below the corpus folder. An address
 * that gives nothing is reported and the others go on.
 * @throws FootnoteError `fetch-no-sources`, `fetch-ledger-damaged`, `fetch-unwritable`
 */
export async function fetchSources(options: FetchSourcesOptions): Promise<FetchReport> {
  const { corpusDir, access, prune, userAgent, limits = LIMITS, clock = CLOCK } = options;
  const file = join(corpusDir, SOURCES);
  const text = await readIfThere(file);
  if (text === null) {
    throw new FootnoteError(
      'fetch-no-sources',
      `The list "${file}" does not exist. Make it, with one web address a line, or name another folder with --corpus.`,
    );
  }
  const { sources, faults } = parseSources(text.toString('utf8'));
  if (sources.length === 0 && faults.length === 0) {
    throw new FootnoteError('fetch-no-sources', `"${file}" names no address. Write one web address a line.`);
  }
  const ledger = await Ledger.open(corpusDir);
  await removeLeftOvers(join(corpusDir, FETCHED));
  const { request, close } = openRequester(access, options.resolve ?? resolveByDns, limits, userAgent);
  try {
    const pace = new Pace(clock, limits.pauseMs, limits.atOnce);
    const shared = { request, access, pace, limits };
    const robots = new Robots({ ...shared, userAgent });
    const run = new FetchRun({
      ...shared,
      robots,
      corpusDir,
      ledger,
      sources,
      prune,
      onProgress: options.onProgress ?? (() => undefined),
    });
    const outcomes = [...(await run.fetchAll()), ...(await run.retireUnlisted(faults.length > 0))];
    return toReport(outcomes, faults);
  } finally {
    await close();
  }
}

function toReport(outcomes: Outcome[], faults: LineFault[]): FetchReport {
  const report: FetchReport = {
    new: [],
    changed: [],
    unchanged: [],
    skipped: [],
    gone: [],
    feeds: [],
    faults,
  };
  for (const outcome of outcomes) {
    const { address } = outcome;
    switch (outcome.kind) {
      case 'new':
      case 'changed':
      case 'unchanged':
        report[outcome.kind].push({ address, file: outcome.file });
        break;
      case 'skipped':
        report.skipped.push({ address, why: outcome.why });
        break;
      case 'gone':
        report.gone.push({ address, file: outcome.file, why: outcome.why, removed: outcome.removed });
        break;
      case 'feed':
        report.feeds.push({ address, entries: outcome.entries, new: outcome.new });
        break;
    }
  }
  return report;
}
