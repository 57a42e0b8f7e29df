import type { PersonView } from '../protocol.ts';
import { h } from './dom.ts';

const COLOURS = 4;

/** A round picture made of a letter; the bot's is a footnote's mark. */
export function avatar(person: PersonView | undefined): HTMLElement {
  const name = person?.name ?? '?';
  if (person?.isBot === true)
    return h('span', { class: 'avatar bot', 'aria-hidden': 'true' }, h('span', {}, '”'));
  let sum = 0;
  for (const character of name) sum += character.codePointAt(0) ?? 0;
  return h('span', { class: `avatar colour-${sum % COLOURS}`, 'aria-hidden': 'true' }, name.slice(0, 1));
}
