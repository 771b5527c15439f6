//! How long a plan file of 10,000 partners and 40,000 deals takes to read, to write whole, and to save after one edit.
//!
//! `cargo bench --bench plan_file`. On two cores: read under 90 ms, write whole under 120 ms.

use quarterdeck::program::deal::{Deal, DealStage};
use quarterdeck::program::partner::{LifecycleStage, Partner};
use quarterdeck::program::{AnyRecord, Kind, Program};
use quarterdeck::store;
use serde_json::json;

fn main() {
    divan::main();
}

fn large() -> Program {
    let mut program = Program::named("Large");
    for i in 0..10_000 {
        let id = format!("partner-{i:05}").parse().unwrap_or_else(|_| unreachable!());
        let mut partner = Partner::named(id, &format!("Partner {i} GmbH"), LifecycleStage::Monitor);
        partner.domain = Some(format!("partner{i}.example"));
        partner.region = Some("EMEA".to_owned());
        partner.stage_since = "2026-01-31".parse().ok();
        partner.potential = "125000.00".parse().ok();
        partner.tags = vec!["cloud".to_owned(), "emea".to_owned()];
        program.put(partner.into());
    }
    for i in 0..40_000 {
        let deal = json!({
            "id": format!("deal-{i:05}"),
            "name": format!("Renewal {i}"),
            "partner": format!("partner-{:05}", i % 10_000),
            "amount": format!("{}.50", 1000 + i),
            "stage": "won",
            "source_stage": "Closed Won",
            "created_on": "2025-11-02",
            "closed_on": "2026-02-11",
            "owner": "Ann Example",
            "external": format!("salesforce:006{i:012}"),
        });
        program.put(AnyRecord::from_json(Kind::Deal, deal).unwrap_or_else(|_| unreachable!()));
    }
    program
}

#[divan::bench(sample_count = 20)]
fn read(bencher: divan::Bencher<'_, '_>) {
    let text = store::write(&large(), None).source.text().to_owned();
    bencher.bench(|| store::read(text.as_bytes()));
}

#[divan::bench(sample_count = 20)]
fn write_whole(bencher: divan::Bencher<'_, '_>) {
    let program = large();
    bencher.bench(|| store::write(&program, None));
}

#[divan::bench(sample_count = 20)]
fn write_after_one_edit(bencher: divan::Bencher<'_, '_>) {
    let mut program = large();
    let source = store::write(&program, None).source;
    if let Some(AnyRecord::Deal(deal)) = program.record(Kind::Deal, "deal-20000") {
        program.put(Deal { stage: DealStage::Lost, ..Deal::clone(&deal) }.into());
    }
    bencher.bench(|| store::write(&program, Some(&source)));
}
