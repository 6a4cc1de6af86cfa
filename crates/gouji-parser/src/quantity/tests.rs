//! Cells and prose, case by case.

use std::fmt::Write;

use rust_decimal::Decimal;

use super::*;

mod properties;

/// One line: what was read, in the order value, unit, sign, scale, approximation, form.
fn describe(quantity: &Quantity) -> String {
    let mut line = quantity.value.to_string();
    match quantity.unit {
        Some(Unit::Counter(word)) => line.push_str(word),
        Some(unit) => write!(line, " {unit:?}").expect("a string takes all"),
        None => {}
    }
    if quantity.sign != Sign::None {
        write!(line, " {:?}", quantity.sign).expect("a string takes all");
    }
    if quantity.scale > 0 {
        write!(line, " 10^{}", quantity.scale).expect("a string takes all");
    }
    if let Some(approx) = quantity.approx {
        write!(line, " {approx:?}").expect("a string takes all");
    }
    let form = quantity.form;
    for (seen, name) in [
        (form.full_width, "full-width"),
        (form.mixed_width, "mixed-width"),
        (form.full_width_dot, "full-width-dot"),
        (form.thousands, "thousands"),
        (form.inner_space, "inner-space"),
        (form.hidden, "hidden"),
        (form.letters, "letters"),
        (form.leading_zeros, "leading-zeros"),
        (form.chinese, "chinese"),
        (form.note, "note"),
    ] {
        if seen {
            line.push(' ');
            line.push_str(name);
        }
    }
    line
}

#[track_caller]
fn check_cells(expected: &str, cells: &[&str]) {
    for cell in cells {
        let reading = match read_cell(cell) {
            CellReading::Number(quantity) => describe(&quantity),
            other => format!("{other:?}"),
        };
        assert_eq!(reading, expected, "cell {cell:?}");
    }
}

/// Checks what `scan` reads; `expected` names each number as `written=described`.
#[track_caller]
fn check_prose(text: &str, expected: &[&str]) {
    let read: Vec<_> =
        scan(text).iter().map(|q| format!("{}={}", &text[q.range.clone()], describe(q))).collect();
    assert_eq!(read, expected, "prose {text:?}");
}

#[test]
fn what_is_not_shown_is_no_part_of_a_number() {
    check_cells("38 hidden", &["3\u{200b}8", "\u{feff}3\u{ad}8\u{200b}", "3\u{200b}\u{2060}8"]);
    check_cells("38", &["38\u{fe0f}", "\u{200b}38", "38\u{ad}", "\u{200b} 38 \u{200b}"]);
    check_cells("Numbers", &["3 \u{200b}8"]);
    check_prose("共1\u{200b}6件、2\u{ad}件", &["1\u{200b}6件=16件", "2\u{ad}件=2件"]);
}

#[test]
fn blank_placeholder_zero_and_text_are_kept_apart() {
    check_cells("Blank", &["", " ", "\u{a0}\u{3000}\t\n", "\u{200b}", "\u{feff} "]);
    check_cells(
        "Placeholder",
        &["/", "／", "-", "--", "—", "——", " － ", "无", "不适用", "N/A", "n/a", "NA", "*", "\\"],
    );
    check_cells("0", &["0", " 0\u{a0}", "\u{3000}0", "\u{200b}0"]);
    check_cells(
        "Text",
        &[
            "行政许可",
            "1.属于国家秘密",
            "一、",
            "（一）",
            "一是",
            "5。",
            "共5件",
            "第二十条",
            "O件x",
        ],
    );
}

#[test]
fn cells_with_plain_digits() {
    check_cells("14", &["14", " 14 ", "\u{a0}14\u{3000}"]);
    check_cells("3 full-width", &["３", " ３ "]);
    check_cells("13 full-width mixed-width", &["1３"]);
    check_cells("7 leading-zeros", &["007"]);
    check_cells("0 leading-zeros", &["00"]);
    check_cells("0.50", &["0.50"]);
    check_cells("24252.311082", &["24252.311082"]);
    check_cells("2020年", &["2020年", "2020 年"]);
}

