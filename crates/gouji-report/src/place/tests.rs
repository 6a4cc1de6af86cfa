use std::sync::{Arc, LazyLock};

use super::{How, PlaceNames, Tier};
use crate::bind::shipped;

static PLACES: LazyLock<Arc<PlaceNames>> = LazyLock::new(|| shipped().places);

/// Where an issuer is: code, name, how, standing; or the candidates.
#[track_caller]
fn check(issuer: &str, year: u16, expected: &str) {
    let said = PLACES.resolve(issuer, (year > 0).then_some(year)).map_or_else(
        || "unknown".to_owned(),
        |place| {
            let codes: Vec<String> =
                place.code.iter().chain(&place.candidates).map(ToString::to_string).collect();
            let (how, standing) = (place.how.name(), place.standing.name());
            format!("{} {} {how} {standing}", codes.join("/"), place.name)
        },
    );
    assert_eq!(said, expected, "{issuer}");
}

#[test]
fn a_full_name_is_read_from_left_to_right() {
    check("甘肃省白银市平川区", 2023, "620403 甘肃省白银市平川区 exact government");
    check("白银市平川区人民政府", 0, "620403 甘肃省白银市平川区 exact government");
    check("白银市白银市平川区", 0, "620403 甘肃省白银市平川区 exact government");
    check("甘肃省平川区教育局", 0, "620403 甘肃省白银市平川区 exact organ");
    check("淮安市人民政府", 2023, "320800 江苏省淮安市 exact government");
    check("北京市东城区", 2023, "110101 北京市东城区 exact government");
    check("河南省济源市人民政府", 2023, "419001 河南省济源市 exact government");
    check(
        "青海省海北藏族自治州门源回族自治县",
        2021,
        "632221 青海省海北藏族自治州门源回族自治县 exact government",
    );
}

#[test]
fn provinces_and_peoples_may_be_left_out() {
    check("海北州门源县", 2021, "632221 青海省海北藏族自治州门源回族自治县 exact government");
    check("门源县人民政府", 2021, "632221 青海省海北藏族自治州门源回族自治县 unique government");
    check("广西钦州市", 2021, "450700 广西壮族自治区钦州市 exact government");
    check("内蒙古自治区林业和草原局", 2021, "150000 内蒙古自治区 exact organ");
    check("新疆民政厅", 2021, "650000 新疆维吾尔自治区 unique organ");
    check(
        "克州乌恰县",
        2021,
        "653024 新疆维吾尔自治区克孜勒苏柯尔克孜自治州乌恰县 exact government",
    );
    check("河南县人民政府", 2021, "632324 青海省黄南藏族自治州河南蒙古族自治县 unique government");
    check("吉林市", 2021, "220200 吉林省吉林市 exact government");
    check("海南民政厅", 2021, "460000 海南省 unique organ");
}

#[test]
fn a_name_of_several_places_is_not_decided() {
    check("市北区", 2023, "370203 山东省青岛市市北区 unique government");
    check("鼓楼区教育局", 2023, "320106/320302/350102/410204 鼓楼区 ambiguous organ");
    check("徐州市鼓楼区", 2023, "320302 江苏省徐州市鼓楼区 exact government");
}

#[test]
fn towns_and_zones_belong_to_their_place() {
    check("阳城县横河镇", 2023, "140522 山西省晋城市阳城县 unique organ");
    check("平潭综合实验区财政金融局", 2023, "350128 福建省福州市平潭县 unique zone");
    check("长沙高新技术产业开发区管委会", 2023, "430100 湖南省长沙市 unique zone");
    check("上海市浦东新区", 2023, "310115 上海市浦东新区 exact government");
}

#[test]
fn vertical_organs_are_told() {
    check("国家税务总局上海市税务局", 2023, "310000 上海市 exact vertical");
    check("中华人民共和国大连海关", 2023, "210200 辽宁省大连市 unique vertical");
}

#[test]
fn what_only_begins_like_a_place_is_none() {
    for issuer in [
        "柳河镇人民政府",
        "公安局",
        "江苏路街道办事处",
        "南区街道办事处",
        "城区",
        "河南镇",
        "国家税务总局",
        "高新区管委会",
        "国务院",
    ] {
        check(issuer, 2023, "unknown");
    }
    check("荆州市公安局", 2023, "421000 湖北省荆州市 exact organ");
    check("荆州市公安局开发区分局", 2023, "421000 湖北省荆州市 exact zone");
    check("中山市东区街道办事处", 2023, "442000 广东省中山市 exact organ");
}

