import {
  ButtonStyle,
  ComponentType,
  time,
  TimestampStyles,
  type APIEmbed,
  type APIStringSelectComponent,
} from 'discord.js';
import type { UnansweredGroup } from '../../state/unanswered.ts';
import { button, buttonRows, COLOURS, message, type Message } from '../message.ts';
import { inLanguage } from '../wording/language.ts';
import { UNANSWERED_WORDING, type UnansweredWording } from '../wording/unanswered.ts';
import { escapedLine } from './escaped-line.ts';
import { unansweredId, unansweredPageId } from './moderation-ids.ts';
import { pageButtons, pageFooter, pageOf } from './paging.ts';

/** What the digest may be kept for, in days. */
const CHOICES = [7, 30, 90];
const DAY = 24 * 60 * 60 * 1000;
/** Groups a page, and characters of Markdown of a question: ten of them stay below what a description may hold. */
const PAGE_SIZE = 10;
const QUESTION_LIMIT = 250;

export interface Digest {
  /** Days that questions are kept; `null` while nothing is kept. */
  days: number | null;
  groups: readonly UnansweredGroup[];
  /** From 0. */
  page: number;
  now: Date;
}

/** Questions that found nothing, the most frequent first, and what can be set. */
export function renderUnanswered({ days, groups, page: wanted, now }: Digest, locale: string): Message {
  const wording = inLanguage(UNANSWERED_WORDING, locale);
  if (days === null) return switchedOff(wording);

  const page = pageOf(groups.length, PAGE_SIZE, wanted);
  const questions = groups.reduce((sum, { count }) => sum + count, 0);
  const until = time(new Date(now.getTime() + days * DAY), TimestampStyles.LongDate);
  const entries = groups.slice(page.from, page.to).map((group) => renderGroup(group, wording));
  const embed: APIEmbed = {
    color: COLOURS.neutral,
    title: wording.title,
    description: [
      wording.on(days, until),
      groups.length === 0 ? wording.empty : wording.total(questions, groups.length),
      ...entries,
    ].join('\n\n'),
    ...pageFooter(page, locale),
  };
  const off = button({ customId: unansweredId('off'), label: wording.offButton });
  return message({
    embeds: [embed],
    components: [
      { type: ComponentType.ActionRow, components: [daysMenu(wording.changePlaceholder, days, wording)] },
      ...buttonRows([...pageButtons(page, unansweredPageId, locale), off]),
    ],
  });
}

/** Asks before what was kept is deleted. */
export function renderConfirmOff(questions: number, locale: string): Message {
  const wording = inLanguage(UNANSWERED_WORDING, locale);
  const buttons = [
    button({
      customId: unansweredId('delete'),
      label: wording.confirmOffButton,
      style: ButtonStyle.Danger,
    }),
    button({ customId: unansweredPageId(0), label: wording.back }),
  ];
  return message({
    embeds: [{ color: COLOURS.related, title: wording.title, description: wording.confirmOff(questions) }],
    components: buttonRows(buttons),
  });
}

function switchedOff(wording: UnansweredWording): Message {
  return message({
    embeds: [{ color: COLOURS.none, title: wording.title, description: wording.off }],
    components: [
      { type: ComponentType.ActionRow, components: [daysMenu(wording.keepPlaceholder, null, wording)] },
    ],
  });
}

function daysMenu(
  placeholder: string,
  chosen: number | null,
  wording: UnansweredWording,
): APIStringSelectComponent {
  return {
    type: ComponentType.StringSelect,
    custom_id: unansweredId('keep'),
    placeholder,
    options: CHOICES.map((days) => ({
      label: wording.days(days),
      value: String(days),
      default: days === chosen,
    })),
  };
}

function renderGroup({ count, representative, lastAt }: UnansweredGroup, wording: UnansweredWording): string {
  const question = escapedLine(representative, QUESTION_LIMIT);
  return wording.group(count, question, time(lastAt, TimestampStyles.ShortDate));
}
