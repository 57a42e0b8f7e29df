import { ComponentType, type APISelectMenuOption } from 'discord.js';
import { plainLine } from '../escape.ts';
import { cut, SELECT_LIMITS } from '../limits.ts';
import type { Row } from '../message.ts';

export interface SelectEntry {
  /** Plain text, cut to what Discord allows; not blank. */
  label: string;
  /** At most 100 characters, another for each entry. */
  value: string;
  description?: string;
}

/** A row with a menu to choose one entry from; no row without entries, at most 25 of which are taken. */
export function selectRow(customId: string, placeholder: string, entries: readonly SelectEntry[]): Row[] {
  if (entries.length === 0) return [];
  const options = entries
    .slice(0, SELECT_LIMITS.options)
    .map(({ label, value, description }): APISelectMenuOption => {
      const option = { label: cut(plainLine(label), SELECT_LIMITS.label), value };
      return description === undefined
        ? option
        : { ...option, description: cut(plainLine(description), SELECT_LIMITS.description) };
    });
  const menu = { type: ComponentType.StringSelect, custom_id: customId, placeholder, options } as const;
  return [{ type: ComponentType.ActionRow, components: [menu] }];
}
