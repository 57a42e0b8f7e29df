import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageProblems } from '../../../scripts/loopback/body-limits.ts';
import { pingsOf } from '../../../scripts/loopback/pings.ts';
import type { Message } from '../../../src/discord/message.ts';
import { pageOf } from '../../../src/discord/moderation/paging.ts';
import { renderChannels } from '../../../src/discord/moderation/render-channels.ts';
import { FEEDBACK_A_PAGE, renderFeedback } from '../../../src/discord/moderation/render-feedback.ts';
import {
  renderConfirmDelete,
  renderDeleted,
  renderPrivacy,
} from '../../../src/discord/moderation/render-privacy.ts';
import {
  renderFailure,
  renderPlan,
  renderProgress,
  renderRolledBack,
  renderSummary,
} from '../../../src/discord/moderation/render-reindex.ts';
import { renderStatus } from '../../../src/discord/moderation/render-status.ts';
import { renderConfirmOff, renderUnanswered } from '../../../src/discord/moderation/render-unanswered.ts';
import { FootnoteError } from '../../../src/errors.ts';
import { strayMarkup } from '../../support/discord-markdown.ts';

const RUNS = 2000;

const piece = fc.oneof(
  fc.constantFrom(
    '人工智慧',
    '。',
    'GPT-4 ',
    '「',
    '```',
    '`',
    '**',
    '||',
    '\n# ',
    '\n> ',
    '\\',
    '[',
    ')',
    ' ',
  ),
  fc.constantFrom(
    '@everyone',
    '@here',
    '<@123>',
    '<@&9>',
    '<#5>',
    '<t:1:R>',
    '[a](https://x.example)',
    ':a:',
  ),
  fc.constantFrom('👨‍👩‍👧‍👦', '\u202eעברית', 'مرحبا', '𠮷', '\u0000', '\u2028'),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.integer({ min: 50, max: 900 }).map((length) => '長'.repeat(length)),
  fc.integer({ min: 50, max: 900 }).map((length) => '*_'.repeat(length)),
);
const anyText = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
const locale = fc.constantFrom('zh-TW', 'zh-CN', 'en-US');
const count = fc.oneof(fc.nat(), fc.constantFrom(0, 1, Number.MAX_SAFE_INTEGER));
const date = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
const id = fc.integer({ min: 0 }).map((n) => `9${String(n).padStart(18, '0')}`);
const version = fc.constantFrom('2026-11-22T09-00-00Z-4f2a', '2026-11-22T09-00-01Z-0000');

const settings = fc.record({
  answerChannels: fc.option(fc.uniqueArray(id, { maxLength: 60 })),
  unanswered: fc.option(fc.record({ days: fc.integer({ min: 1, max: 365 }) })),
});
const permissions = fc.uniqueArray(
  fc.constantFrom('view', 'send', 'sendInThreads', 'embedLinks', 'readHistory'),
);
const change = fc.record({ id: anyText, title: anyText, file: anyText });
/** Few, or so many of one kind that a list has to be cut. */
function fewOrMany<Entry>(entry: fc.Arbitrary<Entry>): fc.Arbitrary<Entry[]> {
  return fc.oneof(
    fc.array(entry, { maxLength: 3 }),
    fc
      .tuple(entry, fc.integer({ min: 20, max: 300 }))
      .map(([one, times]) => Array.from({ length: times }, () => one)),
  );
}
const plan = fc.record({
  articles: count,
  passages: count,
  added: fewOrMany(change),
  changed: fewOrMany(change),
  removed: fewOrMany(change),
  moved: fewOrMany(fc.record({ id: anyText, title: anyText, file: anyText, from: anyText })),
  skipped: fewOrMany(fc.record({ file: anyText, why: anyText })),
  dropped: fewOrMany(fc.record({ file: anyText, what: fc.array(anyText) })),
});
const byKind = fc.record({ 'not-helpful': count, 'wrong-source': count });
const usage = fc.record({
  count,
  answered: count,
  related: count,
  none: count,
  p50Milliseconds: fc.option(fc.double({ min: 0, max: 1e7, noNaN: true })),
  p95Milliseconds: fc.option(fc.double({ min: 0, max: 1e7, noNaN: true })),
});
const kind = fc.record({ count, oldest: fc.option(date) });
const kept = fc.record({ settings: kind, feedback: kind, unanswered: kind, usage: kind, studies: kind });

/** Fails when Discord would refuse a message, or when it would ping somebody. */
function expectSound(...messages: Message[]): void {
  for (const message of messages) {
    const body = { ...message, allowed_mentions: message.allowedMentions };
    expect(messageProblems(body)).toEqual([]);
    expect(pingsOf(body)).toEqual([]);
  }
}

function holds<T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => void): void {
  fc.assert(fc.property(arbitrary, check), { numRuns: RUNS });
}

