//! Programs made from a number: every record kind, every field, texts that are hard to write and read.

#![allow(clippy::panic, reason = "a test fails by panicking")]
#![allow(dead_code, reason = "each test crate uses the part it needs")]

use quarterdeck::program::record::{FieldKind, FieldShape};
use quarterdeck::program::{AnyRecord, Kind, Program};
use serde_json::{Map, Value, json};

/// Numbers that follow from a seed, the same on every machine.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `sides`.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }

    pub(crate) fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.roll(list.len())]
    }
}

const TEXTS: &[&str] = &[
    "",
    "Plain words",
    "Müller & Söhne AG",
    "株式会社サクラ",
    "👩‍🚀 crew",
    "he said \"no\" \\ twice",
    "two\nlines\r\nand a tab\t.",
    "\n<<<<<<< HEAD\n",
    "// not a comment",
    "/* neither */",
    "]),(",
    "r#\"raw\"#",
    "שלום \u{202e}txt.exe\u{202c}",
    "\u{0}\u{7}\u{1b}[2J",
    "e\u{301}",
    " blank around ",
];

fn text(dice: &mut Dice) -> Value {
    json!(dice.pick(TEXTS))
}

fn date(dice: &mut Dice) -> String {
    format!("202{}-{:02}-{:02}", 4 + dice.roll(4), 1 + dice.roll(12), 1 + dice.roll(28))
}

fn moment(dice: &mut Dice) -> String {
    format!("{}T{:02}:{:02}{}", date(dice), dice.roll(24), dice.roll(60), dice.pick(&["+00:00", "-08:00", "+05:45"]))
}

fn money(dice: &mut Dice) -> Value {
    json!(dice.pick(&["0.00", "1250.00", "-17.05", "55375612", "999999999999999.99", "0.10"]))
}

/// The identifier of the `i`th record of a kind.
pub(crate) fn id(kind: Kind, i: usize) -> String {
    format!("{}-{i}", kind.table_name())
}

struct Maker<'a> {
    dice: &'a mut Dice,
    each: usize,
}