#[test]
fn cells_with_signs() {
    check_cells("-44 Minus", &["-44", "－44", "−44", "–44", "- 44", "﹣44"]);
    check_cells("2 Plus", &["+2", "＋2", "+ 2"]);
    check_cells("169 Increase", &["增169", "增 169", "增加169"]);
    check_cells("-79 Decrease", &["减79", "减少79"]);
    check_cells("-1.5 Percent Minus", &["-1.5%"]);
    check_cells("Text", &["--5", "±5", "增-5", "增减5", "5-", "减"]);
}

#[test]
fn cells_with_units() {
    check_cells("14579.271 WanYuan", &["14579.271万元", "14579.271 万元"]);
    check_cells("1631.63 WanYuan full-width full-width-dot", &["１６３１．６３万元"]);
    check_cells("1631.63 WanYuan full-width-dot", &["1631．63万元", "1631。63万元"]);
    check_cells("251000 Yuan", &["251000元"]);
    check_cells("3.2 YiYuan", &["3.2亿元"]);
    check_cells("3000 Yuan 10^3", &["3千元"]);
    check_cells("2000 WanYuan 10^3", &["2千万元"]);
    check_cells("2笔", &["2笔"]);
    check_cells("3件", &["3件", "3 件"]);
    check_cells("97.5 Percent", &["97.5%", "97.5％", "97.5 %"]);
    check_cells("3.5 PerMille", &["3.5‰"]);
    check_cells("12000条 10^4", &["1.2万条"]);
    check_cells("12345.6 10^4", &["1.23456万"]);
    check_cells("Text", &["5千克", "5美元", "5部门"]);
}

#[test]
fn cells_with_groups_of_digits() {
    check_cells("1234 thousands", &["1,234", "1，234"]);
    check_cells("1234567.89 thousands", &["1,234,567.89"]);
    check_cells("12345 full-width thousands", &["１２，３４５"]);
    check_cells("1631 inner-space", &["1 631", "1\u{a0}631"]);
    check_cells("Numbers", &["1,2345", "1,23", "0,123", "1234,567", "1, 234"]);
}

#[test]
fn cells_with_two_numbers_or_a_broken_one() {
    check_cells("Numbers", &["3 5", "230 000023", "1  631", "0 0 00", "1\n631", "3、5", "3/5"]);
    // two columns run together: 上一年 2, 本年减 26
    check_cells("Numbers", &["2减26", "35-15", "2+17", "0943-6670169"]);
    check_cells("Text", &["2020.12.31", "12:30", "5（2）", "3 5件x"]);
}

#[test]
fn cells_with_letters_for_digits() {
    check_cells("10 letters", &["l0", "1O", "1〇", "I0"]);
    check_cells("0 letters", &["O", "o", "〇", "Ｏ"]);
    check_cells("0.0 letters", &["O.0"]);
    check_cells("Text", &["l", "lO", "OK", "No1", "1Ox", "IO"]);
}

#[test]
fn cells_with_approximation() {
    check_cells("5 Around", &["约5", "约 5", "大约5", "5左右"]);
    check_cells("5 Above", &["超过5", "逾5", "不少于5", "5余", "5多", "5以上"]);
    check_cells("5 Below", &["近5", "不足5", "不超过5", "5以下"]);
    check_cells("5500条 Above", &["5500余条", "5500 余条", "5500多条"]);
    check_cells("100 WanYuan Above", &["100余万元", "100万余元", "100多万元"]);
}