describe('what moderators are shown, whatever people, articles and files are called', () => {
  it('of the status breaks no limit', () => {
    const index = fc.record({
      version: anyText,
      createdAt: date.map((d) => d.toISOString()),
      model: anyText,
    });
    const status = fc.record({
      index: index.map((parts) => ({ ...parts, articles: 3, passages: 4 })),
      here: usage,
      everywhere: usage,
      since: date,
      settings,
      shard: fc.constantFrom(null, { id: 0, count: 2 }, { id: 1599, count: 1600 }),
      faults: fc.array(anyText, { maxLength: 2 }),
      locale,
    });
    holds(status, (given) => {
      expectSound(renderStatus(given, given.locale));
    });
  }, 60_000);

  it('of the channels breaks no limit', () => {
    const chosen = fc.option(
      fc.uniqueArray(fc.record({ id, isVisible: fc.boolean(), missing: permissions }), {
        maxLength: 60,
        selector: (channel) => channel.id,
      }),
    );
    holds(fc.tuple(chosen, locale), ([channels, language]) => {
      expectSound(renderChannels(channels, language));
    });
  }, 60_000);

  it('of unanswered questions breaks no limit and shows no markup of theirs', () => {
    const group = fc.record({ count, representative: anyText, lastAt: date });
    const digest = fc.record({
      days: fc.option(fc.integer({ min: 1, max: 365 })),
      groups: fc.array(group, { maxLength: 25 }),
      page: fc.nat({ max: 4 }),
      now: date,
      locale,
    });
    holds(digest, (given) => {
      const message = renderUnanswered(given, given.locale);
      expectSound(message, renderConfirmOff(given.groups.length, given.locale));
      const description = message.embeds[0]?.description ?? '';
      const questions = [...description.matchAll(/\*\*(?:\d+ 次\*\*　|\d+×\*\* )(.*)\n/gu)].map(
        ([, q]) => q ?? '',
      );
      if (given.days !== null && given.groups.length > 0) expect(questions.length).toBeGreaterThan(0);
      for (const question of questions) expect(strayMarkup(`x${question}`)).toEqual([]);
    });
  }, 60_000);

  it('of feedback breaks no limit', () => {
    const summary = fc.record({
      total: fc.integer({ min: 0, max: 400 }),
      byKind,
      byArticle: fc.array(
        fc.record({ articleId: fc.option(anyText), title: fc.option(anyText), total: count, byKind }),
        { maxLength: 8 },
      ),
    });
    const entry = fc.record({
      kind: fc.constantFrom('not-helpful' as const, 'wrong-source' as const),
      question: anyText,
      articleId: fc.option(anyText),
      title: fc.option(anyText),
      paragraph: fc.option(count),
      quote: fc.option(anyText),
      at: date,
    });
    const entries = fc.array(entry, { maxLength: FEEDBACK_A_PAGE });
    holds(fc.tuple(summary, entries, fc.nat({ max: 200 }), locale), ([sums, shown, wanted, language]) => {
      const page = pageOf(sums.total, FEEDBACK_A_PAGE, wanted);
      expectSound(renderFeedback({ summary: sums, page, entries: shown }, language));
    });
  }, 60_000);

  it('of privacy breaks no limit', () => {
    holds(fc.tuple(kept, settings, locale), ([counts, set, language]) => {
      expectSound(
        renderPrivacy(counts, set, language),
        renderConfirmDelete(counts, language),
        renderDeleted(counts, language),
      );
    });
  }, 60_000);

  it('of the index breaks no limit, and names every difference or says how many more there are', () => {
    const rebuild = fc.constantFrom('none' as const, 'model' as const, 'articles' as const, null);
    const status = fc.record({ version, createdAt: date.map((d) => d.toISOString()), articles: count });
    const given = fc.record({ plan, rebuild, before: version, status, done: count, total: count, locale });
    const step = fc.constantFrom('plan' as const, 'build' as const, 'refresh' as const, 'rollback' as const);
    const code = fc.constantFrom('index-locked', 'index-no-earlier', 'corpus-empty');
    holds(fc.tuple(given, step, code, anyText), ([parts, failing, errorCode, sentence]) => {
      const { locale: language, status: inUse, before } = parts;
      const planned = renderPlan({ ...parts.plan, rebuild: parts.rebuild }, { locale: language, servers: 2 });
      expectSound(
        planned,
        renderSummary(
          { ...parts.plan, rebuilt: parts.rebuild !== null, embedded: parts.done, reused: parts.total },
          { before, inUse: { ...inUse, passages: 3, model: 'm' }, locale: language },
        ),
        renderProgress({ done: parts.done, total: parts.total }, language),
        renderRolledBack(inUse, language),
        renderFailure(failing, new FootnoteError(errorCode, sentence), language),
        renderFailure(failing, new Error(sentence), language),
      );
      const { added, changed, removed, moved, skipped, dropped } = parts.plan;
      const lists = [added, changed, removed, moved, skipped, dropped];
      const shown = lists.filter((list) => list.length > 0);
      planned.embeds[0]?.fields?.forEach(({ value }, i) => {
        const lines = value.split('\n');
        const more = Number(
          /^…+ ?(?:and|還有|还有) (\d+) (?:more|個|个)$/u.exec(lines.at(-1) ?? '')?.[1] ?? 0,
        );
        expect(lines.length - (more > 0 ? 1 : 0) + more).toBe(shown[i]?.length);
      });
    });
  }, 120_000);
});
