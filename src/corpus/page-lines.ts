import { displayWidth, endsAsStatement, endsWithMark, isListItem } from './line-shape.ts';

/**
 * What a line of a scraped page is when it is no part of the article: a link to elsewhere, an account prompt, a sharing or
 * following button, a copyright notice, a photo credit, staff, keywords, the list of sources, where a text was first
 * published, an address, a file name, or the word that the next article follows.
 */
export type LineRole =
  | 'link'
  | 'account'
  | 'share'
  | 'rights'
  | 'credit'
  | 'staff'
  | 'keywords'
  | 'sources'
  | 'origin'
  | 'address'
  | 'file'
  | 'next';

/** A whole phrase and nothing else, but for a count, a colon or an arrow after it. */
const bare = (words: string): RegExp =>
  new RegExp(`^(?:${words})\\s*(?:[(（]?\\d{0,6}[)）]?)?\\s*[:：>»›→↓▼⌄+…]*$`, 'i');
/** A phrase, a colon or a bar, and what it announces. */
const label = (words: string): RegExp =>
  new RegExp(`^[【\\[▶►▸•>\\s]*(?:${words})[】\\]]?\\s?[:：|｜/／>»›▶】]`, 'i');
/** A phrase at the head of a line. */
const head = (words: string): RegExp => new RegExp(`^[▶►▸•>\\s]*(?:${words})`, 'i');

const LINKS =
  '(?:延伸|相關|相关|推薦|推荐|更多|熱門|热门|精選|精选|最新|編輯|编辑|同場|系列)(?:閱讀|阅读|文章|報導|报道|報道|新聞|新闻|內容|内容|推薦|推荐|精選|精选|加映|連結|链接)|延伸|看更多|閱讀更多|阅读更多|繼續閱讀|继续阅读|閱讀全文|你可能(?:也|還|还|會|会).{0,8}|猜你喜[歡欢]|看[其別别]他.{0,6}|立即(?:收聽|收听|訂閱|订阅|下載|下载|觀看|观看|報名|报名|購買|购买)|線上收聽|(?:read|see|watch|listen)(?: (?:more|next|also|now|on))|more (?:from|on|in|stories|articles|news|about)[^.:]{0,30}|related(?: (?:articles?|stor(?:y|ies)|posts?|reading|content|links?|topics?))?|further reading|recommended(?: (?:for you|reading|stories))?|you (?:may|might) also (?:like|enjoy)|(?:most|also) (?:read|popular)|don.t miss|trending(?: now)?|popular (?:now|posts|stories)|editors?.? picks?|in case you missed it|up next|see also|continue reading|keep reading';
const BARE_LINK = bare(
  `${LINKS}|上一篇|下一篇|回(?:到)?(?:首頁|首页|頁首|頂部|顶部|上一頁|列表)|首頁|首页|目錄|選單|menu|home|search|搜尋|搜索|skip to (?:main )?content|back to (?:top|home)|next|previous|advertisements?|廣告|广告|sponsored(?: content)?|贊助|loading`,
);
const LABELLED_LINK = label(LINKS);

const ACCOUNT = head(
  '(?:請|请)?(?:先|立即|馬上|马上)?(?:登入|登錄|登录|註冊|注册)(?:$|[\\s/|·、,，!！]|或|/|去|帳|账|會員|会员|(?:[以來来才後后].{0,4}(?:看|讀|读|收藏|繼續|继续|解鎖|解锁|閱讀|阅读|使用|留言))|\\S{1,10}(?:會員|会员|帳號|账号|帳戶|账户))|(?:我)?(?:還不是|还不是|已經是|已经是|已是|成為|成为|加入|升級|升级)\\S{0,8}(?:會員|会员)|(?:免費|免费)(?:註冊|注册|加入|訂閱|订阅)|忘記密碼|忘记密码|會員(?:登入|中心|專區|專屬|專享)|会员(?:登录|中心|专区|专享)|閱讀會員專屬|(?:訂閱|订阅)\\S{0,12}(?:電子報|电子报|週報|周报|頻道|频道|newsletter|方案)|訂閱$|订阅$|(?:please )?(?:log|sign) ?(?:in|up|out)(?:$|[.,!|/]| (?:to|for|with|here|now|or|and|first|\\|)\\b)|(?:create|open) (?:an|your|a)(?: free)? account|already (?:a (?:member|subscriber|customer)|have an account|registered)|not a (?:member|subscriber)|forgot (?:your )?password|(?:become|join as) a (?:member|subscriber)|subscribe(?:$| (?:to|now|today|for)\\b|[.!|])|register (?:now|for free|to)|(?:get|join) (?:the|our|my)[^.]{0,30} (?:newsletter|mailing list|app)|start your free trial|(?:enter )?your email(?: address)?|unlock this (?:story|article)',
);
const SHARE = head(
  '(?:追蹤|追踪|關注|关注)(?:我們|我们|$|\\S{0,12}(?:粉專|粉絲專頁|粉丝页|公众号|公眾號|IG|instagram|LINE|facebook|threads|google))|加入\\S{0,10}(?:好友|LINE|社群|群組)|(?:分享|转发|轉發)(?:$|到|至|此|本|文章|給|给|[\\s:：])|按讚|點讚|点赞|收藏(?:文章|$)|(?:列印|打印|字級|字级|字型大小|複製連結|复制链接)|掃描?\\s?QR|扫码|扫一扫|follow (?:us|@|me\\b|along on)|share (?:this|on|via|article)|share$|tweet$|copy link|print(?: this)?$|(?:find|like|join) us on|(?:facebook|twitter|x|linkedin|instagram|threads|line|whatsapp|email)(?:[\\s|·/,]+(?:facebook|twitter|x|linkedin|instagram|threads|line|whatsapp|youtube|email)){1,8}$|(?:發表|发表|我要)?(?:留言|評論|评论)(?:\\s*[(（]?\\d*[)）]?)?$|(?:leave a |\\d+ )?comments?$',
);

