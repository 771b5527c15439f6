//! The panel's second part: who would move while something is typed, otherwise the people of the selected tier.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::columns::Region;
use super::forecast::{self, Forecast};
use super::gaps;
use super::people::{NEAR, Person, Standing};
use super::state::Tiers;
use crate::analysis::comparison::Mover;
use crate::analysis::criteria_words::AGREEMENT;
use crate::analysis::tier_review::ReviewState;
use crate::tui::pane::Context;
use crate::tui::theme::Role;
use crate::tui::widgets::paint::{self, Piece, piece};
use crate::tui::widgets::safe_text::{self, Align};
use crate::tui::widgets::{bars, wrap};

/// Cells of the bar of progress.
const BAR: u16 = 8;

/// Rows below the list in which the selected partner is told in full.
const PERSON: u16 = 5;

/// Where the lines stand: below the heading, above the partner in full.
pub(super) fn list_area(area: Rect) -> Rect {
    let (_, below) = paint::split_top(area, 1);
    if below.height > 2 * PERSON { paint::split_bottom(below, PERSON).0 } else { below }
}

/// The selected partner in full: where it stands and what it lacks.
fn draw_person(pane: &Tiers, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
    let list = list_area(area);
    let (_, room) = paint::split_bottom(area, area.bottom().saturating_sub(list.bottom()));
    let Some(person) = pane.current_person().filter(|_| pane.region == Region::People && room.height > 0) else {
        return;
    };
    let program = context.workbench.program();
    let name = program.partners.get(&person.partner).map_or(person.partner.as_str(), |partner| partner.name.as_str());
    let look = context.look;
    let standing = context.workbench.derived().tier_standing(&person.partner);
    let proof = standing.map_or_else(|| rest(pane, person, context), |standing| standing.told);
    let width = usize::from(room.width.saturating_sub(3));
    let mut lines: Vec<(String, Role)> =
        wrap::wrap(&format!("{name}: {proof}"), width).into_iter().take(3).map(|line| (line, Role::Info)).collect();
    let way = way_words(person, context).map(|way| wrap::wrap(&way, width)).unwrap_or_default();
    lines.extend(way.into_iter().map(|line| (line, Role::Accent)));
    for (y, (line, role)) in lines.iter().take(usize::from(PERSON) - 1).enumerate() {
        paint::text(buffer, room, 2, y as u16 + 1, line, look.style(*role));
    }
}

/// The cheapest way up: `cheapest way to Gold: +$8,000 sourced revenue (2 more deals to Gold)`.
fn way_words(person: &Person, context: &Context<'_>) -> Option<String> {
    let derived = context.workbench.derived();
    let program = context.workbench.program();
    let way = derived.way_to_next(&person.partner).filter(|way| !way.steps.is_empty())?;
    let next = derived.partner(&person.partner)?.tier.next.clone()?;
    let name = program.tiers.get(&next).map_or(next.as_str(), |tier| tier.name.as_str());
    let average = derived.average_deal(&person.partner);
    let deals = match way.steps.as_slice() {
        [step] => step.deals_needed(average.as_ref()),
        _ => None,
    };
    let deals = match deals {
        None => String::new(),
        Some(1) => format!(", 1 more deal to {name}"),
        Some(deals) => format!(", {deals} more deals to {name}"),
    };
    Some(format!("Cheapest way to {name}: {}{deals}", way.told(program.profile.currency)))
}

pub(super) fn draw(pane: &Tiers, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
    if area.height == 0 || area.width < 4 {
        return;
    }
    match &pane.editor {
        Some(editor) => {
            if let Some(forecast) = editor.verdict.as_ref().ok().and_then(|meaning| meaning.forecast.as_ref()) {
                draw_forecast(pane, forecast, buffer, area, context);
            }
        }
        None => match pane.consequences(context).filter(|_| pane.region == Region::Grid) {
            Some(forecast) => draw_forecast(pane, forecast, buffer, area, context),
            None => draw_people(pane, buffer, area, context),
        },
    }
}

