import { ButtonStyle, time, TimestampStyles, type APIEmbedField } from 'discord.js';
import type { Dropped, Skipped } from '../../corpus/article.ts';
import type { IndexStatus } from '../../engine.ts';
import { FootnoteError } from '../../errors.ts';
import type { BuildSummary } from '../../index/build-index.ts';
import type { ArticleChange, ArticleMove } from '../../index/compare-articles.ts';
import type { RollbackSummary } from '../../index/index-store.ts';
import type { IndexPlan } from '../../index/plan-index.ts';
import { plainLine } from '../escape.ts';
import { cut } from '../limits.ts';
import { button, buttonRows, COLOURS, message, type Message } from '../message.ts';
import { inLanguage } from '../wording/language.ts';
import { REINDEX_WORDING, type ReindexStep, type ReindexWording } from '../wording/reindex.ts';
import { codeBlock, inlineCode } from '../code.ts';
import { escapedLine } from './escaped-line.ts';
import { BUILD_ID, CANCEL_ID, rollbackId } from './moderation-ids.ts';

/** Characters of Markdown of each part of a line. */
const PARTS = { title: 200, file: 100, why: 200, moreLine: 60 } as const;
/** Characters of each list. */
const LIST_LIMIT = 850;
/** Characters of an error's sentence as a code block. */
const ERROR_LIMIT = 2000;
/** Cells of the bar: as wide as a phone's line of text. */
const BAR_CELLS = 12;

/** The differences that a build would make, with buttons to build; none when there is nothing to build. */
export function renderPlan(
  plan: IndexPlan,
  { locale, servers }: { locale: string; servers: number },
): Message {
  const wording = inLanguage(REINDEX_WORDING, locale);
  const { articles, passages, rebuild } = plan;
  const fields = renderLists(plan, wording);
  const footer = servers > 1 ? { footer: { text: wording.shared } } : {};
  if (rebuild === null) {
    const description = wording.unchanged(articles, passages);
    return message({
      embeds: [{ color: COLOURS.answered, title: wording.unchangedTitle, description, fields }],
    });
  }
  const description = [wording.planFacts(articles, passages), reasonFor(plan, wording)]
    .filter((line) => line !== '')
    .join('\n');
  const buttons = [
    button({ customId: BUILD_ID, label: wording.buildButton, style: ButtonStyle.Primary }),
    button({ customId: CANCEL_ID, label: wording.cancelButton }),
  ];
  return message({
    embeds: [{ color: COLOURS.neutral, title: wording.planTitle, description, fields, ...footer }],
    components: buttonRows(buttons),
  });
}

export function renderCancelled(locale: string): Message {
  const { cancelled } = inLanguage(REINDEX_WORDING, locale);
  return message({ embeds: [{ color: COLOURS.none, description: cancelled }] });
}

/** @param progress passages; `null` before the first are done. */
export function renderProgress(progress: { done: number; total: number } | null, locale: string): Message {
  const wording = inLanguage(REINDEX_WORDING, locale);
  const description = progress === null ? wording.starting : renderBar(progress, wording);
  return message({ embeds: [{ color: COLOURS.neutral, title: wording.progressTitle, description }] });
}

/**
 * What a build has really done: the articles may have changed since the differences were shown.
 * @param before name of the version that was in use before; rolling back is offered when another is in use now.
 */
export function renderSummary(
  summary: BuildSummary,
  { before, inUse, locale }: { before: string; inUse: IndexStatus; locale: string },
): Message {
  const wording = inLanguage(REINDEX_WORDING, locale);
  const { articles, passages, version } = inUse;
  const facts = wording.done(articles, passages, version);
  if (!summary.rebuilt) {
    const description = `${wording.nothingDone}\n\n${facts}`;
    return message({ embeds: [{ color: COLOURS.answered, title: wording.unchangedTitle, description }] });
  }
  const fields = renderLists(summary, wording);
  const description = `${facts}\n${wording.takenUp}`;
  const rollback = button({ customId: rollbackId(before, version), label: wording.rollbackButton });
  return message({
    embeds: [{ color: COLOURS.answered, title: wording.doneTitle, description, fields }],
    components: buttonRows(before === version ? [] : [rollback]),
  });
}