/** A notice of rights, whatever it is wrapped in. */
const RIGHTS =
  /[©ⓒ]\s?(?:\d{4}|[A-Z])|\(c\)\s?\d{4}|版權所有|版权所有|all rights reserved|(?:未經|未经).{0,12}(?:授權|授权|允許|允许|許可|许可|同意).{0,12}(?:轉載|转载|複製|复制)|不得轉載|不得转载|[請请]勿[轉转][載载]|(?:本網站|本网站|本站|我們|我们)(?:會)?使用\s?cookies?|(?:this (?:site|website)|we) uses? cookies/i;
const POLICY =
  /^(?:隱私權?|隐私权?)(?:政策|聲明|声明|條款|条款)|^(?:服務|使用|服务)(?:條款|条款)|^用户协议|^(?:關於|关于|聯絡|联络|联系)(?:我們|我们)|^(?:privacy|cookie) (?:policy|settings|notice)|^terms (?:of (?:use|service)|and conditions|&)|^(?:about|contact) us\b/i;
const CREDIT =
  /^[(（[]?(?:圖|图|照片|相片|攝影|摄影|圖片|图片|題圖|题图|首圖|首图|影片|封面|示意圖)(?:片|源|像)?(?:來源|来源|提供|授權|授权|取自|作者|攝影|credit)?\s?[/／:：|｜]|^[(（[]?(?:圖片?|图片?|照片)(?:來源|来源|取自|提供|由)|^[(（[]?(?:photo(?:graph)?|image|picture|illustration|graphic|video|cover|screenshot)s?(?: (?:credit|courtesy|source|illustration)s?)?(?: (?:by|of|from|via))?\s?[:/|：]|^[(（[]?(?:photo(?:graph)?|image|picture|illustration|graphic|screenshot)s? (?:by|courtesy|via|credit)\b|^credits?\s?[:：/|]|(?:\/|via |／)\s?(?:getty images|reuters|afp|ap photo|shutterstock|unsplash|istock|pexels|pixabay)[)）]?$|^(?:flickr|unsplash|shutterstock|getty images|pexels|pixabay)(?:$| cc\b|\s?[/|])|^[圖图]\s?(?:\d{1,2}|[一二三四五六七八九十])\s?[:：]/i;
const STAFF =
  /^(?:責任|责任|核稿|執行|主|採訪|審校|校对)?(?:編輯|编辑)\s?[/／:：|｜]|^(?:文|撰文|作者|記者|记者|採訪|采访|整理|編譯|编译|翻譯|翻译|譯者|译者|審稿|校對|製圖|设计|設計|攝影記者|口述|監製)\s?[/／:：|｜]|^(?:(?:written|edited|reported|translated|reviewed) by|(?:copy |managing |senior )?editors?:|(?:additional )?reporting by|author:|about the author)\b/i;
const KEYWORDS =
  /^(?:關鍵[字詞]|关键[字词]|標籤|标签|主題標籤|分類|分类|話題|tags?|keywords?|topics?|filed under|categor(?:y|ies))\s?[:：|]|^(?:[#＃]\S{1,40}[\s,，、]*){2,40}$/i;
const SOURCES =
  /^(?:資料|资料|參考|参考|新聞|新闻|消息|數據|数据|內容|訊息|信息|原文)?(?:來源|来源|出處|出处|連結|链接|文獻|文献|資料|资料)\s?[:：]|^(?:sources?|references?|via|source links?)\s?[:：]/i;
const ORIGIN =
  /^[(（*※\s]*(?:本文|本篇|本報導|本报道|文章|全文|(?:經|经|獲|获)?(?:授權|授权))\S{0,14}?(?:(?:轉載|转载|首發|首发|刊登|刊載)\s?(?:自|於|于|在|[:：])|摘自|出自)\s?[:：《「]?\s?(\S.{0,60}?)[》」)）。.]*$/;
const ENGLISH_ORIGIN =
  /^[(*\s]*(?:this (?:article|story|piece|post|essay|report) (?:was |is )?(?:(?:originally|first) )?(?:appeared|published|ran|re(?:published|printed|posted))|re(?:published|printed|posted))(?: here)?(?: with permission)? (?:in|on|by|at|from|courtesy of)\s(\S.{0,60}?)[.)*]*$/i;
const ADDRESS =
  /^(?:\d{3,6}\s?)?\S{2,4}[市縣县省]\S{1,8}[區区鄉鎮镇市县]\S{1,24}[號号](?:\S{0,12})$|^(?:電話|电话|tel|phone|客服\S{0,4}|傳真|传真|fax|e-?mail|信箱|地址|address|統一編號|统一编号)\s?[:：.]|^\d{1,5} [A-Z][\w.' ]{1,40} (?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Drive|Way|Square|Floor)\b[^!?]{0,60}$/i;
const FILE_NAME = /\.(?:jpe?g|png|gif|webp|svg|avif|bmp|heic)$/i;
const NEXT_CHINESE =
  /^(?:.{0,10}(?:滑|捲|滾|拉|看|讀|往下|向下|繼續|继续|接著|接着)\S{0,4})?下一?[篇則则](?:文章|報導|报道|新聞|新闻|故事)?[\s>»›→↓▼⌄!！]*$/;
const NEXT_ENGLISH =
  /^(?:(?:keep |continue )?(?:scroll(?:ing)?|swipe|read|reading|continue)\b.{0,20}\b)?(?:the )?next (?:article|story|post)(?: (?:below|follows|is))?[\s>»›→↓▼⌄.!]*$/i;

/** Longest line, in columns, that can be chrome however it begins: a link may carry a whole headline. */
const CHROME_WIDTH = 240;
const PROMPT_WIDTH = 70;

/** The role of a line, or `null` when it may belong to the article. */
export function lineRole(line: string): LineRole | null {
  const width = displayWidth(line);
  if (width > CHROME_WIDTH) return null;
  // What reads like prose is taken for chrome only where the phrase leaves no doubt.
  const prose = endsAsStatement(line) && width > PROMPT_WIDTH;
  if (width <= 50 && (NEXT_CHINESE.test(line) || NEXT_ENGLISH.test(line))) return 'next';
  if (RIGHTS.test(line) || (!prose && POLICY.test(line))) return 'rights';
  if (originOf(line) !== null && (!prose || /^[(（*※\s]*本/.test(line))) return 'origin';
  if (KEYWORDS.test(line)) return 'keywords';
  if (SOURCES.test(line)) return 'sources';
  if (LABELLED_LINK.test(line) || BARE_LINK.test(line)) return 'link';
  if (prose) return null;
  if (CREDIT.test(line) && width <= 120) return 'credit';
  if (STAFF.test(line)) return 'staff';
  if (width <= PROMPT_WIDTH && !/[?？]$/.test(line)) {
    if (ACCOUNT.test(line)) return 'account';
    if (SHARE.test(line)) return 'share';
  }
  if (ADDRESS.test(line) && width <= 120) return 'address';
  return FILE_NAME.test(line) && !/https?:/.test(line) ? 'file' : null;
}

/** Where a page says its text was first published: `本文授權轉載自:網易科技` gives `網易科技`. */
export function originOf(line: string): string | null {
  return (ORIGIN.exec(line)?.[1] ?? ENGLISH_ORIGIN.exec(line)?.[1])?.trim() ?? null;
}

/** A link's heading without the link: what follows in its group is a list of other articles. */
export function announcesLinks(line: string): boolean {
  return BARE_LINK.test(line);
}

/** Whether a line reads as part of an article's body: an item, a whole sentence, or simply long. */
export function isProse(line: string): boolean {
  const width = displayWidth(line);
  return isListItem(line) || width > 110 || (width >= 24 && endsWithMark(line)) || /[。｡]/.test(line);
}