fn heading(pane: &Tiers, buffer: &mut Buffer, area: Rect, text: &str, role: Role, context: &Context<'_>) {
    let look = context.look;
    if !pane.areas.wide || pane.rules.is_some() {
        paint::horizontal(buffer, area, 0, look.glyphs.horizontal, look.style(Role::Border));
    }
    let text = safe_text::cut(text, usize::from(area.width.saturating_sub(4)), look.glyphs.ellipsis);
    paint::text(buffer, area, 1, 0, &format!(" {text} "), look.style(role));
}

/// The movers of a change and what it costs.
pub(super) fn draw_forecast(pane: &Tiers, forecast: &Forecast, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
    let look = context.look;
    if area.height == 0 || area.width < 4 {
        return;
    }
    heading(pane, buffer, area, &forecast.summary(), forecast.role(), context);
    let list = paint::split_top(area, 1).1;
    let money = wrap::wrap(&forecast.money(pane.model.currency), usize::from(list.width.saturating_sub(3)));
    for (y, line) in money.iter().take(usize::from(list.height)).enumerate() {
        paint::text(buffer, list, 2, y as u16, line, look.style(Role::Change));
    }
    let list = paint::split_top(list, (money.len() as u16).min(list.height)).1;
    let room = usize::from(list.height);
    let lines: Vec<Vec<Vec<Piece>>> =
        forecast.movers.iter().map(|mover| mover_lines(pane, mover, list.width, context)).collect();
    let all: usize = lines.iter().map(Vec::len).sum();
    let room = if all > room { room.saturating_sub(1) } else { room };
    let mut y = 0;
    let mut left = lines.len();
    for mover in &lines {
        if usize::from(y) + mover.len() > room {
            break;
        }
        for line in mover {
            paint::pieces(buffer, list, 2, y, line, look);
            y += 1;
        }
        left -= 1;
    }
    if left > 0 && list.height > 0 {
        paint::text(buffer, list, 2, y, &format!("and {left} more"), look.style(Role::Muted));
    }
}

/// A mover on one line, or with the deciding condition below where both do not fit.
fn mover_lines(pane: &Tiers, mover: &Mover, width: u16, context: &Context<'_>) -> Vec<Vec<Piece>> {
    let look = context.look;
    let mut line = forecast::line(mover, &pane.model, context.workbench.program(), look.glyphs.arrow);
    let cells: usize = line.iter().map(|piece| safe_text::width(&piece.text)).sum();
    let room = usize::from(width.saturating_sub(2));
    if cells <= room || mover.told.is_empty() {
        return vec![line];
    }
    let told = line.pop().map(|piece| piece.text).unwrap_or_default();
    let below = wrap::wrap(told.trim(), room.saturating_sub(2));
    std::iter::once(line).chain(below.into_iter().map(|text| vec![piece(format!("  {text}"), Role::Muted)])).collect()
}

fn draw_people(pane: &Tiers, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
    let look = context.look;
    let Some(tier) = pane.tier() else { return };
    let people = pane.people();
    let counted = pane.model.people_of(pane.rank());
    let members = counted.map_or(0, |people| people.members);
    let mut title = match members {
        1 => format!("{}: 1 partner", tier.name),
        members => format!("{}: {members} partners", tier.name),
    };
    let rising = counted.map_or(0, |people| people.rising);
    if rising > 0 {
        title = format!("{title}, {rising} may move up to it");
    }
    heading(pane, buffer, area, &title, Role::Header, context);
    let list = list_area(area);
    draw_person(pane, buffer, area, context);
    if people.is_empty() {
        let text = format!("No partner has {} or is {NEAR}% of the way to it.", tier.name);
        for (y, line) in wrap::wrap(&text, usize::from(list.width.saturating_sub(3))).iter().enumerate() {
            paint::text(buffer, list, 2, y as u16, line, look.style(Role::Muted));
        }
        return;
    }
    let focused = context.focused && pane.region == Region::People;
    pane.list.draw(buffer, list, people.len(), focused, look, |index| {
        let room = usize::from(list.width.saturating_sub(2));
        people.get(index).map_or_else(Vec::new, |person| person_line(pane, person, room, context))
    });
}