#[test]
fn old_names_keep_their_codes() {
    check("沙县人民政府", 2015, "350427 福建省三明市沙县 unique government");
    check("三明市沙县区", 2022, "350405 福建省三明市沙县区 exact government");
    check("密云县", 2012, "110228 北京市密云县 unique government");
    check("巢湖市", 2009, "341400 安徽省巢湖市 exact government");
    check("巢湖市", 2020, "340181 安徽省合肥市巢湖市 unique government");
    check("榆林市清涧县", 2020, "610830 陕西省榆林市清涧县 exact government");
}

/// Names of organs as their reports have them, from all provinces: each is where a person would look for it.
#[test]
fn issuers_are_where_a_person_looks_for_them() {
    let list = include_str!("issuers.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut wrong = Vec::new();
    for line in list.clone() {
        let [issuer, place, standing] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("three columns: {line}")
        };
        let found = PLACES.resolve(issuer, Some(2024)).map(|it| {
            let code = it.code.map_or_else(|| "several".to_owned(), |code| code.to_string());
            (code, it.standing.name())
        });
        let found = found.unwrap_or_else(|| ("none".to_owned(), "-"));
        if (&*found.0, found.1) != (place, standing) {
            wrong.push(format!("{issuer}: {place} {standing}, not {} {}", found.0, found.1));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(list.count() > 150);
}

/// What has been renamed, merged or founded since 2019 is known from the year on in which it was.
#[test]
fn changes_since_2019_are_known() {
    check("莱芜市人民政府", 2018, "371200 山东省莱芜市 exact government");
    check("济南市莱芜区人民政府", 2019, "370116 山东省济南市莱芜区 exact government");
    check("杭州市余杭区人民政府", 2022, "330110 浙江省杭州市余杭区 exact government");
    check("杭州市下城区人民政府", 2019, "330103 浙江省杭州市下城区 exact government");
    check("海门市人民政府", 2019, "320684 江苏省南通市海门市 unique government");
    check("南通市海门区人民政府", 2020, "320614 江苏省南通市海门区 exact government");
    check("公主岭市人民政府", 2019, "220381 吉林省四平市公主岭市 unique government");
    check("公主岭市人民政府", 2021, "220184 吉林省长春市公主岭市 unique government");
    check("三沙市西沙区人民政府", 2021, "460302 海南省三沙市西沙区 exact government");
    check("错那县人民政府", 2021, "540530 西藏自治区山南市错那县 unique government");
    check("错那市人民政府", 2023, "540581 西藏自治区山南市错那市 unique government");
    check("和安县人民政府", 2024, "653229 新疆维吾尔自治区和田地区和安县 unique government");
}

/// The name of a place behind those it lies in gives its own code in every year it held.
#[test]
fn every_full_name_gives_its_code() {
    for (at, name) in PLACES.names.all.iter().enumerate() {
        let text = PLACES.names.text(at);
        let year = name.since.max(2008).min(name.until);
        let around = name.code.chain().filter(|&code| code != name.code);
        let full: String = around.filter_map(|code| PLACES.name(code, Some(year))).collect();
        let place = PLACES.resolve(&format!("{full}{text}人民政府"), Some(year));
        let place = place.unwrap_or_else(|| panic!("{} {text}", name.code));
        assert_eq!(place.code, Some(name.code), "{full}{text}");
        let certain = full.is_empty() && name.tier() == Tier::County || place.how == How::Exact;
        assert!(certain, "{full}{text}");
    }
}

/// A name alone gives its code where no other place of its time has it, and else its candidates.
#[test]
fn every_name_alone_gives_its_code_or_candidates() {
    let names = || PLACES.names.all.iter().enumerate().map(|(at, it)| (PLACES.names.text(at), it));
    for (text, name) in names().filter(|(text, _)| text.chars().count() > 2) {
        let year = name.since.max(2008).min(name.until);
        let place = PLACES.resolve(text, Some(year));
        let place = place.unwrap_or_else(|| panic!("{} {text}", name.code));
        let several =
            names().filter(|(own, it)| *own == text && it.held_in(Some(year))).count() > 1;
        assert_eq!(place.code, (!several).then_some(name.code), "{text}");
        assert!(!several || place.candidates.contains(&name.code), "{text}");
    }
}
