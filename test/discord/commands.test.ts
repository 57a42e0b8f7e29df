import { describe, expect, it } from 'vitest';
import { commandProblems } from '../../scripts/loopback/body-limits.ts';
import { commandsOf, FEATURES } from '../../src/discord/features.ts';

interface Labelled {
  name: string;
  name_localizations?: Record<string, string>;
  description_localizations?: Record<string, string>;
  options?: (Labelled & { autocomplete?: boolean })[];
}

const COMMANDS = commandsOf(FEATURES);
const isMessageMenu = (body: object): boolean => 'type' in body && body.type === 3;

/** A command and everything below it. */
function withOptions(labelled: Labelled): Labelled[] {
  return [labelled, ...(labelled.options ?? []).flatMap(withOptions)];
}

describe('the list of commands', () => {
  const bodies = COMMANDS.map(({ data }) => data) as unknown as (Labelled & { type?: number })[];
  const labelled = bodies.flatMap(withOptions);

  it("follows Discord's naming rules in every language", () => {
    expect(commandProblems(bodies as unknown as Parameters<typeof commandProblems>[0])).toEqual([]);
  });

  it('names and describes every command, subcommand and option in both Chinese scripts', () => {
    for (const each of labelled) {
      expect(Object.keys(each.name_localizations ?? {})).toEqual(['zh-TW', 'zh-CN']);
      if (isMessageMenu(each)) continue;
      expect(Object.keys(each.description_localizations ?? {})).toEqual(['zh-TW', 'zh-CN']);
    }
  });

  it('gives every command, and every option of one, its own name in every language', () => {
    for (const locale of ['zh-TW', 'zh-CN']) {
      for (const list of [bodies, ...labelled.map((each) => each.options ?? [])]) {
        const names = list.map((each) => each.name_localizations?.[locale]);
        expect(new Set(names).size).toBe(names.length);
      }
    }
  });

  it('completes exactly the options that say so', () => {
    for (const command of COMMANDS) {
      const completes = withOptions(command.data as unknown as Labelled).some(
        (option) => 'autocomplete' in option && option.autocomplete === true,
      );
      expect('autocomplete' in command).toBe(completes);
    }
  });

  it('gives each button, menu and form one handler', () => {
    const components = FEATURES.flatMap((feature) => feature.components ?? []).map(({ action }) => action);
    const modals = FEATURES.flatMap((feature) => feature.modals ?? []).map(({ action }) => action);
    expect(new Set(components).size).toBe(components.length);
    expect(new Set(modals).size).toBe(modals.length);
  });
});
