import type { IndexCheck } from '../src/check-index.ts';
import { failureSentence } from '../src/corpus-questions.ts';
import type { BuildSummary } from '../src/index/build-index.ts';
import type { IndexPlan, RebuildReason } from '../src/index/plan-index.ts';
import type { RollbackSummary } from '../src/index/index-store.ts';

type Changes = Pick<
  IndexPlan,
  'articles' | 'passages' | 'added' | 'changed' | 'removed' | 'skipped' | 'moved' | 'dropped'
>;

const REASONS: Record<RebuildReason, string> = {
  none: 'the first index would be built',
  model: 'all would be built anew, for another embedding model',
  articles: 'a new version would be built',
};

/** The summary for programs, in the order of keys that they know. */
export function toJson(summary: Changes, extra: object = {}): string {
  const { articles, passages, added, changed, removed, skipped, moved, dropped } = summary;
  return JSON.stringify({
    articles,
    passages,
    added,
    changed,
    removed,
    skipped,
    moved,
    dropped,
    ...extra,
  });
}

export function buildJson(summary: BuildSummary): string {
  const { embedded, reused } = summary;
  return toJson(summary, { embedded, reused });
}

export function summaryText(summary: BuildSummary, indexDir: string): string {
  const { rebuilt, embedded, reused } = summary;
  const outcome = rebuilt
    ? `. Embedded ${embedded} passages${reused > 0 ? `, took over ${reused}` : ''}.`
    : ': nothing has changed.';
  return [`${countsOf(summary)} in ${indexDir}${outcome}`, ...changesOf(summary), ...droppedIn(summary)].join(
    '\n',
  );
}

/** The outcome of a check for programs. */
export function checkJson({ version, articles, passages, damage, questions, failed }: IndexCheck): string {
  const damaged = damage === null ? null : { code: damage.code, message: damage.message };
  return JSON.stringify({ version, articles, passages, damage: damaged, questions, failed });
}

/** A line for each failure, then the outcome. */
export function checkText(check: IndexCheck, indexDir: string): string {
  const { version, damage, questions, failed } = check;
  if (damage !== null) return `${damage.message}\nThe check of ${indexDir} failed; no question was asked.`;
  const asked =
    questions === 0
      ? 'there is no question in questions.jsonl to ask it'
      : `${questions - failed.length} of ${questions} questions are answered as they must be`;
  return [
    ...failed.map((each) => `${failureSentence(each)}.`),
    `${countsOf(check)} in ${indexDir}: version ${version} is whole; ${asked}.`,
  ].join('\n');
}

export function planText(plan: IndexPlan, indexDir: string): string {
  const outcome = plan.rebuild === null ? 'nothing would change' : REASONS[plan.rebuild];
  return [
    `${countsOf(plan)} for ${indexDir}: ${outcome}. Nothing was written.`,
    ...changesOf(plan),
    ...plan.dropped.map(({ file, what }) => `  dropped  ${file}: ${what.join(' | ')}`),
  ].join('\n');
}

export function rollbackText({ version, createdAt, articles }: RollbackSummary, indexDir: string): string {
  return `${indexDir} is back at version ${version}, built ${createdAt}, with ${articles} articles.`;
}

function countsOf({ articles, passages }: { articles: number; passages: number }): string {
  return `${articles} articles, ${passages} passages`;
}

/** Only the dry run names what was dropped: it is the same at every build. */
function droppedIn({ dropped }: Changes): string[] {
  if (dropped.length === 0) return [];
  return [`  dropped  parts of ${dropped.length} files that are no text of an article; --dry-run names them`];
}

function changesOf({ added, changed, removed, skipped, moved }: Changes): string[] {
  const list = (label: string, changes: { title: string; file: string }[]) =>
    changes.map(({ title, file }) => `  ${label}  ${title} (${file})`);
  return [
    ...list('added  ', added),
    ...list('changed', changed),
    ...list('removed', removed),
    ...moved.map(({ title, file, from }) => `  moved    ${title} (${from} -> ${file})`),
    ...skipped.map(({ file, why }) => `  skipped  ${file}: ${why}`),
  ];
}
