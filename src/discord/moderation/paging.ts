import type { APIButtonComponent } from 'discord.js';
import { button } from '../message.ts';
import { MODERATION_WORDING } from '../wording/moderation.ts';
import { inLanguage } from '../wording/language.ts';

/** One page of a list. */
export interface Page {
  /** From 0; the last one when a later page was asked for that is no longer there. */
  page: number;
  /** At least 1. */
  pages: number;
  /** Of its entries in the list: `slice(from, to)`. */
  from: number;
  to: number;
}

/**
 * @param wanted from 0.
 * @param size entries a page, at least 1.
 */
export function pageOf(entries: number, size: number, wanted: number): Page {
  const pages = Math.max(1, Math.ceil(entries / size));
  const page = Math.min(wanted, pages - 1);
  return { page, pages, from: page * size, to: Math.min(entries, (page + 1) * size) };
}

/** Buttons to the pages beside this one; none when there is only one page. */
export function pageButtons(
  { page, pages }: Page,
  idOf: (page: number) => string,
  locale: string,
): APIButtonComponent[] {
  if (pages === 1) return [];
  const { previousPage, nextPage } = inLanguage(MODERATION_WORDING, locale);
  return [
    button({ customId: idOf(Math.max(0, page - 1)), label: previousPage, disabled: page === 0 }),
    button({ customId: idOf(page + 1), label: nextPage, disabled: page === pages - 1 }),
  ];
}

/** "Page 2 of 3", for a footer; nothing when there is only one page. */
export function pageFooter({ page, pages }: Page, locale: string): { footer?: { text: string } } {
  if (pages === 1) return {};
  return { footer: { text: inLanguage(MODERATION_WORDING, locale).page(page + 1, pages) } };
}
