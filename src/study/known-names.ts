import type { Article } from '../corpus/article.ts';
import { fold } from '../corpus/fold.ts';
import { compact } from './compact.ts';
import { findAny } from './find-any.ts';
import { findTwoFormNames, type TwoFormName } from './two-form-names.ts';

/** A name in more than this share of the sentences is what the article is about, and tells nothing. */
const TOPIC_SHARE = 0.1;
/** Below this many uses no name is the topic, however short the article. */
const TOPIC_USES = 5;

/** What an article as a whole says of a name. */
export interface KnownName {
  /** Whether it has a letter or a digit. */
  hasWords: boolean;
  /** Whether it stands elsewhere in the article as well. */
  recurs: boolean;
  /** Whether it stands so often that it is what the article is about. */
  isTopic: boolean;
  /** Its other forms. */
  also: readonly string[];
}

/** What is known of the names of an article before one of its sentences is read. */
export interface KnownNames {
  twoForms: readonly TwoFormName[];
  about: (name: string) => KnownName;
  /** The Chinese forms of `twoForms` that stand in a sentence, in the order of `twoForms`. */
  hanFormsIn: (sentence: string) => string[];
  /** Whether a Latin word is written with a capital inside sentences, too. */
  isCapitalised: (word: string) => boolean;
}

/** Reads the names of an article. What is asked of one of them again is not counted again. */
export function knownNames({ text, blocks }: Pick<Article, 'text' | 'blocks'>): KnownNames {
  const twoForms = findTwoFormNames({ text, blocks });
  const otherForms = otherFormsOf(twoForms);
  const folded = fold(text);
  const topicUses = Math.max(TOPIC_USES, TOPIC_SHARE * text.split(/[。｡.！!？?]/).length);
  const inside = new Set(
    [...text.matchAll(/(?<=[\p{Ll}\d,;] )\p{Lu}[\p{L}\d&'’.-]*/gu)].map(([word]) =>
      word.replace(/['’.-]+s?$/, ''),
    ),
  );
  const read = new Map<string, KnownName>();
  return {
    twoForms,
    about: (name) => {
      const before = read.get(name);
      if (before !== undefined) return before;
      const uses = folded.split(fold(name)).length - 1;
      const key = compact(name);
      const known = {
        hasWords: key !== '',
        recurs: uses > 1,
        isTopic: uses >= topicUses,
        also: otherForms(key),
      };
      read.set(name, known);
      return known;
    },
    hanFormsIn: findAny(
      twoForms.flatMap(({ han, forms }) => forms.filter((form) => form === han || han.endsWith(form))),
    ),
    isCapitalised: (word) => inside.has(word),
  };
}

/** Finds the other forms of a name, given compact: those of the first name that has it as a form or as both at once. */
function otherFormsOf(twoForms: readonly TwoFormName[]): (key: string) => string[] {
  const byKey = new Map<string, { form: string; key: string }[]>();
  const read = new Set<string>();
  for (const { han, latin, forms } of twoForms) {
    const pair = `${han}\n${latin}`;
    if (read.has(pair)) continue;
    read.add(pair);
    const keyed = forms.map((form) => ({ form, key: compact(form) }));
    for (const key of [compact(han + latin), ...keyed.map((each) => each.key)])
      if (!byKey.has(key)) byKey.set(key, keyed);
  }
  return (name) => (byKey.get(name) ?? []).filter(({ key }) => key !== name).map(({ form }) => form);
}