#[test]
fn cells_with_chinese_numerals() {
    check_cells("3 chinese", &["三"]);
    check_cells("12 chinese", &["十二", "一十二"]);
    check_cells("123 chinese", &["一百二十三"]);
    check_cells("2005 chinese", &["两千零五", "二〇〇五", "二○○五", "二◯◯五", "二零零五"]);
    check_cells("2005 letters chinese", &["二00五", "二０○五", "二O0五", "二ＯＯ五"]);
    check_cells("2021年 chinese", &["二〇二一年"]);
    check_cells("10500 chinese", &["一万零五百", "一万五百"]);
    check_cells("100000003 chinese", &["一亿零三"]);
    check_cells("100005000 chinese", &["一亿零五千", "一亿五千"]);
    check_cells("30000条 10^4 chinese", &["三万条"]);
    check_cells("12000 10^4 chinese", &["一点二万"]);
    check_cells("300 WanYuan chinese", &["三百万元"]);
    check_cells("15000 WanYuan chinese", &["一亿五千万元"]);
    check_cells("30000 YiYuan chinese", &["三万亿元"]);
    check_cells("95.5 chinese", &["九十五点五"]);
    check_cells("95.5 Percent chinese", &["百分之九十五点五"]);
    check_cells("95.5 Percent", &["百分之95.5"]);
    check_cells("100 Percent chinese", &["百分之百", "百分之一百"]);
    check_cells("3.5 PerMille chinese", &["千分之三点五"]);
    check_cells("10 chinese", &["一〇"]);
}

#[test]
fn numerals_with_two_readings_are_not_read() {
    check_cells(
        "Text",
        &[
            "一百二",
            "一万五",
            "三四",
            "十四五",
            "一千零五百",
            "百",
            "万一",
            "一百零",
            "两十",
            "三五件",
        ],
    );
    check_cells("Text", &["3万5千", "3万五千", "三点五十", "百分之五六十", "百分之"]);
}

#[test]
fn a_number_too_large_for_exact_arithmetic_is_beyond() {
    check_cells("79228162514264337593543950335", &["79228162514264337593543950335"]);
    check_cells("Beyond", &["79228162514264337593543950336", "79228162514264337593543950335万"]);
    check_cells("Text", &["0.00000000000000000000000000001"]);
    check_cells("Beyond", &[&"9".repeat(30), &"9".repeat(400), &format!("-{}", "9".repeat(38))]);
    check_cells("Beyond", &[&format!("{}件", "９".repeat(38))]);
    check_cells("Text", &[&format!("{}甲", "9".repeat(38)), &"九".repeat(100)]);
    check_cells("1 leading-zeros", &[&format!("{}1", "0".repeat(1000))]);
    check_prose(&"9".repeat(100), &[]);
}

#[test]
fn ranges_are_those_of_the_whole_cell() {
    let cell = "\u{3000}约 -1.2万 条 ";
    let CellReading::Number(quantity) = read_cell(cell) else { panic!("{cell} is a number") };
    assert_eq!(&cell[quantity.range.clone()], "-1.2万 条");
    assert_eq!(&cell[quantity.digits.clone()], "1.2");
    assert_eq!((quantity.decimals, quantity.scale), (1, 4));
}

#[test]
fn prose_with_dates_ordinals_and_telephone_numbers() {
    check_prose(
        "2020年1月1日至12月31日",
        &["2020年=2020年", "1月=1月", "1日=1日", "12月=12月", "31日=31日"],
    );
    check_prose("1月1日-3月31日", &["1月=1月", "1日=1日", "3月=3月", "31日=31日"]);
    check_prose("2020-2021年", &["2020=2020", "2021年=2021年"]);
    check_prose("日期2020.12.31", &["2020=2020", "12=12", "31=31"]);
    check_prose("办发〔2021〕30号", &["2021=2021", "30号=30号"]);
    check_prose("电话：0943-6670169", &["0943=943 leading-zeros", "6670169=6670169"]);
    check_prose("第5条", &["5条=5条"]);
    check_prose("\n-5-\n", &["5=5"]);
    check_prose(
        "二〇二一年十二月三十一日",
        &["二〇二一年=2021年 chinese", "十二月=12月 chinese", "三十一日=31日 chinese"],
    );
    check_prose(
        "二○二四年、二◯二四年、二Ｏ二四年、二0二0年",
        &[
            "二○二四年=2024年 chinese",
            "二◯二四年=2024年 chinese",
            "二Ｏ二四年=2024年 letters chinese",
            "二0二0年=2020年 letters chinese",
        ],
    );
    // a number behind a numeral, and what is no year
    check_prose("表三0件、表二 0条，第三O局", &["0件=0件", "0条=0条"]);
}

