import { fold } from '../corpus/fold.ts';
import { scriptOf, type Script } from '../corpus/script.ts';
import { isCharacter, tokenizeFolded } from '../corpus/tokens.ts';
import { FootnoteError } from '../errors.ts';

/** Discord's own limit of a message, and far more than a question needs. */
export const QUESTION_LIMIT = 2000;

export interface Question {
  /** As it was asked. */
  text: string;
  /** The same, folded. */
  folded: string;
  script: Script;
  /** The folded question with a space for every word that only asks. */
  said: string;
  /** Its keyword tokens without repeats and without the words that only ask. */
  tokens: string[];
  /** Those of its tokens that are single characters within a longer run: part of a word, not one of their own. */
  parts: Set<string>;
}

/**
 * Words that ask, request or glue, folded. They would match sentences that share nothing else with the question: "the" is
 * rare, and so seems to tell much, in a Chinese corpus. Longer ones first.
 */
const ASKING =
  /请问|请推荐|请告诉我|是?什么时候|是什么|有什么|为什么|什么|怎么样|怎么|怎样|如何|为何|何时|何地|哪一个|哪一|哪些|哪几|哪个|哪里|哪位|哪年|哪|谁|多少|多久|几个|几|是否|有没有|会不会|能不能|可不可以|吗|呢|吧|啊|嘛|请|的|了/g;
export const ENGLISH_STOP_WORDS = new Set(
  (
    'a about according all also am an and any are as at be because been before being but by can could did do does doing ' +
    'done during each for from get give had has have having he her here him his how i if in into is it its just like ' +
    'many may me might more most much must my no not of off on one or other our out over please should so some such ' +
    'tell than that the their them then there these they this those through to under up us use using very was way we ' +
    'were what when where which while who whom whose why will with would you your article articles'
  ).split(' '),
);

/**
 * What a question says, apart from asking.
 * @throws FootnoteError `question-too-long` over `QUESTION_LIMIT` characters
 */
export function analyzeQuestion(text: string): Question {
  if (text.length > QUESTION_LIMIT) {
    throw new FootnoteError(
      'question-too-long',
      `The question has ${text.length} characters; ${QUESTION_LIMIT} is the most. Ask it in a sentence or two.`,
    );
  }
  const folded = fold(text);
  return { text, folded, script: scriptOf(text), ...contentTokens(folded) };
}

/** The asking words leave a space behind, so that no pair of characters bridges them. */
function contentTokens(folded: string): Pick<Question, 'said' | 'tokens' | 'parts'> {
  const said = folded.replace(ASKING, ' ');
  const tokens = tokenizeFolded(said).filter((token) => !ENGLISH_STOP_WORDS.has(token));
  // A question of asking words alone ("what is it?") is still searched by them.
  if (tokens.length === 0) return { said, tokens: [...new Set(tokenizeFolded(folded))], parts: new Set() };
  const pairs = tokens.filter((token) => !isCharacter(token));
  const parts = tokens.filter((token) => isCharacter(token) && pairs.some((pair) => pair.includes(token)));
  return { said, tokens: [...new Set(tokens)], parts: new Set(parts) };
}
