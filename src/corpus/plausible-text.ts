/**
 * The most frequent characters of Chinese, of both scripts. Half of any prose is made of them; of bytes read in the wrong
 * encoding, a few in a hundred.
 */
const COMMON = new Set(
  '的一是不了人我在有他這这中大來来上國国個个到說说們们為为子和你地出道也時时年得就那要下以生會会自著着去之過过家學学對对可她里裡後后小麼么心多天而能好都然沒没日于於起還还發发成事只作當当想看文無无開开手十用主行方又如前所本見见經经頭头面公同三已老從从動动两兩長长知民樣样現现分將将外但身些與与高意進进把法此實实回二理美點点月明其種种聲声全工己話话兒儿者向情部正名定女問问力機机給给等幾几很業业最間间新什打便位因重被走電电四第門门相次東东政海口使教西再平真聽听世氣气信北少關关並并內内加化由卻却代軍军產产入先山五太水萬万市眼體体別别處处總总才場场師师書书比住員员九笑性通目華华報报立馬马命張张活難难神數数件安表原車车白應应路期叫死常提感金何更反合放做系計计或司利受光王果親亲界及今京務务制解各任至清物台象記记邊边共風风戰战干接它許许八特覺觉望直服毛林題题建南度統统色字請请交愛爱讓让認认算論论百吃義义科怎元社術术結结六功指思非流每青管夫連连遠远資资隊队跟帶带花快條条院變变聯联言權权往展該该領领傳传近留紅红治決决周保達达辦办運运武半候七必城父強强步完革深區区即求品士轉转量空甚眾众技輕轻程告江語语英基派滿满式李息寫写呢識识極极令黃黄德收臉脸錢钱黨党倒未持取設设始版雙双歷历越史商千片容研像找友孩站廣广改議议形委早房音火際际則则首單单據据導导影失拿網网香似斯專专石若兵弟誰谁校讀读志飛飞觀观爭争究包組组造落視视濟济喜離离虽雖壞坏篇段章標标',
);
const PUNCTUATION = /[\s，。、；：？！「」『』（）《》〈〉“”‘’…—・·　]/u;
/** Plausibility from which bytes are taken for text. */
const LEAST = 0.15;

export function isPlausible(score: number): boolean {
  return score >= LEAST;
}

/**
 * How likely a decoded text is text, 0..1: the share of common Chinese characters among all that are not ASCII, and nothing
 * for private, unassigned and control characters in any number.
 * @param withAscii whether ASCII letters speak for it as well: they do in UTF-16, where two bytes make one
 */
export function plausibility(text: string, withAscii = false): number {
  let common = 0;
  let other = 0;
  let odd = 0;
  for (const character of text) {
    if (character <= '\u007f') {
      if (!/[\t\n\r\u0020-\u007e]/.test(character)) odd += 1;
      else if (withAscii) common += 1;
    } else if (COMMON.has(character)) common += 1;
    else if (/[\p{Co}\p{Cn}\p{Cc}]/u.test(character)) odd += 1;
    else if (!PUNCTUATION.test(character)) other += 1;
  }
  const counted = common + other + odd;
  return counted === 0 || odd > 0.02 * counted ? 0 : common / counted;
}
