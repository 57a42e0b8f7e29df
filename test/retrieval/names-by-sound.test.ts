import { expect, test } from 'vitest';
import { Aliases } from '../../src/retrieval/aliases.ts';
import { analyzeQuestion } from '../../src/retrieval/analyze-question.ts';
import { Lexicon } from '../../src/retrieval/lexicon.ts';
import { beginningsOf, namesBySound, spelledNames } from '../../src/retrieval/names-by-sound.ts';
import { withCharacters, withNames } from '../../src/retrieval/names-in-characters.ts';
import { termsOf } from '../../src/retrieval/terms.ts';
import { Thesaurus } from '../../src/retrieval/thesaurus.ts';
import { Transliteration } from '../../src/retrieval/transliteration.ts';

const lexicon = new Lexicon(['sai\t說:1', 'li\t李:1', 'musk\t马斯:1 斯克:1']);
const transliteration = await Transliteration.read('models/transliteration.json');
const texts = ['市長侯友宜與李良年到場。', '執行長皮查伊和馬斯克都沒有來。'];
const names = (question: string, frequencies = new Map<string, number>()) =>
  namesBySound(spelledNames(question, lexicon, frequencies), transliteration, texts);

test('finds what the texts write by its sound, a surname with what follows it', () => {
  expect(names('What did Hou Yu-ih and Pichai say?')).toMatchObject([
    { words: ['Hou', 'Yu-ih'], characters: '侯友宜' },
    { words: ['Pichai'], characters: '皮查伊' },
  ]);
});

test('looks for a known word only as a surname', () => {
  expect(names('Who is Li?')).toEqual([]);
  expect(names('Who is Musk?')).toEqual([]);
  expect(names('Who is Li Liangnian?')).toMatchObject([{ words: ['Li', 'Liangnian'], characters: '李良年' }]);
});

test('takes two known words for a name only with more evidence', () => {
  const lexicon = new Lexicon(['hong\t洪:1', 'kong\t空:1', 'wang\t王:1', 'bo\t波:1']);
  const heard = (question: string, text: string) =>
    namesBySound(spelledNames(question, lexicon, new Map()), transliteration, [text]);
  expect(heard('Is Wang Bo there?', '王薄不在。')).toMatchObject([{ characters: '王薄' }]);
  expect(heard('Is Hong Kong there?', '童工不在，公共的空空。')).toEqual([]);
});

test('leaves accents, a possessive and case aside', () => {
  expect(names('Whose is píchai’s plan?')).toMatchObject([{ characters: '皮查伊' }]);
  expect(names('HOU YU-IH’S plan')).toMatchObject([{ characters: '侯友宜' }]);
});

test('looks for Latin names in a Chinese question, too', () => {
  expect(names('Pichai 說了什麼？')).toMatchObject([{ words: ['Pichai'], characters: '皮查伊' }]);
});

test('leaves what the articles spell to the keywords', () => {
  expect(names('What did Pichai say?', new Map([['pichai', 2]]))).toEqual([]);
});

test.each(['Which plan is cheaper?', 'How do I run Kubernetes on Ubuntu?', '誰說的？', ''])(
  'finds none in "%s"',
  (question) => {
    expect(names(question)).toEqual([]);
  },
);

test('what a name may begin with is looked up in the articles, a few pairs for each', async () => {
  const asked: string[][] = [];
  const spelled = spelledNames('Did Lai Yi-jung meet Pichai?', lexicon, new Map());
  const found = await beginningsOf(spelled, transliteration, (tokens) => {
    asked.push(tokens);
    return Promise.resolve(new Map(['赖怡', '皮查', '皮柴'].map((pair) => [pair, 1])));
  });
  const pairsOf = (name: string) =>
    found.filter(({ words }) => words.join(' ') === name).map(({ characters }) => characters);
  expect(pairsOf('Lai Yi-jung')).toEqual(['赖怡']);
  expect(pairsOf('Pichai').toSorted()).toEqual(['皮查', '皮柴']);
  expect(asked).toHaveLength(1);
  expect(asked[0]?.length).toBeLessThanOrEqual(3000 * spelled.length);
});

test('the terms of its words may be said by its pairs of characters', () => {
  const question = analyzeQuestion('What did Hou Yu-ih say?');
  const terms = withNames(
    termsOf(question, 'cross', {
      lexicon,
      thesaurus: new Thesaurus([]),
      aliases: new Aliases([]),
      transliteration,
    }),
    names(question.text),
  );
  const forms = Object.fromEntries(terms.map(({ token, forms }) => [token, forms.map((form) => form.token)]));
  expect(forms).toMatchObject({
    say: ['say', '說'],
    hou: ['hou', '侯友', '友宜'],
    'yu-ih': ['yu-ih', '侯友', '友宜'],
  });
});

test('its characters stand in the question for its words', () => {
  const question = 'Did Hou Yu-ih’s plan please Pichai?';
  expect(withCharacters(question, names(question))).toBe('Did 侯友宜’s plan please 皮查伊?');
  expect(withCharacters('Why?', [])).toBe('Why?');
});

test('takes two words for one name only where nothing but a space parts them', () => {
  expect(names('Is it Hou, Yu-ih?')).toEqual([]);
  expect(names('Is it hou yu-ih?')).toEqual([]);
});
