import { Problems } from './problems.ts';

/** The rules of commands (https://discord.com/developers/docs/interactions/application-commands). */

const COMMAND_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const COMMAND_TYPE = { slash: 1, user: 2, message: 3 } as const;
const OPTION_TYPE = { subcommand: 1, group: 2 } as const;

interface Choice {
  name: string;
  name_localizations?: Record<string, string> | null;
  value: string | number;
}

interface CommandOption {
  type?: number;
  name: string;
  description: string;
  name_localizations?: Record<string, string> | null;
  description_localizations?: Record<string, string> | null;
  required?: boolean;
  autocomplete?: boolean;
  choices?: Choice[];
  options?: CommandOption[];
}

type CommandLike = Omit<CommandOption, 'description'> & { description?: string };

/** The rules that a list of commands breaks, in sentences. */
export function commandProblems(commands: CommandLike[]): string[] {
  const problems = new Problems();
  const ofType = (type: number): CommandLike[] =>
    commands.filter((command) => (command.type ?? COMMAND_TYPE.slash) === type);
  problems.atMost('slash commands', ofType(COMMAND_TYPE.slash).length, 100);
  problems.atMost('message-menu commands', ofType(COMMAND_TYPE.message).length, 5);
  problems.atMost('user-menu commands', ofType(COMMAND_TYPE.user).length, 5);
  for (const type of Object.values(COMMAND_TYPE)) {
    problems.unique(
      'command',
      ofType(type).map(({ name }) => name),
    );
  }
  for (const command of commands) {
    if ((command.type ?? COMMAND_TYPE.slash) === COMMAND_TYPE.slash) {
      checkNamed(problems, command, 'command');
      checkOptions(problems, command, 2);
    } else checkMenuCommand(problems, command);
    problems.atMost(`characters in all texts of ${command.name}`, totalText(command), 8000);
  }
  return problems.found;
}

function checkMenuCommand(problems: Problems, command: CommandLike): void {
  for (const name of [command.name, ...Object.values(command.name_localizations ?? {})]) {
    problems.required(`menu command name "${name}"`, name, 32);
  }
  problems.expect((command.description ?? '') === '', `menu command ${command.name} has a description`);
  problems.expect((command.options ?? []).length === 0, `menu command ${command.name} has options`);
}

function checkNamed(problems: Problems, named: CommandLike, at: string): void {
  for (const name of [named.name, ...Object.values(named.name_localizations ?? {})]) {
    problems.expect(COMMAND_NAME.test(name) && name === name.toLowerCase(), `${at} name "${name}"`);
  }
  problems.required(`${at} description`, named.description, 100);
  for (const text of Object.values(named.description_localizations ?? {})) {
    problems.required(`${at} description`, text, 100);
  }
}

/** @param depth how many levels of subcommands may follow. */
function checkOptions(problems: Problems, command: CommandLike, depth: number): void {
  const options = command.options ?? [];
  problems.atMost(`options of ${command.name}`, options.length, 25);
  problems.unique(
    `options of ${command.name}`,
    options.map(({ name }) => name),
  );
  const isBranch = ({ type }: CommandOption): boolean =>
    type === OPTION_TYPE.subcommand || type === OPTION_TYPE.group;
  const branches = options.filter(isBranch);
  problems.expect(
    branches.length === 0 || branches.length === options.length,
    `${command.name} has subcommands beside other options`,
  );
  problems.expect(branches.length === 0 || depth > 0, `${command.name} has subcommands too deep`);
  const firstOptional = options.findIndex((option) => option.required !== true);
  problems.expect(
    firstOptional < 0 || !options.slice(firstOptional).some((option) => option.required === true),
    `a required option of ${command.name} stands after an optional one`,
  );
  for (const option of options) {
    checkNamed(problems, option, 'option');
    checkChoices(problems, option);
    if (isBranch(option)) checkOptions(problems, option, option.type === OPTION_TYPE.group ? 1 : 0);
  }
}

function checkChoices(problems: Problems, option: CommandOption): void {
  const choices = option.choices ?? [];
  problems.atMost(`choices of ${option.name}`, choices.length, 25);
  problems.expect(
    choices.length === 0 || option.autocomplete !== true,
    `option ${option.name} has both choices and autocomplete`,
  );
  problems.unique(
    `choices of ${option.name}`,
    choices.map(({ name }) => name),
  );
  for (const { name, name_localizations, value } of choices) {
    for (const text of [name, ...Object.values(name_localizations ?? {})]) {
      problems.required(`choice name of ${option.name}`, text, 100);
    }
    if (typeof value === 'string') problems.required(`choice value of ${option.name}`, value, 100);
  }
}

/** Characters of names, descriptions and values, the longest wording of each. */
function totalText(command: CommandLike): number {
  const longest = (text: string | undefined, others: Record<string, string> | null | undefined): number =>
    Math.max(0, ...[text ?? '', ...Object.values(others ?? {})].map((each) => each.length));
  const choices = (command.choices ?? []).map(
    ({ name, name_localizations, value }) => longest(name, name_localizations) + String(value).length,
  );
  return (
    longest(command.name, command.name_localizations) +
    longest(command.description, command.description_localizations) +
    [...choices, ...(command.options ?? []).map(totalText)].reduce((sum, length) => sum + length, 0)
  );
}
