import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { openStateDatabase } from '../../src/state/open-database.ts';
import type { NewFeedback } from '../../src/state/feedback.ts';
import { tempState } from './temp-state.ts';

const USER = '778899001122334455';
const MESSAGE = '998877665544332211';

function feedback(change: Partial<NewFeedback> = {}): NewFeedback {
  return {
    guildId: '1',
    kind: 'not-helpful',
    messageId: MESSAGE,
    userId: USER,
    question: '公開信要求停多久?',
    articleId: 'letter',
    title: '公開信',
    paragraph: 3,
    quote: '至少六個月。',
    at: new Date('2026-05-01T10:00:00Z'),
    ...change,
  };
}

test('one person counts once a message and kind', async () => {
  const { state } = await tempState();
  expect(state.feedback.add(feedback())).toBe('saved');
  expect(state.feedback.add(feedback({ at: new Date() }))).toBe('already');
  expect(state.feedback.add(feedback({ kind: 'wrong-source' }))).toBe('saved');
  expect(state.feedback.add(feedback({ userId: '2' }))).toBe('saved');
  expect(state.feedback.add(feedback({ messageId: '3' }))).toBe('saved');
  expect(state.feedback.summary('1').total).toBe(4);
});

test('is listed newest first, by kind and up to a limit', async () => {
  const { state } = await tempState();
  const day = (n: number): Date => new Date(Date.UTC(2026, 4, n));
  const nothing = { articleId: null, title: null, paragraph: null, quote: null };
  state.feedback.add(feedback({ userId: '1', at: day(2) }));
  state.feedback.add(feedback({ userId: '2', at: day(3), kind: 'wrong-source' }));
  state.feedback.add(feedback({ userId: '3', at: day(1), question: '誰?', ...nothing }));
  state.feedback.add(feedback({ userId: '4', at: day(4), guildId: '2' }));
  expect(state.feedback.list('1', { limit: 9 }).map(({ at }) => at)).toEqual([day(3), day(2), day(1)]);
  expect(state.feedback.list('1', { limit: 2 })).toHaveLength(2);
  expect(state.feedback.list('1', { limit: 9, kind: 'not-helpful' })).toEqual([
    {
      kind: 'not-helpful',
      question: '公開信要求停多久?',
      articleId: 'letter',
      title: '公開信',
      paragraph: 3,
      quote: '至少六個月。',
      at: day(2),
    },
    { kind: 'not-helpful', question: '誰?', ...nothing, at: day(1) },
  ]);
});

test('is summed by kind and by article, most first, under the latest title', async () => {
  const { state } = await tempState();
  state.feedback.add(feedback({ userId: '1', articleId: 'other', title: 'Other' }));
  state.feedback.add(feedback({ userId: '2', title: '舊標題' }));
  state.feedback.add(feedback({ userId: '3', kind: 'wrong-source', title: '新標題', at: new Date() }));
  state.feedback.add(feedback({ userId: '4', guildId: '2' }));
  expect(state.feedback.summary('1')).toEqual({
    total: 3,
    byKind: { 'not-helpful': 2, 'wrong-source': 1 },
    byArticle: [
      { articleId: 'letter', title: '新標題', total: 2, byKind: { 'not-helpful': 1, 'wrong-source': 1 } },
      { articleId: 'other', title: 'Other', total: 1, byKind: { 'not-helpful': 1, 'wrong-source': 0 } },
    ],
  });
  expect(state.feedback.summary('3')).toEqual({
    total: 0,
    byKind: { 'not-helpful': 0, 'wrong-source': 0 },
    byArticle: [],
  });
});

test('keeps neither who said it nor a mark that follows a person from message to message', async () => {
  const { file, state } = await tempState();
  const other = await tempState();
  state.feedback.add(feedback());
  state.feedback.add(feedback({ messageId: '5' }));
  other.state.feedback.add(feedback());
  const bytes = Buffer.concat([await readFile(file), await readFile(`${file}-wal`)]).toString('latin1');
  expect(bytes).toContain('letter');
  expect(bytes).not.toContain(USER);
  expect(bytes).not.toContain(MESSAGE);
  const voters = [file, other.file].flatMap((path) => {
    const database = openStateDatabase(path);
    const rows = database.all<{ voter: string }>('SELECT voter FROM feedback');
    database.close();
    return rows.map(({ voter }) => voter);
  });
  expect(new Set(voters).size).toBe(3);
  for (const voter of voters) expect(voter).toMatch(/^[0-9a-f]{64}$/);
});
