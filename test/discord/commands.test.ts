import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/discord/commands.ts';
import { commandProblems } from '../support/loopback/body-limits.ts';

describe('the list of commands', () => {
  const bodies = COMMANDS.map(({ data }) => data) as unknown as Parameters<typeof commandProblems>[0];

  it("follows Discord's naming rules in every language", () => {
    expect(commandProblems(bodies)).toEqual([]);
  });

  it('names and describes every command and option in both Chinese scripts', () => {
    for (const labelled of bodies.flatMap((command) => [command, ...(command.options ?? [])])) {
      expect(Object.keys(labelled.name_localizations ?? {})).toEqual(['zh-TW', 'zh-CN']);
      expect(Object.keys(labelled.description_localizations ?? {})).toEqual(['zh-TW', 'zh-CN']);
    }
  });

  it('gives every command and every option of a command its own name in every language', () => {
    for (const locale of ['zh-TW', 'zh-CN']) {
      for (const list of [bodies, ...bodies.map((command) => command.options ?? [])]) {
        const names = list.map((labelled) => labelled.name_localizations?.[locale]);
        expect(new Set(names).size).toBe(names.length);
      }
    }
  });

  it('completes exactly the options that say so', () => {
    for (const { data, autocomplete } of COMMANDS) {
      const completes = (data.options ?? []).some(
        (option) => 'autocomplete' in option && option.autocomplete,
      );
      expect(autocomplete !== undefined).toBe(completes);
    }
  });
});