export function renderRolledBack(rolled: RollbackSummary, locale: string): Message {
  const wording = inLanguage(REINDEX_WORDING, locale);
  const { version, createdAt, articles } = rolled;
  const when = time(new Date(createdAt), TimestampStyles.LongDateShortTime);
  const description = wording.rolledBack(articles, when, version);
  return message({ embeds: [{ color: COLOURS.answered, title: wording.rolledBackTitle, description }] });
}

/** Why a step failed. The sentence of a FootnoteError is for those who run the bot, in English. */
export function renderFailure(step: ReindexStep, error: unknown, locale: string): Message {
  const wording = inLanguage(REINDEX_WORDING, locale);
  const title = wording.failed[step];
  if (!(error instanceof FootnoteError)) return message({ embeds: [{ color: COLOURS.related, title }] });
  const kindly =
    error.code === 'index-locked'
      ? wording.locked
      : error.code === 'index-no-earlier'
        ? wording.noEarlier
        : '';
  const description = `${kindly}\n${codeBlock(error.message, ERROR_LIMIT)}`.trimStart();
  return message({ embeds: [{ color: COLOURS.related, title, description }] });
}

function reasonFor({ rebuild, added, changed, removed }: IndexPlan, wording: ReindexWording): string {
  if (rebuild === 'model') return wording.modelChanged;
  if (rebuild === 'none') return wording.noIndex;
  return added.length + changed.length + removed.length === 0 ? wording.movedOnly : '';
}

function renderBar({ done, total }: { done: number; total: number }, wording: ReindexWording): string {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const full = Math.floor(share * BAR_CELLS);
  const bar = '▰'.repeat(full) + '▱'.repeat(BAR_CELLS - full);
  return wording.progress(bar, done, total, Math.floor(share * 100));
}

type Lists = Pick<IndexPlan, 'added' | 'changed' | 'removed' | 'moved' | 'skipped' | 'dropped'>;

/** Six lists of at most `LIST_LIMIT` each stay below what all embeds may hold together. */
function renderLists(plan: Lists, wording: ReindexWording): APIEmbedField[] {
  const { lists } = wording;
  return [
    ...renderList(lists.added, plan.added, articleLine, wording),
    ...renderList(lists.changed, plan.changed, articleLine, wording),
    ...renderList(lists.removed, plan.removed, articleLine, wording),
    ...renderList(lists.moved, plan.moved, movedLine, wording),
    ...renderList(lists.skipped, plan.skipped, skippedLine, wording),
    ...renderList(lists.dropped, plan.dropped, droppedLine, wording),
  ];
}

/** As many entries as `LIST_LIMIT` holds, and how many more there are; no field for an empty list. */
function renderList<Entry>(
  heading: (count: number) => string,
  entries: readonly Entry[],
  lineOf: (entry: Entry) => string,
  { more }: ReindexWording,
): APIEmbedField[] {
  if (entries.length === 0) return [];
  let value = '';
  let shown = 0;
  for (const entry of entries) {
    const line = lineOf(entry);
    const isLast = shown === entries.length - 1;
    if (value.length + line.length + 1 > LIST_LIMIT - (isLast ? 0 : PARTS.moreLine)) break;
    value += `${line}\n`;
    shown += 1;
  }
  const rest = entries.length - shown;
  return [{ name: heading(entries.length), value: rest > 0 ? value + more(rest) : value.trimEnd() }];
}

function articleLine({ title, file }: ArticleChange): string {
  return `• ${escapedLine(title, PARTS.title)} ${fileName(file)}`;
}

function movedLine({ title, file, from }: ArticleMove): string {
  return `• ${escapedLine(title, PARTS.title)} ${fileName(from)} → ${fileName(file)}`;
}

/** How many stretches, and how the first one begins. */
function droppedLine({ file, what }: Dropped): string {
  return `• ${fileName(file)} ${what.length}: ${escapedLine(what[0] ?? '', PARTS.why)}`;
}

function skippedLine({ file, why }: Skipped): string {
  return `• ${fileName(file)} ${escapedLine(why, PARTS.why)}`;
}

function fileName(file: string): string {
  return `\`${inlineCode(cut(plainLine(file), PARTS.file))}\``;
}