/// Name, standing, bar, and what is missing.
fn person_line(pane: &Tiers, person: &Person, room: usize, context: &Context<'_>) -> Vec<Piece> {
    let look = context.look;
    let program = context.workbench.program();
    let partner = program.partners.get(&person.partner);
    let name = partner.map_or(person.partner.as_str(), |partner| partner.name.as_str());
    let role = match person.standing {
        Standing::Rises => Role::Good,
        Standing::Short => Role::Bad,
        Standing::Holds => Role::Muted,
        Standing::Near => Role::Accent,
    };
    let name_room = (room / 3).clamp(8, 24).min(room);
    let mut line = vec![
        piece(safe_text::fit(name, name_room, Align::Left, look.glyphs.ellipsis), Role::Text),
        piece(format!(" {:<12}", person.standing.words()), role),
    ];
    let progress = context.workbench.derived().partner(&person.partner).and_then(|measures| measures.tier.progress);
    if let Some(progress) = progress {
        let (low, _) = progress.percent();
        line.push(piece(bars::bar_text(u32::from(low) * 10, BAR, look), Role::Accent));
        line.push(piece(format!("{:>7} ", progress.display()), Role::Text));
    }
    let known = pane.rests.borrow().get(person).cloned();
    let rest = known.unwrap_or_else(|| {
        let rest = rest(pane, person, context);
        pane.rests.borrow_mut().insert(person.clone(), rest.clone());
        rest
    });
    line.push(piece(rest, Role::Muted));
    line
}

/// The gap to the next tier, the next review, or what is proposed.
fn rest(pane: &Tiers, person: &Person, context: &Context<'_>) -> String {
    if person.standing == Standing::Rises {
        let from = context.workbench.derived().partner(&person.partner).and_then(|m| m.tier.effective.clone());
        return format!("from {}", pane.model.name(from.as_ref()));
    }
    let mut parts = Vec::new();
    if person.standing == Standing::Short {
        parts.extend(review_words(pane, person, context));
    }
    let tier = context.workbench.derived().partner(&person.partner).map(|measures| &measures.tier);
    match tier.filter(|tier| tier.may_rise()) {
        Some(tier) => parts.push(format!("qualifies for {}", pane.model.name(tier.qualified.as_ref()))),
        None => parts.extend(gap_words(person, context)),
    }
    parts.join("; ")
}

/// What is missing to the next tier: `to Gold: $30,000 sourced revenue or 6 referrals`.
pub(super) fn gap_words(person: &Person, context: &Context<'_>) -> Option<String> {
    let derived = context.workbench.derived();
    let standing = derived.tier_standing(&person.partner)?;
    let next = derived.partner(&person.partner)?.tier.next.clone()?;
    let (ladder, rank) = derived.ladders().find(&next)?;
    let criteria = &ladder.tiers.get(rank)?.criteria;
    let currency = context.workbench.program().profile.currency;
    let words = gaps::sentence(criteria, &standing.gaps, &standing.deals_needed, currency);
    let without = standing.agreement.is_no().then(|| AGREEMENT.to_owned());
    let words: Vec<String> = without.into_iter().chain((!words.is_empty()).then_some(words)).collect();
    (!words.is_empty()).then(|| format!("to {}: {}", standing.next.unwrap_or_default(), words.join(", ")))
}

/// Where the partner stands in the maintenance of its tier: the grace, the step down, or the next review.
fn review_words(pane: &Tiers, person: &Person, context: &Context<'_>) -> Option<String> {
    let review = context.workbench.derived().tier_review(&person.partner)?;
    let day = |date: jiff::civil::Date| date.strftime("%-d %b %Y").to_string();
    let grace = review.grace_end.filter(|_| review.state == ReviewState::Grace);
    if let Some(end) = grace {
        return Some(format!("in grace until {}", day(end)));
    }
    if let Some(down) = review.downgrades.last() {
        let tier = pane.model.tiers.get(down.to).map(|tier| &tier.id);
        return Some(format!("should be {} since {}", pane.model.name(tier), day(down.on)));
    }
    review.next_reviews.first().map(|next| format!("review {}", day(*next)))
}

/// Where the hardware cursor stands in the list.
pub(super) fn cursor(pane: &Tiers) -> Option<Position> {
    let list = list_area(pane.areas.people);
    let y = u16::try_from(pane.list.cursor.checked_sub(pane.list.top)?).ok()?;
    (y < list.height && !pane.people().is_empty()).then(|| Position::new(list.x, list.y + y))
}