#[test]
fn a_note_in_brackets_behind_a_number_leaves_it_a_number() {
    check_cells(
        "22 note",
        &["22（其中修订16件）", "22(含上年结转2件)", "22 （见注）", " 22（其中：修订16）"],
    );
    check_cells("22件 note", &["22件（其中修订16件）"]);
    check_cells(
        "22 note",
        &["22【其中修订16件】", "22（其中（一）类16件）", "22〔见注〕", "22[见注]"],
    );
    check_cells("55 full-width note", &["５５（含自然失效29件）"]);
    check_cells(
        "Text",
        &[
            "14（15）",
            "163.5（万元）",
            "163.5（单位：万元）",
            "14（件）",
            "（14）",
            "14（",
            "22（甲）（乙）",
        ],
    );
    check_cells("Text", &["22，其中修订16件", "1.2.3"]);
}

#[test]
fn prose_with_amounts_and_rates() {
    check_prose(
        "全年主动公开 15007 条，比上年增加1.2万条，占97.5%。2020年收费251000元",
        &[
            "15007 条=15007条",
            "1.2万条=12000条 10^4",
            "97.5%=97.5 Percent",
            "2020年=2020年",
            "251000元=251000 Yuan",
        ],
    );
    check_prose("共15007。2020年", &["15007=15007", "2020年=2020年"]);
    check_prose("占98。5%", &["98。5%=98.5 Percent full-width-dot"]);
    check_prose("增长5个百分点", &["5个百分点=5个百分点"]);
    check_prose("同比增长-5%（-3件）", &["-5%=-5 Percent Minus", "-3件=-3件 Minus"]);
    check_prose("新增169件，减少12件", &["169件=169件", "12件=12件"]);
    check_prose("公开15 007条", &["15 007条=15007条 inner-space"]);
    check_prose("0 0 12 300 4", &["0=0", "0=0", "12=12", "300=300", "4=4"]);
    check_prose("共5，100件", &["5=5", "100件=100件"]);
    check_prose("粉丝3万5千余人", &[]);
    check_prose("15 多部门", &["15=15"]);
}

#[test]
fn prose_with_approximation() {
    check_prose(
        "约500条，近600条，逾700条",
        &["500条=500条 Around", "600条=600条 Below", "700条=700条 Above"],
    );
    check_prose("培训100余人次", &["100余人次=100人次 Above"]);
    check_prose("节约5万元，预约12次，近3年", &["5万元=5 WanYuan", "12次=12次", "3年=3年"]);
    check_prose("不超过20个工作日", &["20个工作日=20个工作日 Below"]);
    check_prose("将近3年", &["3年=3年 Below"]);
}

#[test]
fn prose_with_slips() {
    check_prose("2O20年，10l条", &["2O20年=2020年 letters", "10l条=101条 letters"]);
    check_prose("见/a1lb/2Ox/H2O", &["1=1", "2=2", "2=2"]);
}

#[test]
fn chinese_numerals_in_prose_are_read_when_they_count() {
    check_prose("共收到十二件，其中三件", &["十二件=12件 chinese", "三件=3件 chinese"]);
    check_prose("三十余件", &["三十余件=30件 Above chinese"]);
    check_prose("达到百分之九十五点五以上", &["百分之九十五点五=95.5 Percent Above chinese"]);
    check_prose("十万余条", &["十万余条=100000条 10^4 Above chinese"]);
    check_prose("一点五倍", &["一点五倍=1.5倍 chinese"]);
}

#[test]
fn chinese_numerals_in_prose_that_are_words_or_numbering_are_not() {
    for text in [
        "第二十条第（一）项",
        "第一百零二条",
        "（一）主动公开",
        "（十二）其他",
        "一、总体情况",
        "十二、附则",
        "一是加强",
        "十一是加强",
        "三四个、十几件、几十件、数十件",
        "党的二十大和二十届三中全会",
        "“十四五”规划",
        "统一名称、同一个、上一年、进一步、十分、一次性、一部分、一起",
        "三分之一、二十分之一",
        "两点一线、千方百计、万一、一五一十、零零散散",
        "一百二个",
    ] {
        check_prose(text, &[]);
    }
}
