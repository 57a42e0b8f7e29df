import type { LineFault } from './sources.ts';

/** An address and the file that it gave, as a path below the corpus folder. */
export interface Kept {
  address: string;
  file: string;
}

/** What a run did, each list in the order of the addresses. */
export interface FetchReport {
  new: Kept[];
  changed: Kept[];
  unchanged: Kept[];
  skipped: { address: string; why: string }[];
  /** Pages that are there no more, or that nothing leads to any more; their files stay unless `removed`. */
  gone: (Kept & { why: string; removed: boolean })[];
  /** Feeds that were read; `entries` counts those looked at, `new` those fetched now. */
  feeds: { address: string; entries: number; new: number }[];
  /** Lines of `sources.txt` that were left out. */
  faults: LineFault[];
}

/** Whether the corpus folder is other than before. */
export function changesCorpus(report: FetchReport): boolean {
  return report.new.length + report.changed.length > 0 || report.gone.some(({ removed }) => removed);
}

/** Whether nothing at all could be fetched. */
export function isFruitless(report: FetchReport): boolean {
  return report.new.length + report.changed.length + report.unchanged.length + report.feeds.length === 0;
}

/** The report for people. */
export function reportText(report: FetchReport): string {
  const { skipped, gone, feeds, faults } = report;
  const counts = `${report.new.length} new, ${report.changed.length} changed, ${report.unchanged.length} unchanged, ${skipped.length} skipped, ${gone.length} gone`;
  const part = (title: string, lines: string[]): string[] =>
    lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`)];
  const kept = ({ file, address }: Kept): string => `${file}  ${address}`;
  return [
    `Fetched: ${counts}.`,
    ...part('New', report.new.map(kept)),
    ...part('Changed', report.changed.map(kept)),
    ...part(
      'Feeds',
      feeds.map((feed) => `${feed.address}: ${feed.new} new of ${feed.entries} entries`),
    ),
    ...part(
      'Skipped',
      skipped.map(({ address, why }) => `${address}: ${why}`),
    ),
    ...part(
      'Gone',
      gone.map(
        (page) => `${kept(page)}: ${page.why} ${page.removed ? 'Removed.' : 'Kept; --prune removes it.'}`,
      ),
    ),
    ...part(
      'Lines of sources.txt left out',
      faults.map(({ line, why }) => `line ${line}: ${why}`),
    ),
    ...(changesCorpus(report) ? ['Run npm run index to take this up.'] : []),
  ].join('\n');
}
