/** Characters that transcribe foreign names in Taiwan or on the mainland and seldom end a title or a function word. */
const CHARACTERS =
  '阿埃艾愛爱安奧奥巴拜班邦鮑鲍保貝贝本比彼畢毕波伯博布達达戴丹德登迪蒂丁杜頓顿多厄恩爾尔法范菲費费芬佛弗夫福蓋盖岡冈戈格葛根古哈海漢汉赫亨胡華华霍基吉加嘉傑杰金卡凱凯坎康考柯科可克肯庫库拉萊莱蘭兰朗勞劳勒雷黎里利莉麗丽林琳盧卢魯鲁倫伦羅罗洛瑪玛馬马麥麦曼梅門门蒙米密摩莫默姆穆納纳娜奈南內内尼妮諾诺努歐欧帕潘佩彭皮普奇喬乔切瓊琼薩萨塞賽赛桑瑟森沙莎珊尚紹绍什史舒斯蘇苏索塔泰坦湯汤特提圖图托瓦旺威韋韦維维溫温沃烏乌伍武西希夏肖謝谢辛休雪雅亞亚揚扬耶葉叶伊英尤約约澤泽扎詹珍祖佐茲兹逊遜萄妥蕾薇絲丝塗涂祁書书沁恰璐婭娅哥翰那寧宁瑞隆馮冯廉施齊齐捷拿賈贾昂舍龍龙呂吕邁迈茨伽狄勃撒汀娃紐纽騰腾墨瓜歇甘焦廷柏札卜珀邱丘茱茉琪婕潔洁碧芙芮蓓芭荻裘昆繆缪梭笛契訶诃涅滕彌弥芝梵娥鄧邓蕭萧薛芒龐庞敦陶貢贡孔寇朱柴欽钦惠懷怀渥卓楊杨李唐蕊嫚蓬賀贺蘿萝黛玫鐸铎岱苔喀叻許许';
/** With characters that do (理 ends 總理, 查 ends 調查, 因 is a word), and transcribe only beside these. */
const SYLLABLES =
  '愛因 爱因 萊因 莱因 海因 因斯 因特 因格 因德 澤連 泽连 連恩 连恩 連斯 连斯 連科 连科 連尼 连尼 盧連 傑明 杰明 海明 明斯 明尼 明戈 明娜 明頓 明顿 赫明 弗明 查韋 查维 查維 查士 查斯 查特 皮查 大衛 大卫 衛斯 卫斯 斯理 理查 理察 李察 查爾 查尔 查理 查德 查克 查普 查伊 喬治 乔治 路易 路德 路西 路卡 彼得 門得 门得 姆士 尼士 里士 易士 密士 列寧 列宁 列夫 列維 列维 列支 古列 德列 派屈 派翠 派克 派頓 派顿 派瑞 羅賓 罗宾 魯賓 鲁宾 史賓 斯賓 斯宾 伊萬 伊万 萬斯 万斯 安東 安东 史東 斯東 斯东 亞當 亚当 當斯 当斯 道格 道爾 道尔 道森 道頓 道顿 高爾 高尔 高德 韓森 韩森 韓德 韩德 強森 強生 強納 強尼 强森 强尼 莎白 席琳 席拉 席勒 席爾 席尔 富蘭克 富兰克 富爾 富尔 凱文 凯文 歐文 欧文 蒂文 馬文 马文 艾文 埃文 利文 立昆 賴特 赖特 賴恩 赖恩 布賴 布赖 史匹 森豪 艾豪 川普 錦麗 锦丽 克宏 巴甫 阿方 爾方 尔方 卡兒 卡儿';

const TRANSCRIPTION = new RegExp(`(?:[${CHARACTERS}]|${SYLLABLES.replaceAll(' ', '|')})+$`, 'u');

/** The end of a run of Chinese that may transcribe a foreign name, as long as its characters allow; `''` when they do not. */
export function transcribedEnd(run: string): string {
  return TRANSCRIPTION.exec(run)?.[0] ?? '';
}
