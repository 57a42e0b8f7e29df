import { ApplicationCommandOptionType } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { FEATURES } from '../../../src/discord/features.ts';
import type { Feature, SlashCommand } from '../../../src/discord/feature.ts';
import { commandEntries, type CommandEntry } from '../../../src/discord/help/command-entries.ts';
import { renderHelp } from '../../../src/discord/help/render-help.ts';
import { messageProblems } from '../../../scripts/loopback/body-limits.ts';

function command(data: SlashCommand['data']): Feature {
  return { slashCommands: [{ data, execute: () => Promise.resolve() }] };
}

const LIBRARY = command({
  name: 'library',
  description: 'All of it',
  default_member_permissions: '32',
  options: [
    { type: ApplicationCommandOptionType.Subcommand, name: 'open', description: 'Open it' },
    {
      type: ApplicationCommandOptionType.SubcommandGroup,
      name: 'shelf',
      description: 'A shelf',
      options: [
        {
          type: ApplicationCommandOptionType.Subcommand,
          name: 'add',
          description: 'Add one',
          description_localizations: { 'zh-TW': '加一個' },
        },
      ],
    },
  ],
});
const READ = command({
  name: 'read',
  description: 'Read',
  default_member_permissions: '2048',
  options: [{ type: ApplicationCommandOptionType.String, name: 'what', description: 'What' }],
});

describe('commandEntries', () => {
  it("lists subcommands, each in the reader's language, and whom they are for", () => {
    expect(commandEntries([LIBRARY, READ], 'zh-Hant')).toEqual([
      { path: 'library open', description: 'Open it', forModerators: true },
      { path: 'library shelf add', description: '加一個', forModerators: true },
      { path: 'read', description: 'Read', forModerators: false },
    ]);
    expect(commandEntries([LIBRARY], 'zh-Hans')[1]?.description).toBe('Add one');
    expect(commandEntries([LIBRARY], 'en')[1]?.description).toBe('Add one');
  });
});

describe('renderHelp', () => {
  const context = {
    mention: (path: string) => `</${path}:12345678901234567890>`,
    bot: '<@12345678901234567890>',
    isModerator: true,
  };

  it.each([
    ['zh-TW', 'zh-Hant'],
    ['zh-CN', 'zh-Hans'],
    ['en-US', 'en'],
  ] as const)('has room for every command there is in %s', (locale, language) => {
    const entries = commandEntries(FEATURES, language);
    const help = renderHelp({ ...context, entries, locale });
    expect(messageProblems({ ...help })).toEqual([]);
    const shown = help.embeds.map(({ description }) => description).join('\n');
    for (const { path } of entries) expect(shown).toContain(`${context.mention(path)} —`);
  });

  it('keeps the limits when there are more than fit, and says how many', () => {
    const entries = Array.from({ length: 200 }, (_, i): CommandEntry => {
      return { path: `command-${i}`, description: '*'.repeat(100), forModerators: i % 2 === 0 };
    });
    const help = renderHelp({ ...context, entries, locale: 'en-US' });
    expect(messageProblems({ ...help })).toEqual([]);
    for (const { description } of help.embeds) expect(description).toMatch(/And \d\d more: type `\/`/u);
  });
});
