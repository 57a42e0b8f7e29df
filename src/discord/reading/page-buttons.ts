import type { APIButtonComponent } from 'discord.js';
import { button } from '../message.ts';

export interface PageButtons {
  /** From 0. */
  page: number;
  /** At least 1. */
  pages: number;
  idOf: (page: number) => string;
  labels: { previous: string; next: string };
}

/**
 * The two buttons that turn pages; none when there is one page. At an end one of them is greyed out, so that the other stays
 * under the thumb.
 */
export function pageButtons({ page, pages, idOf, labels }: PageButtons): APIButtonComponent[] {
  if (pages <= 1) return [];
  const isFirst = page === 0;
  return [
    button({ customId: idOf(isFirst ? 0 : page - 1), label: labels.previous, disabled: isFirst }),
    button({ customId: idOf(page + 1), label: labels.next, disabled: page + 1 >= pages }),
  ];
}

/** The nearest page that exists, for a button that is older than the index. */
export function clampPage(page: number, pages: number): number {
  return Math.min(page, Math.max(0, pages - 1));
}
