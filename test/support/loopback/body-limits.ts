import type { Json } from './shapes.ts';

/** Discord's limits on what a bot sends, each as a sentence when broken. Lengths are in UTF-16 code units. */

interface Embed {
  title?: string;
  description?: string;
  fields?: { name: string; value: string }[];
  footer?: { text: string };
  author?: { name: string };
}

function list<T>(value: unknown): T[] {
  return Array.isArray(value) ? (value as T[]) : [];
}

class Problems {
  readonly found: string[] = [];

  atMost(what: string, count: number, limit: number): void {
    if (count > limit) this.found.push(`${what} is ${count}, the limit is ${limit}`);
  }

  text(what: string, text: string | undefined | null, limit: number): number {
    if (text === undefined || text === null) return 0;
    if (text.trim() === '') this.found.push(`${what} is blank`);
    if (/\p{Surrogate}/u.test(text)) this.found.push(`${what} has half a surrogate pair`);
    this.atMost(`${what}'s length`, text.length, limit);
    return text.length;
  }
}

function checkEmbed(problems: Problems, embed: Embed, at: string): number {
  const fields = list<{ name: string; value: string }>(embed.fields);
  problems.atMost(`${at} fields`, fields.length, 25);
  return [
    problems.text(`${at} title`, embed.title, 256),
    problems.text(`${at} description`, embed.description, 4096),
    problems.text(`${at} footer`, embed.footer?.text, 2048),
    problems.text(`${at} author`, embed.author?.name, 256),
    ...fields.flatMap((field, i) => [
      problems.text(`${at} field ${i} name`, field.name, 256),
      problems.text(`${at} field ${i} value`, field.value, 1024),
    ]),
  ].reduce((sum, length) => sum + length, 0);
}

interface Component {
  type: number;
  custom_id?: string;
  options?: unknown[];
  components?: Component[];
}

function checkComponents(problems: Problems, components: Component[]): void {
  for (const component of components) {
    if (component.custom_id !== undefined) problems.text('a custom id', component.custom_id, 100);
    problems.atMost('options of a menu', list(component.options).length, 25);
    checkComponents(problems, list<Component>(component.components));
  }
}

/** The limits that a message breaks. */
export function messageProblems(message: Json): string[] {
  const problems = new Problems();
  const content = typeof message.content === 'string' ? message.content : '';
  problems.atMost("content's length", content.length, 2000);
  const embeds = list<Embed>(message.embeds);
  problems.atMost('embeds', embeds.length, 10);
  const total = embeds
    .map((embed, i) => checkEmbed(problems, embed, `embed ${i}`))
    .reduce((a, b) => a + b, 0);
  problems.atMost('characters in all embeds', total, 6000);
  problems.atMost('rows of components', list(message.components).length, 5);
  checkComponents(problems, list<Component>(message.components));
  if (content === '' && embeds.length === 0 && list(message.components).length === 0) {
    problems.found.push('the message is empty');
  }
  return problems.found;
}

/** The limits that an autocomplete answer breaks. */
export function choiceProblems(data: Json): string[] {
  const problems = new Problems();
  const choices = list<{ name: string; value: unknown }>(data.choices);
  problems.atMost('choices', choices.length, 25);
  choices.forEach((choice, i) => {
    problems.text(`choice ${i} name`, choice.name, 100);
    if (typeof choice.value === 'string') problems.text(`choice ${i} value`, choice.value, 100);
  });
  return problems.found;
}

const COMMAND_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

interface CommandLike {
  name: string;
  description: string;
  name_localizations?: Record<string, string>;
  description_localizations?: Record<string, string>;
  options?: (CommandLike & { required?: boolean })[];
}

/** The naming rules that commands break (https://discord.com/developers/docs/interactions/application-commands). */
export function commandProblems(commands: CommandLike[], at = 'command'): string[] {
  const problems = new Problems();
  problems.atMost(`${at}s`, commands.length, at === 'command' ? 100 : 25);
  const seen = new Set<string>();
  for (const command of commands) {
    for (const name of [command.name, ...Object.values(command.name_localizations ?? {})]) {
      if (!COMMAND_NAME.test(name) || name !== name.toLowerCase())
        problems.found.push(`${at} name "${name}"`);
    }
    if (seen.has(command.name)) problems.found.push(`two of ${at} "${command.name}"`);
    seen.add(command.name);
    for (const text of [command.description, ...Object.values(command.description_localizations ?? {})]) {
      problems.text(`${at} description`, text, 100);
    }
    const options = command.options ?? [];
    const firstOptional = options.findIndex((option) => option.required !== true);
    if (firstOptional >= 0 && options.slice(firstOptional).some((option) => option.required === true)) {
      problems.found.push(`a required option of ${command.name} stands after an optional one`);
    }
    problems.found.push(...commandProblems(options, 'option'));
  }
  return problems.found;
}
