import { fold } from '../corpus/fold.ts';
import { timesIn } from '../corpus/times-in.ts';
import { readFollowUp, type FollowUp } from './follow-up-cues.ts';
import { calls, mayBePerson, namesIn, type Name } from './follow-up-names.ts';

/** What the earlier answer quoted, for the names and words that a question takes up. */
export interface Excerpt {
  /** The quote. */
  quote: string;
  /** The article, or as much around the quote as names are looked for in. */
  surroundings: string;
}

/** Asking words; what is left of a question without them is what it is about. */
const ASKING =
  /为什么|为何|什么时候|何时|是什么|什么|怎么样|怎么|怎样|如何|哪[一些几个里儿位年天家种]?|谁|多少(?:钱|人|元|次|家)?|多久|多长|多大|多高|多远|几(?:个|人|年|月|天|次|家)?|是否|吗|呢|[?？。]/g;
const ASKING_WORD_EN =
  '(?:and |but |so )?(?:how (?:much|many|long|often|far|big|large)|what|when|where|why|who|whom|whose|which|how)';
const AUXILIARY_EN = '(?:did|does|do|is|are|was|were|has|have|can|will|would|should)';
const ASKING_EN = new RegExp(`^${ASKING_WORD_EN}(?: ${AUXILIARY_EN})?\\b|[?]`, 'g');
/** What an English question begins with before its auxiliary. */
const BEFORE_AUXILIARY_EN = new RegExp(`^${ASKING_WORD_EN} (?=${AUXILIARY_EN} )`);
const ONLY_ASKING_EN = new RegExp(`^${ASKING_WORD_EN}$`);
/** Where the subject of a Chinese question ends at the latest. */
const AFTER_SUBJECT =
  /[的在是有与和为被把对说做捐想要会能能可 ]|承诺|认为|怎么|为什么|什么|多少|如何|几|哪|谁/;
const PRONOUN = /他们?|她们?|这个人|那个人|这位|那位|\b(?:he|she|him|his|her|hers|they|them|their)\b/g;
/** Most characters of the earlier question that are carried. */
const LONGEST = 200;
/** Most characters of a quote that are carried when the earlier question has no words of its own. */
const CARRIED = 60;

/**
 * The search text for a question that goes on: its own words with those of the earlier question that it leaves out. Folded,
 * because it is never shown.
 * @param excerpt `null` when the earlier question was not answered: then only its words are taken up
 */
export function combineQuestions(
  previous: string,
  followUp: Exclude<FollowUp, { kind: 'item' }>,
  excerpt: Excerpt | null,
): string {
  const asked = fold(previous.slice(0, LONGEST)).trim();
  if (followUp.kind === 'instead') return insteadOf(topicOf(asked, previous, excerpt), followUp.own, excerpt);
  if (followUp.pronoun === 'person') {
    const name = antecedent(asked, excerpt);
    if (name !== null) return `${name} ${followUp.own.replace(PRONOUN, ' ')}`.replace(/\s+/g, ' ').trim();
  }
  const topic = topicOf(asked, previous, excerpt);
  if (followUp.kind === 'more') return `${topic} ${followUp.own}`.replace(/[吗呢]+$/, '').trim();
  if (ONLY_ASKING_EN.test(followUp.own) && BEFORE_AUXILIARY_EN.test(topic))
    return topic.replace(BEFORE_AUXILIARY_EN, `${followUp.own} `);
  return `${topic.replace(ASKING, ' ').replace(ASKING_EN, ' ')} ${followUp.own}`.replace(/\s+/g, ' ').trim();
}

/**
 * What the earlier question was about. One that went on itself has lost that: then whom it was about, where that is a person,
 * or what its answer says.
 */
function topicOf(asked: string, previous: string, excerpt: Excerpt | null): string {
  const earlier = excerpt === null ? null : readFollowUp(previous);
  if (excerpt === null || earlier === null) return asked;
  if ((earlier.kind === 'about' || earlier.kind === 'more') && earlier.pronoun === 'person') {
    const name = antecedent(asked, excerpt);
    if (name !== null) return `${name} ${earlier.own.replace(PRONOUN, ' ')}`;
  }
  return fold(excerpt.quote.slice(0, CARRIED));
}

/** Who is meant by "he": a name that the earlier question calls, else the first one that its answer does. */
export function antecedent(asked: string, excerpt: Excerpt | null): string | null {
  if (excerpt === null) return null;
  const names = namesIn(excerpt.surroundings).filter(mayBePerson);
  const quote = fold(excerpt.quote);
  const sure = names.filter((name) => name.sure);
  const called = names.find((name) => calls(asked, name)) ?? firstIn(quote, sure) ?? firstIn(quote, names);
  return called?.text ?? null;
}

function firstIn(folded: string, names: Name[]): Name | undefined {
  const placeOf = ({ forms }: Name): number =>
    Math.min(...forms.map((form) => folded.indexOf(form)).filter((at) => at >= 0));
  return names.filter((name) => calls(folded, name)).sort((a, b) => placeOf(a) - placeOf(b))[0];
}

/** The earlier question with another subject in the place of its own; where it has none to replace, with both. */
function insteadOf(asked: string, own: string, excerpt: Excerpt | null): string {
  const subject = subjectOf(asked, excerpt);
  return subject === null
    ? `${own} ${asked}`
    : asked.replace(subject, ` ${own} `).replace(/\s+/g, ' ').trim();
}

/** What a folded question is about, as a part of it: a name of the article, a word in Latin letters, or how it begins. */
function subjectOf(asked: string, excerpt: Excerpt | null): string | null {
  const names = excerpt === null ? [] : namesIn(excerpt.surroundings);
  const form = names.find((name) => calls(asked, name))?.forms.find((each) => asked.includes(each));
  if (form !== undefined) return form;
  if (/\p{Script=Han}/u.test(asked)) {
    const latin = /[a-z][\w.+-]*(?: [a-z][\w.+-]*)*/.exec(asked);
    if (latin) return latin[0];
    return excerpt === null ? null : beginning(asked, fold(excerpt.surroundings));
  }
  return null;
}

/** How a question begins, as far as the article has it as one word: it gets rarer where the word ends. */
function beginning(asked: string, article: string): string | null {
  const stop = asked.search(AFTER_SUBJECT);
  const limit = Math.min(stop === -1 ? 8 : stop, 8);
  let word: string | null = null;
  for (let size = 2; size <= limit; size += 1) {
    const longer = asked.slice(0, size);
    const times = timesIn(article, longer);
    if (times === 0 || (word !== null && times * 2 <= timesIn(article, word))) break;
    word = longer;
  }
  return word;
}
