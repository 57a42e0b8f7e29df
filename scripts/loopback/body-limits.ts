import { componentProblems } from './component-limits.ts';
import { MESSAGE_FLAG, type Component, type Embed, type StoredMessage } from './entities.ts';
import { list, Problems } from './problems.ts';
import type { Json } from './shapes.ts';

export { commandProblems } from './command-limits.ts';
export { modalProblems } from './modal-limits.ts';

/** Discord's limits on what a bot sends, each as a sentence when broken. Lengths are in UTF-16 code units. */

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

/** The limits that the parts of a message break, each by itself. */
function partProblems(message: Json): string[] {
  const problems = new Problems();
  const content = typeof message.content === 'string' ? message.content : '';
  problems.atMost("content's length", content.length, 2000);
  problems.expect(!/\p{Surrogate}/u.test(content), 'content has half a surrogate pair');
  const embeds = list<Embed>(message.embeds);
  problems.atMost('embeds', embeds.length, 10);
  const total = embeds
    .map((embed, i) => checkEmbed(problems, embed, `embed ${i}`))
    .reduce((a, b) => a + b, 0);
  problems.atMost('characters in all embeds', total, 6000);
  const flags = (message.flags as number | null | undefined) ?? 0;
  problems.expect(
    (flags & MESSAGE_FLAG.componentsV2) === 0,
    'the loopback knows no messages of components v2',
  );
  return [...problems.found, ...componentProblems(list<Component>(message.components))];
}

function isEmpty(message: Json): boolean {
  const hasContent = typeof message.content === 'string' && message.content.trim() !== '';
  return !hasContent && list(message.embeds).length === 0 && list(message.components).length === 0;
}

/** The limits that a new message breaks. */
export function messageProblems(message: Json): string[] {
  return [...partProblems(message), ...(isEmpty(message) ? ['the message is empty'] : [])];
}

/** The limits that an edit breaks: what it leaves out stays as it stands in the message. */
export function editProblems(edit: Json, { content, embeds, components }: StoredMessage): string[] {
  const changed = Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined));
  const isEmptied = isEmpty({ content, embeds, components, ...changed });
  return [...partProblems(edit), ...(isEmptied ? ['the message is empty'] : [])];
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

/** What is wrong with a thread's name. */
export function threadNameProblems(name: string): string[] {
  const problems = new Problems();
  problems.required("the thread's name", name, 100);
  return problems.found;
}
