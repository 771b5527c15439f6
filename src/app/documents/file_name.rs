//! The name of the file that a document goes to, which says for whom it is.

use jiff::civil::Date;

use super::registry::{Offered, PACKAGE};
use super::request::Request;
use crate::report::qbr::Audience;

/// Such as `qbr-acme-2026-Q3-PARTNER.md`; of a day where no quarter is named. A folder has no ending.
pub fn file_name(offered: &Offered, format: &str, request: &Request, as_of: Date) -> String {
    let named = [&request.campaign, &request.tier, &request.review, &request.partner];
    let mut parts = vec![offered.name.to_owned()];
    // a review names its partner and quarter already
    parts.extend(named.into_iter().flatten().take(1).map(|text| safe(text)));
    match request.quarter.filter(|_| request.review.is_none()) {
        Some(quarter) => parts.push(quarter.to_string()),
        None if request.review.is_none() => parts.push(as_of.to_string()),
        None => {}
    }
    if offered.name != PACKAGE {
        parts.push(stamp(request.audience).to_owned());
    }
    let name = parts.join("-");
    if offered.name == PACKAGE { name } else { format!("{name}.{format}") }
}

fn stamp(audience: Audience) -> &'static str {
    match audience {
        Audience::Internal => "INTERNAL",
        Audience::Partner => "PARTNER",
    }
}

/// A text as a part of a file name that every system takes.
pub fn safe(text: &str) -> String {
    let letters = text.trim().chars().map(|c| if c.is_alphanumeric() || matches!(c, '.' | '_') { c } else { '-' });
    let mut name = String::new();
    for c in letters {
        if c != '-' || !name.ends_with('-') {
            name.push(c);
        }
    }
    let name = name.trim_matches(['-', '.']);
    name.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::documents::find;

    #[test]
    fn a_file_name_says_what_it_is_of_when_and_for_whom() {
        let mut request = Request::new(Audience::Partner);
        request.partner = Some("acme".into());
        request.quarter = "2026-Q3".parse().ok();
        let as_of = jiff::civil::date(2026, 11, 22);
        let name = |name: &str, format: &str, request: &Request| {
            find(name).map(|offered| file_name(&offered, format, request, as_of)).unwrap_or_default()
        };
        assert_eq!(name("qbr", "docx", &request), "qbr-acme-2026-Q3-PARTNER.docx");
        let plain = Request::new(Audience::Internal);
        assert_eq!(name("program-guide", "md", &plain), "program-guide-2026-11-22-INTERNAL.md");
        let review = Request { review: Some("acme-2026-q3".into()), ..plain };
        assert_eq!(name(PACKAGE, "folder", &review), "qbr-package-acme-2026-q3");
        assert_eq!(safe("../../etc/pass wd\u{202e}.."), "etc-pass-wd");
    }
}
