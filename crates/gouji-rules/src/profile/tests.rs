use super::*;

fn linter() -> Linter {
    let mut packs = DataFile::all(gouji_data::PACKS);
    packs.extend(DataFile::all(gouji_data::PACKS_ACROSS));
    Linter::new(&DataFile::all(gouji_data::FORMS), &packs).expect("they are right")
}

/// The profiles of these files, where nothing is wrong with them.
fn verified(files: &[DataFile<'_>]) -> Result<Profiles, Box<PackError>> {
    let profiles = Profiles::new(files);
    profiles.verify(&linter())?;
    Ok(profiles)
}

/// What is said of the profile of 甘肃 with these lines: its message and where it points, or the
/// words of its settings.
fn check(lines: &str) -> String {
    let text = format!("code = \"62\"\nname = {{ zh = \"甘肃\", en = \"Gansu\" }}\n{lines}");
    let shipped = gouji_data::PROFILES.iter().find(|(name, _)| name.ends_with(BESIDE[0]));
    let (_, text_of_pack) = shipped.expect("a profile has a pack");
    let pack = DataFile { name: "profiles/62.rules.toml", text: text_of_pack };
    match verified(&[DataFile { name: "profiles/62.toml", text: &text }, pack]) {
        Ok(profiles) => {
            let [profile] = profiles.chain("620403").expect("it is read")[..] else {
                panic!("one profile")
            };
            let layer = &profile.layer;
            let words = layer.ignore.iter().chain(layer.severity.iter().map(|(word, _)| word));
            let words: Vec<&str> =
                words.chain(&layer.parameters).map(|word| &**word.get_ref()).collect();
            words.join(" ")
        }
        Err(error) => {
            let at = error.span.offset();
            format!("{} @ {}", error.message, &text[at..at + error.span.len()])
        }
    }
}

#[test]
fn settings_are_rules_with_a_source() {
    let good = "[lint]\nignore = [\"X\"]\nseverity = { S009 = \"info\" }\n[rule.S009]\nmost = 900\n\
        [source]\nX = { from = \"通知\", seen = \"repost\" }\n\
        S009 = { from = \"通知\", seen = \"cited\" }\n";
    assert_eq!(check(good), "X S009 S009");
    assert_eq!(
        check(
            "packs = [\"62.rules.toml\"]\n[source]\n\"62.rules.toml\" = { from = \"报告\", seen = \"practice\" }\n"
        ),
        ""
    );
}

#[test]
fn what_is_wrong_is_refused_at_its_place() {
    let said = |lines: &str, expected: &str| assert_eq!(check(lines), expected, "{lines}");
    said("[lint]\nignore = [\"S909\"]\n", "没有规则 S909 / no such rule: S909 @ \"S909\"");
    said("[rule.S909]\nmost = 3\n", "没有规则 S909 / no such rule: S909 @ S909");
    said("[lint]\nignore = [\"X\"]\n", "X 没有写依据 / X has no source @ ");
    said(
        "[source]\nX = { from = \"通知\", seen = \"repost\" }\n",
        "依据没有对应的设置 / a source without a setting @ X",
    );
    said(
        "packs = [\"63.rules.toml\"]\n",
        "没有名为 63.rules.toml 的规则包 / unknown pack `63.rules.toml` @ \"63.rules.toml\"",
    );
    let heavy = |seen: &str| {
        format!(
            "[lint]\nseverity = {{ X = \"warning\" }}\n[source]\nX = {{ from = \"通知\", seen = \"{seen}\" }}\n"
        )
    };
    assert_eq!(check(&heavy("official")), "X");
    let refused = "没有见到原文的依据只能作提示 / its document was not read: no more than info @ X";
    said(&heavy("cited"), refused);
    said(&heavy("practice"), refused);
    let text = "[source]\nX = \"通知\"\n";
    said(text, "此处应为表 / a table is wanted here @ \"通知\"");
    said("deadline = 3\n", "没有名为 deadline 的键 / unknown key `deadline` @ deadline");
    said(
        "[lint]\nseverity = { X001 = \"fatal\" }\n",
        "没有名为 fatal 的取值 / unknown value `fatal` @ \"fatal\"",
    );
}

#[test]
fn the_code_is_a_place_and_the_name_of_the_file() {
    let check = |name: &str, code: &str| {
        let text = format!("code = \"{code}\"\nname = {{ zh = \"某地\", en = \"a place\" }}\n");
        let loaded = verified(&[DataFile { name, text: &text }]);
        loaded.map_or_else(|error| error.message.clone(), |_| "accepted".to_owned())
    };
    assert_eq!(check("profiles/620403.toml", "620403"), "accepted");
    assert_eq!(check("profiles/CN.toml", "CN"), "accepted");
    assert_eq!(
        check("profiles/62.toml", "6204"),
        "代码与文件名不符 / the file's name is not the code"
    );
    for code in ["99", "6", "620", "620499", "甘肃"] {
        assert_eq!(check("profiles/62.toml", code), "没有这个行政区划 / no such place", "{code}");
    }
}

#[test]
fn the_shipped_profiles_are_right() {
    let profiles = match verified(&DataFile::all(gouji_data::PROFILES)) {
        Ok(profiles) => profiles,
        Err(error) => panic!("{:?}", miette::Report::new(*error)),
    };
    let chain = |code: &str| {
        let chain = profiles.chain(code).expect("they are read");
        chain.iter().map(|profile| &*profile.code).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(chain("620403"), "CN 62");
    assert_eq!(chain("431200"), "CN 4312");
    assert_eq!(chain("350502"), "CN 35 350502");
    assert_eq!(chain("37"), "CN 37");
    assert_eq!(chain("540000"), "CN");
    for profile in profiles.all().expect("they are read") {
        let says = !profile.source.is_empty() || profile.note.is_some();
        assert!(says, "{} says nothing", profile.code);
    }
    // Packs are known by the names of their files before any profile is read.
    let named: std::collections::BTreeSet<&str> = profiles
        .all()
        .expect("they are read")
        .iter()
        .flat_map(|profile| profile.layer.packs.iter().map(|pack| &*pack.name))
        .collect();
    assert_eq!(named, profiles.packs().map(|pack| &*pack.name).collect());
}

/// Every setting names a document of rules/norms.toml, or what it was seen in.
#[test]
fn every_setting_has_a_known_source() {
    let (name, text) = gouji_data::NORMS;
    let norms = crate::norm::load(DataFile { name, text }).expect("it is right");
    let profiles = verified(&DataFile::all(gouji_data::PROFILES)).expect("they are right");
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let notes =
        ["norms-places.md", "norms.md"].map(|name| std::fs::read_to_string(folder.join(name)));
    let [Ok(places), Ok(national)] = notes else {
        return known_by_norms(&profiles, &norms, None);
    };
    known_by_norms(&profiles, &norms, Some(&(places + &national)));
}

/// Where there are `notes` on what was found, they have one of the words of each document.
fn known_by_norms(profiles: &Profiles, norms: &[crate::norm::Norm], notes: Option<&str>) {
    for profile in profiles.all().expect("they are read") {
        for (word, source) in &profile.source {
            let at = format!("{} {}: {}", profile.code, word.get_ref(), source.from);
            let mut meant = norms.iter().filter(|norm| norm.is_meant_by(&source.from)).peekable();
            let practice = source.seen == Evidence::Practice;
            assert_eq!(meant.peek().is_none(), practice, "{at}");
            assert!(!practice || source.from.contains("报告"), "{at}");
            let is_known = |norm: &crate::norm::Norm| {
                notes.is_none_or(|notes| norm.words().iter().any(|word| notes.contains(&**word)))
            };
            assert!(meant.all(is_known), "{at}");
        }
    }
}

/// The packs of profiles hold the rules that they describe.
#[test]
fn the_rules_of_profiles_keep_to_their_examples() {
    let profiles = verified(&DataFile::all(gouji_data::PROFILES)).expect("they are right");
    for own in profiles.packs() {
        let mut packs = DataFile::all(gouji_data::PACKS);
        packs.push(DataFile { name: &own.name, text: &own.text });
        let linter =
            Linter::new(&DataFile::all(gouji_data::FORMS), &packs).expect("codes are not repeated");
        let rules = linter.rules_of(DataFile { name: &own.name, text: &own.text });
        for own in rules.expect("they are right") {
            let fires = |text: &str| {
                let document = gouji_parser::read(text.as_bytes(), "example.txt").expect("UTF-8");
                linter.check(&document).findings.iter().any(|one| one.code == own.code)
            };
            assert!(fires(&own.text.bad), "{}", own.code);
            assert!(!fires(&own.text.good), "{}", own.code);
        }
    }
}