impl Maker<'_> {
    fn reference(&mut self, kind: Kind) -> Value {
        json!(id(kind, self.dice.roll(self.each)))
    }

    fn part(&mut self, field: &str) -> Value {
        let each = self.each;
        match field {
            "criteria" => json!({"all": [
                {"meets": {"metric": "sourced_arr", "value": "100000.00"}},
                {"any": [
                    {"at_least": {"n": 1, "of": [{"meets": {"metric": "exams_passed", "window": "ever", "op": "more_than", "value": "2"}}]}},
                    {"not": {"meets": {"metric": "x_own", "value": "3"}}},
                ]},
            ]}),
            "benefits" => (0..=self.dice.roll(each))
                .map(|i| (id(Kind::Benefit, i), text(self.dice)))
                .collect::<Map<_, _>>()
                .into(),
            "mapping" => json!({"amount": "Amount (USD)", "name": self.dice.pick(TEXTS)}),
            "tier_override" => json!({
                "tier": self.reference(Kind::Tier), "reason": text(self.dice), "approver": self.reference(Kind::TeamMember),
                "from": "2026-01-01", "until": "2026-07-01",
            }),
            "reported" => {
                json!({"figure": "ttm_sourced", "value": "12.5", "as_of": date(self.dice), "source": text(self.dice)})
            }
            "further_partners" => json!({"partner": self.reference(Kind::Partner), "role": text(self.dice)}),
            "approvals" => json!({"role": "vp", "person": self.reference(Kind::TeamMember), "on": date(self.dice)}),
            "overlaps" => json!({"list": self.reference(Kind::AudienceList), "size": 7}),
            "primary_kpi" | "secondary_kpis" => json!({"metric": text(self.dice), "unit": "count", "target": "5"}),
            "bands" => json!({"from": money(self.dice), "rate": "12.5%"}),
            "sections" => {
                json!({"section": "pipeline", "minutes": 15, "text": text(self.dice), "actual_seconds": 901, "budget_seconds": 850})
            }
            "targets" => json!({"figure": "sourced", "value": "250000"}),
            "meeting" => json!({
                "section": "pipeline", "since": "2026-10-08T09:05:30+02:00", "draft": text(self.dice),
                "temperature_end": 4, "partner_temperature_end": 3,
                "frozen": {"as_of": date(self.dice), "taken_at": moment(self.dice), "figures": [
                    {"key": "sourced", "label": "Sourced", "section": "performance", "value": text(self.dice), "target": "1", "delta": "2",
                     "prior": "3", "year_ago": "4"},
                ]},
            }),
            "features" => json!({"feature": text(self.dice), "benefit": text(self.dice)}),
            "use_cases" => json!({"role": text(self.dice), "text": text(self.dice)}),
            "rules" => json!({"key": "tier.metric", "value": "influenced_t12m"}),
            "tracks" => json!({"id": "resale", "name": text(self.dice), "types": ["reseller"]}),
            "tiers" => json!({
                "id": "gold", "name": text(self.dice), "order": 0, "criteria": self.part("criteria"), "review_months": 12,
                "grace_quarters": 2, "commission": "12.5%", "benefits": {"support": text(self.dice)},
            }),
            "benefit_rows" => json!({"id": "support", "name": text(self.dice), "order": 1, "kind": "text"}),
            "keep" => json!({"all": [
                {"holds": self.reference(Kind::Tier)},
                {"points": {"scheme": self.reference(Kind::PointScheme), "at_least": "5"}},
                {"on_any_day": {"within": {"calendar_months": 6}, "of": {"paid": "fee"}}},
                {"when": {"partner": ["oem"], "then": {"paid": "fee"}, "otherwise": {"judged": {"by": "vp", "on": "plan"}}}},
            ]}),
            "rates" => json!({"services": "10%"}),
            "unlocked_by" => json!({"scheme": self.reference(Kind::PointScheme), "score": "5"}),
            "categories" => json!({
                "name": text(self.dice), "best_of": "growth", "of": {"score": self.reference(Kind::PointScheme)}, "points": "2",
                "gate": {"holds": self.reference(Kind::Tier)},
            }),
            "score_bands" => json!({"name": text(self.dice), "from": "5"}),
            "credentials" => json!({"person": text(self.dice), "certification": "admin", "earned": date(self.dice)}),
            "items" => json!({"kind": "app", "name": text(self.dice), "has": {"installs": "12"}}),
            "decisions" => json!({"on": "plan", "by": "vp", "granted": true, "when": date(self.dice)}),
            "fees_paid" => json!({"fee": text(self.dice), "on": date(self.dice)}),
            "sent" => json!({"sequence": 2, "at": moment(self.dice), "content": "4k2m9x"}),
            "rows" => {
                json!({"title": text(self.dice), "offset": -7, "side": "both", "role": text(self.dice), "after": [1]})
            }
            "was" => json!({
                "id": "kept", "marketplace": text(self.dice), "name": text(self.dice), "tagline": text(self.dice),
                "features": [self.part("features")], "use_cases": [self.part("use_cases")], "reviewed_on": date(self.dice),
            }),
            other => panic!("the part {other:?} is new: say here how one looks"),
        }
    }

    fn value(&mut self, field: &str, kind: FieldKind) -> Value {
        match (field, kind) {
            ("external" | "external_ids", _) => json!(format!("salesforce:{:05}", self.dice.roll(99_999))),
            ("portal_last_active", _) => json!(self.dice.pick(&["never", "2026-08-01"])),
            ("time_zone" | "time_zones" | "zones", _) => json!(self.dice.pick(&["Europe/Berlin", "UTC", "Asia/Tokyo"])),
            ("currency", _) => json!("EUR"),
            ("domain", _) => json!("acme.example"),
            (_, FieldKind::Text) => text(self.dice),
            (_, FieldKind::Date) => json!(date(self.dice)),
            (_, FieldKind::When) if self.dice.roll(2) == 0 => json!(date(self.dice)),
            (_, FieldKind::When | FieldKind::Moment) => json!(moment(self.dice)),
            (_, FieldKind::Quarter) => json!("2026-Q3"),
            (_, FieldKind::Month) => json!("2026-09"),
            (_, FieldKind::Money) => money(self.dice),
            (_, FieldKind::Amount) => json!("60507.75 EUR"),
            (_, FieldKind::Percent) => json!(self.dice.pick(&["0%", "12.5%", "-3.125%"])),
            (_, FieldKind::Multiplier) => json!("1.5x"),
            (_, FieldKind::Quantity) => json!(self.dice.pick(&["0", "5", "100000.00", "12.345678"])),
            (_, FieldKind::Count) => json!(self.dice.roll(6)),
            (_, FieldKind::YesNo) => json!(self.dice.roll(2) == 0),
            (_, FieldKind::Choice(choices)) => json!(choices[self.dice.roll(choices.len())].0),
            (_, FieldKind::Reference(kind)) => self.reference(kind),
            (_, FieldKind::Structure) => self.part(field),
        }
    }

    fn record(&mut self, kind: Kind, id: Option<String>, full: bool) -> AnyRecord {
        let mut json = Map::new();
        if let Some(id) = id {
            json.insert("id".to_owned(), json!(id));
        }
        for &(field, of, shape) in kind.fields() {
            let there = full || shape == FieldShape::Required || self.dice.roll(2) == 0;
            if !there {
                continue;
            }
            let value = match shape {
                FieldShape::List if !matches!(field, "benefits" | "mapping" | "rates") => {
                    (0..=self.dice.roll(3)).map(|_| self.value(field, of)).collect()
                }
                _ => self.value(field, of),
            };
            json.insert(field.to_owned(), value);
        }
        let shown = Value::Object(json.clone());
        AnyRecord::from_json(kind, json.into()).unwrap_or_else(|error| panic!("{kind}: {error}\n{shown}"))
    }
}

/// One record of that kind; references lead to the first `each` records of other kinds.
pub(crate) fn record(kind: Kind, id: &str, dice: &mut Dice, each: usize) -> AnyRecord {
    Maker { dice, each }.record(kind, Some(id.to_owned()), false)
}

/// A program with `each` records of every kind; the first of each has every field.
pub(crate) fn program(seed: u64, each: usize) -> Program {
    let mut dice = Dice::new(seed);
    let mut program = Program::named("x");
    let mut maker = Maker { dice: &mut dice, each };
    program.put(maker.record(Kind::Profile, None, true));
    program.put(AnyRecord::from_json(Kind::Settings, settings()).expect("settings"));
    for &kind in Kind::TABLES {
        for i in 0..each {
            program.put(maker.record(kind, Some(id(kind, i)), i == 0));
        }
    }
    program
}

fn settings() -> Value {
    use quarterdeck::program::settings::registry;
    registry()
        .definitions()
        .take(3)
        .map(|definition| (definition.key.to_string(), json!(definition.default.to_string())))
        .collect::<Map<_, _>>()
        .into()
}
