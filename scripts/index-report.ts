import type { BuildSummary } from '../src/index/build-index.ts';
import type { IndexPlan, RebuildReason } from '../src/index/plan-index.ts';
import type { RollbackSummary } from '../src/index/roll-back.ts';

type Changes = Pick<IndexPlan, 'articles' | 'passages' | 'added' | 'changed' | 'removed' | 'skipped'>;

const REASONS: Record<RebuildReason, string> = {
  none: 'the first index would be built',
  model: 'all would be built anew, for another embedding model',
  articles: 'a new version would be built',
};

/** The summary for programs, in the order of keys that they know. */
export function toJson(summary: Changes, extra: { dryRun?: true } = {}): string {
  const { articles, passages, added, changed, removed, skipped } = summary;
  return JSON.stringify({ articles, passages, added, changed, removed, skipped, ...extra });
}

export function summaryText(summary: BuildSummary, indexDir: string): string {
  const outcome = summary.rebuilt ? '.' : ': nothing has changed.';
  return [`${countsOf(summary)} in ${indexDir}${outcome}`, ...changesOf(summary)].join('\n');
}

export function planText(plan: IndexPlan, indexDir: string): string {
  const outcome = plan.rebuild === null ? 'nothing would change' : REASONS[plan.rebuild];
  return [`${countsOf(plan)} for ${indexDir}: ${outcome}. Nothing was written.`, ...changesOf(plan)].join(
    '\n',
  );
}

export function rollbackText({ version, createdAt, articles }: RollbackSummary, indexDir: string): string {
  return `${indexDir} is back at version ${version}, built ${createdAt}, with ${articles} articles.`;
}

function countsOf({ articles, passages }: Changes): string {
  return `${articles} articles, ${passages} passages`;
}

function changesOf({ added, changed, removed, skipped }: Changes): string[] {
  const list = (label: string, changes: { title: string; file: string }[]) =>
    changes.map(({ title, file }) => `  ${label}  ${title} (${file})`);
  return [
    ...list('added  ', added),
    ...list('changed', changed),
    ...list('removed', removed),
    ...skipped.map(({ file, why }) => `  skipped  ${file}: ${why}`),
  ];
}
