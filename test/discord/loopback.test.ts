import { describe, expect, it } from 'vitest';
import { choiceProblems, commandProblems, messageProblems } from '../support/loopback/body-limits.ts';
import { Ledger } from '../support/loopback/ledger.ts';
import { hasOpenApi, openApiValidator } from '../support/loopback/openapi.ts';
import { pingsOf } from '../support/loopback/pings.ts';
import { INTERACTION_TYPE } from '../support/loopback/shapes.ts';

/** A loopback that lets everything pass proves nothing: it refuses what Discord refuses. */
describe('the loopback Discord', () => {
  const fits = (length: number): string => 'x'.repeat(length);

  it.each([
    ['content', { content: fits(2000) }, { content: fits(2001) }],
    ['a description', { embeds: [{ description: fits(4096) }] }, { embeds: [{ description: fits(4097) }] }],
    ['a title', { embeds: [{ title: fits(256) }] }, { embeds: [{ title: fits(257) }] }],
    [
      'all embeds',
      { embeds: [{ description: fits(4096) }, { description: fits(1904) }] },
      { embeds: [{ description: fits(4096) }, { description: fits(1905) }] },
    ],
    [
      'fields',
      { embeds: [{ fields: Array.from({ length: 25 }, () => ({ name: 'n', value: 'v' })) }] },
      { embeds: [{ fields: Array.from({ length: 26 }, () => ({ name: 'n', value: 'v' })) }] },
    ],
    [
      'custom ids',
      { components: [{ type: 1, components: [{ type: 2, custom_id: fits(100) }] }] },
      { components: [{ type: 1, components: [{ type: 2, custom_id: fits(101) }] }] },
    ],
    [
      'half a surrogate pair',
      { content: 'a', embeds: [{ title: '𠮷' }] },
      { content: 'a', embeds: [{ title: '\ud842' }] },
    ],
    ['emptiness', { content: 'a' }, { content: '' }],
  ])('knows the limit of %s', (_, allowed, refused) => {
    expect(messageProblems(allowed)).toEqual([]);
    expect(messageProblems(refused)).toHaveLength(1);
  });

  it('knows the limits of choices and of command names', () => {
    const choice = (length: number) => ({ name: fits(length), value: 'v' });
    expect(choiceProblems({ choices: Array.from({ length: 25 }, () => choice(100)) })).toEqual([]);
    expect(choiceProblems({ choices: Array.from({ length: 26 }, () => choice(1)) })).toHaveLength(1);
    expect(choiceProblems({ choices: [choice(101)] })).toHaveLength(1);
    expect(commandProblems([{ name: 'Ask', description: 'd' }])).toHaveLength(1);
    expect(commandProblems([{ name: 'ask me', description: fits(101) }])).toHaveLength(2);
  });

  it('takes one acknowledgement, within 3 seconds, and edits for 15 minutes', () => {
    const ledger = new Ledger();
    const question = ledger.add(INTERACTION_TYPE.command, 0);
    expect(ledger.edit(question.token, { content: 'early' }).body?.code).toBe(10008);
    expect(ledger.acknowledge(question.id, question.token, { type: 5 }).status).toBe(204);
    expect(ledger.acknowledge(question.id, question.token, { type: 5 }).body?.code).toBe(40060);
    ledger.advance(14 * 60_000);
    expect(ledger.edit(question.token, { content: 'in time' }).status).toBe(200);
    ledger.advance(2 * 60_000);
    expect(ledger.edit(question.token, { content: 'late' }).body?.code).toBe(50027);
    const late = ledger.add(INTERACTION_TYPE.command, 3100);
    expect(ledger.acknowledge(late.id, late.token, { type: 5 }).body?.code).toBe(10062);
  });

  it('sees who would be pinged', () => {
    const content = '@everyone <@1> <@&2>';
    expect(pingsOf({ content })).toEqual(['@everyone', '<@1>', '<@&2>']);
    expect(pingsOf({ content, allowed_mentions: { parse: [] } })).toEqual([]);
    expect(pingsOf({ content, allowed_mentions: { parse: ['users'], roles: ['2'] } })).toEqual([
      '<@1>',
      '<@&2>',
    ]);
    expect(pingsOf({ embeds: [{ description: content }] })).toEqual([]);
  });

  it.skipIf(!hasOpenApi)(
    'refuses bodies that ../shared/discord/openapi.json does not allow (skipped without it)',
    () => {
      const validate = openApiValidator();
      const edit = '/webhooks/1000000000000000001/token/messages/@original';
      expect(validate('PATCH', edit, { content: 'a', allowed_mentions: { parse: [] } })).toEqual([]);
      expect(validate('PATCH', edit, { embeds: [{ description: 3 }] })).toHaveLength(1);
      expect(validate('PATCH', edit, { embeds: [{ title: fits(257) }] })).toHaveLength(1);
      expect(validate('POST', '/nowhere', {})).toHaveLength(1);
    },
  );
});
