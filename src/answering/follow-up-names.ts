import { fold } from '../corpus/fold.ts';
import { timesIn } from '../corpus/times-in.ts';
import { ENGLISH_STOP_WORDS } from '../retrieval/analyze-question.ts';

/** A name of a person or an organisation in an article. */
export interface Name {
  /** As the article has it, in short: 「本德爾」 of 「艾米麗·本德爾（Emily M. Bender）」. */
  text: string;
  /** Folded: everything that a question may call it by. */
  forms: string[];
  /** Written as names are, with the original or a dot; otherwise it only stands where a speaker does. */
  sure: boolean;
}

/** Ends of names that nobody would call "he". */
const ORGANISATION =
  /(?:institute|university|company|inc|lab|labs|times|foundation|association|council|agency|group|department|house|所|大学|公司|组织|会|院|部|报|宫)$/;

/** Longest Chinese name that is looked for, in characters. */
const LONGEST_NAME = 6;

/** 「馬斯克（Elon Musk）」, with the words before it: nothing marks where a Chinese name begins. */
const GLOSSED = /([\p{Script=Han}·•・]{2,30})[（(]([A-Z][\p{Script=Latin}\d .·'&-]{1,60})[）)]/gu;
/** 「加里·馬庫斯」 */
const DOTTED = /(\p{Script=Han}{1,6}(?:[·•・]\p{Script=Han}{1,6})+)/gu;
/** 「納拉亞南認為」 at the beginning of a clause. */
const SPEAKING =
  /(?<=^|[。！？，；」\n])(\p{Script=Han}{2,4}?)(?=(?:也|還|同時|則|繼續|进一步|進一步)?(?:在\p{Script=Han}{2,8})?(?:說|说|表示|認為|认为|指出|強調|强调|補充|补充|建議|建议|警告|反駁|反驳|承認|承认|擔心|担心|說明|说明|稱|称|寫道|写道))/gu;
/** "Emily M. Bender"; at the beginning of a sentence with another word before it. */
const LATIN =
  /\b[A-Z][\p{Script=Latin}'’-]+(?: [A-Z]\.)?(?: [A-Z][\p{Script=Latin}'’-]+(?: [A-Z]\.)?){1,3}/gu;

/**
 * The names in a text by how they are written: with the original in brackets, with a dot, as what speaks, or as English
 * words in capitals. In order of their place, each once.
 */
export function namesIn(text: string): Name[] {
  const found: { at: number; name: Name }[] = [];
  for (const match of text.matchAll(GLOSSED)) {
    const [, words = '', original = ''] = match;
    const short = shortName(words, text);
    found.push({
      at: match.index,
      name: { text: short, forms: [fold(short), ...latinForms(original)], sure: true },
    });
  }
  for (const [whole, at] of matchesOf(text, DOTTED)) {
    const short = shortName(whole, text);
    found.push({ at, name: { text: short, forms: [fold(short)], sure: true } });
  }
  for (const [whole, at] of matchesOf(text, SPEAKING))
    found.push({ at, name: { text: whole, forms: [fold(whole)], sure: false } });
  for (const [whole, at] of matchesOf(text, LATIN)) {
    const words = whole.split(' ');
    while (words[0] !== undefined && ENGLISH_STOP_WORDS.has(words[0].toLowerCase())) words.shift();
    const name = words.join(' ');
    if (words.length > 1) found.push({ at, name: { text: name, forms: latinForms(name), sure: true } });
  }
  const names = new Map<string, Name>();
  for (const { name } of found.sort((a, b) => a.at - b.at)) {
    const known = [...names.values()].find((other) => name.forms.some((form) => other.forms.includes(form)));
    if (!known) names.set(name.text, name);
  }
  return [...names.values()];
}

/** Whether a name may be a person's. */
export function mayBePerson({ forms }: Name): boolean {
  return !forms.some((form) => ORGANISATION.test(form));
}

/** Whether a folded text calls this name; an English one as a whole word. */
export function calls(folded: string, { forms }: Name): boolean {
  return forms.some((form) => {
    const at = folded.indexOf(form);
    if (at === -1) return false;
    return !/[a-z]/.test(form) || !/[a-z0-9]/.test(folded.charAt(at - 1) + folded.charAt(at + form.length));
  });
}

/** The part of a Chinese name that the article goes on with: after the last dot, without the words that run into it. */
function shortName(words: string, text: string): string {
  const last = words.split(/[·•・]/).at(-1) ?? words;
  if (words.includes('·') || words.includes('•') || words.includes('・')) return last;
  const shortest = last.slice(-2);
  const usual = timesIn(text, shortest);
  // Each character before a name makes it rarer; each one of the name itself does not.
  let short = shortest;
  for (let size = 3; size <= Math.min(LONGEST_NAME, last.length); size += 1) {
    const longer = last.slice(-size);
    if (timesIn(text, longer) * 2 <= usual) break;
    short = longer;
  }
  return short;
}

function latinForms(original: string): string[] {
  const whole = fold(original.trim());
  const last = whole.split(/[ ·]/).at(-1) ?? whole;
  return last.length > 2 && last !== whole ? [whole, last] : [whole];
}

function matchesOf(text: string, pattern: RegExp): [string, number][] {
  return [...text.matchAll(pattern)].map((match) => [match[0], match.index]);
}
