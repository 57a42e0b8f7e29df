import type { Locale } from '../protocol.ts';

const DAY = 24 * 60 * 60 * 1000;
const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * DAY],
  ['month', 30 * DAY],
  ['day', DAY],
  ['hour', DAY / 24],
  ['minute', 60_000],
  ['second', 1000],
];

const STYLES: Record<string, Intl.DateTimeFormatOptions> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

/**
 * A moment as Discord shows `<t:seconds:style>`, with the whole date for its tooltip.
 * @param at milliseconds since 1970.
 */
export function momentText(
  at: number,
  style: string,
  locale: Locale,
  now = Date.now(),
): { text: string; title: string } {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return { text: 'Invalid date', title: '' };
  const whole = new Intl.DateTimeFormat(locale, STYLES.F).format(date);
  if (style === 'R') return { text: relative(at - now, locale), title: whole };
  return { text: new Intl.DateTimeFormat(locale, STYLES[style] ?? STYLES.f).format(date), title: whole };
}

function relative(difference: number, locale: Locale): string {
  const [unit, length] = UNITS.find(([, each]) => Math.abs(difference) >= each) ?? ['second', 1000];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(
    Math.round(difference / length),
    unit,
  );
}

/** When a message was sent, as beside its author's name: the time today, the date and time before. */
export function sentText(at: number, locale: Locale, now = Date.now()): string {
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(at);
  if (new Date(at).toDateString() === new Date(now).toDateString()) return time;
  return `${new Intl.DateTimeFormat(locale, { dateStyle: 'short' }).format(at)} ${time}`;
}
