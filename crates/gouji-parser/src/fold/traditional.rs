//! Traditional characters that stand for one simplified character, and for nothing else in a text of
//! simplified ones.

use super::han::{FIRST_HAN, HAN, is_han};

/// Each traditional character, followed by its simplified one. None of the former is in GB 2312, which
/// leaves out 乾, 著 and 徵; the latter are those that reports are full of.
const PAIRS: &str = "\
    丟丢並并亂乱佈布佔占併并來来侷局係系俬私個个們们倫伦備备傢家傳传債债傷伤僅仅價价億亿償偿\
    優优儲储兒儿內内兩两冊册凈净凍冻別别刪删則则剛刚創创劉刘劑剂動动務务勝胜勞劳勢势勵励匯汇\
    區区協协卻却卽即厤历厲厉參参吳吴呂吕員员問问啓启啟启喪丧單单嚮向嚴严囌苏國国圍围園园圓圆\
    圖图團团埰采執执堅坚報报場场塊块壓压壞坏壯壮夠够夾夹奪夺奬奖婦妇孫孙學学寀采實实寧宁審审\
    寫写寬宽寶宝將将專专尋寻對对導导屆届層层屬属島岛嵗岁嶺岭師师帳帐帶带幣币幫帮幹干幾几庫库\
    廠厂廢废廣广廳厅弔吊張张強强彆别彔录彙汇徑径從从復复徹彻態态慣惯慶庆應应懞蒙懷怀戶户捨舍\
    捲卷掛挂採采換换損损搶抢擇择擊击擔担據据擬拟擴扩擾扰敎教敗败敘叙數数斷断旂旗旣既昇升時时\
    暢畅暫暂曆历曉晓曏向書书會会朮术東东査查條条楊杨業业極极榦干構构樑梁樓楼標标樣样機机檔档\
    檢检檯台欄栏權权歡欢歲岁歷历歸归殘残氣气氾泛汎泛汙污決决沒没況况洩泄淨净減减測测準准溝沟\
    溫温滙汇滯滞滾滚滿满漢汉漲涨漸渐潔洁濛蒙濟济濾滤瀏浏灘滩為为無无煙烟熱热燈灯營营爭争爲为\
    爾尔牽牵狀状獎奖獨独獲获現现瑤瑶環环產产産产甦苏畢毕畫画畵画當当疊叠療疗發发盡尽監监盤盘\
    盧卢眞真眾众睏困矇蒙硃朱確确碼码礎础礙碍礦矿祕秘稅税種种稱称積积穩稳穫获窮穷競竞筆笔箇个\
    節节範范簡简籌筹糰团糾纠紀纪約约紅红納纳純纯紙纸級级紛纷紮扎細细終终組组結结絕绝絡络給给\
    統统絲丝絶绝經经綜综綫线維维綱纲網网綴缀緊紧線线緣缘編编練练緻致縣县縮缩總总績绩織织繞绕\
    繫系繳缴繼继續续纍累纔才罰罚羅罗羣群義义習习聞闻聯联聲声職职聽听肅肃脩修腦脑臨临臺台與与\
    興兴舉举舊旧舘馆艦舰華华萬万葯药蒐搜蓋盖蔘参蔣蒋蕭萧薑姜薩萨藝艺藥药蘇苏處处虛虚號号衆众\
    術术衕同衚胡衛卫裏里補补裝装裡里製制複复覈核見见規规視视覽览觀观觸触訂订計计訊讯訓训記记\
    訟讼訪访設设許许訴诉註注証证評评詞词詢询試试話话該该詳详誌志認认語语誤误說说説说誰谁課课\
    調调談谈請请論论諮咨講讲謝谢證证識识譚谭譯译議议護护讀读變变讓让讚赞負负財财貢贡貨货販贩\
    貫贯責责貸贷費费貼贴貿贸資资賈贾賣卖賦赋質质賬账購购賽赛贊赞趙赵跡迹踰逾蹟迹車车軌轨軍军\
    軟软較较載载輕轻輪轮輯辑輸输輿舆轄辖轉转辦办辭辞農农迴回這这連连週周進进遊游運运過过達达\
    違违遞递遠远適适遷迁選选遺遗還还邊边郵邮鄉乡鄒邹鄧邓醫医釋释針针釦扣鈡钟銀银銜衔銷销鋼钢\
    錄录錢钱錫锡錯错録录錶表鍼针鎭镇鎮镇鏈链鐘钟鐵铁長长門门閉闭開开間间閤合閱阅閲阅閻阎闆板\
    關关陝陕陞升陳陈陸陆陽阳隊队階阶際际隨随險险隱隐隻只雙双雜杂離离難难電电靜静韆千韓韩響响\
    頁页頂顶項项順顺須须預预頒颁頗颇領领頭头頻频題题額额願愿類类顧顾顯显風风颱台飛飞飯饭養养\
    餘余館馆饋馈馮冯駁驳驗验體体髮发鬍胡鬚须鮮鲜鯉鲤麫面點点黨党齊齐齣出龍龙龔龚";

/// Bytes of a Han character in UTF-8.
const LENGTH: usize = 3;

/// For each Han character the one that it stands for: that is itself for those that others stand for, and 0
/// for the rest.
static SIMPLIFIED: [u16; HAN] = {
    let bytes = PAIRS.as_bytes();
    let mut table = [0; HAN];
    let mut at = 0;
    while at < bytes.len() {
        let (traditional, own) = (decoded(bytes, at), decoded(bytes, at + LENGTH));
        table[traditional as usize - FIRST_HAN as usize] = own;
        table[own as usize - FIRST_HAN as usize] = own;
        at += 2 * LENGTH;
    }
    table
};

/// The Han character at a byte of UTF-8.
const fn decoded(bytes: &[u8], at: usize) -> u16 {
    let [first, second, third] = [bytes[at] as u16, bytes[at + 1] as u16, bytes[at + 2] as u16];
    (first & 0x0F) << 12 | (second & 0x3F) << 6 | third & 0x3F
}

/// The simplified character for a traditional one.
pub fn simplified(char: char) -> Option<char> {
    let own = stands_for(char)?;
    if own == char { None } else { Some(own) }
}

/// Whether a traditional character stands for it.
pub fn is_simplified(char: char) -> bool {
    stands_for(char) == Some(char)
}

fn stands_for(char: char) -> Option<char> {
    if !is_han(char) {
        return None;
    }
    match SIMPLIFIED[char as usize - FIRST_HAN as usize] {
        0 => None,
        code => char::from_u32(code.into()),
    }
}

/// Every simplified character that has a traditional one here.
#[cfg(test)]
pub(super) fn all_simplified() -> impl Iterator<Item = char> {
    PAIRS.chars().skip(1).step_by(2)
}
