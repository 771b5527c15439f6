//! What a pane is: it turns actions and typed text into an [`Outcome`], and draws from the workbench and its own view
//! state. It never sees how keys are bound and never changes the program itself.

use std::borrow::Cow;
use std::sync::Arc;

use crossterm::event::{KeyEvent, MouseEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::action::{Action, Scope};
use super::keymap::Keymap;
use super::outcome::Outcome;
use super::session::{Partner, Workbench};
use super::theme::Look;
use crate::analysis::derived::Explanation;
use crate::program::Kind;
use crate::program::id::Id;
use crate::program::moment::Moment;
use crate::program::qbr::{AgendaSection, Qbr};

/// The panes by their digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PaneName {
    /// Pane 0: today.
    Home,
    /// Pane 1: the table of partners.
    Roster,
    /// Pane 2: the value matrix.
    Matrix,
    /// Pane 3: the tier designer.
    Tiers,
    /// Pane 4: webinars, campaigns and events by week.
    Timeline,
    /// Pane 5: the quarterly business review.
    Qbr,
    /// Pane 6: margins, commissions, MDF.
    Economics,
    /// Pane 7: training and onboarding.
    Enablement,
    /// Pane 8: listings.
    Marketplace,
    /// Pane 9: settings and records of the program.
    Program,
}

impl PaneName {
    /// All panes in the order of their digits.
    pub const ALL: [Self; 10] = [
        Self::Home,
        Self::Roster,
        Self::Matrix,
        Self::Tiers,
        Self::Timeline,
        Self::Qbr,
        Self::Economics,
        Self::Enablement,
        Self::Marketplace,
        Self::Program,
    ];

    /// The digit that goes there.
    pub fn digit(self) -> usize {
        self as usize
    }

    /// The title of the tab.
    pub fn title(self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::Roster => "Roster",
            Self::Matrix => "Matrix",
            Self::Tiers => "Tiers",
            Self::Timeline => "Timeline",
            Self::Qbr => "QBR",
            Self::Economics => "Economics",
            Self::Enablement => "Enablement",
            Self::Marketplace => "Marketplace",
            Self::Program => "Program",
        }
    }

    /// The title where there is little room.
    pub fn short_title(self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::Roster => "Rost",
            Self::Matrix => "Matr",
            Self::Tiers => "Tier",
            Self::Timeline => "Time",
            Self::Qbr => "QBR",
            Self::Economics => "Econ",
            Self::Enablement => "Enab",
            Self::Marketplace => "Mkt",
            Self::Program => "Prog",
        }
    }

    /// The name on the command line, such as `roster`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Roster => "roster",
            Self::Matrix => "matrix",
            Self::Tiers => "tiers",
            Self::Timeline => "timeline",
            Self::Qbr => "qbr",
            Self::Economics => "economics",
            Self::Enablement => "enablement",
            Self::Marketplace => "marketplace",
            Self::Program => "program",
        }
    }

    /// The pane of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pane| pane.word() == word)
    }
}

/// How keys are taken just now; the word stands in reverse video at the bottom left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Keys are commands.
    Nav,
    /// Text is typed into a cell or field.
    Edit,
    /// A list is filtered by typing.
    Pick,
    /// The command palette is open.
    Palette,
    /// A question waits.
    Confirm,
    /// Something is being moved.
    Grab,
    /// A meeting is captured.
    Live,
    /// A partner may look on.
    Present,
}

impl Mode {
    /// The word shown.
    pub fn word(self) -> &'static str {
        match self {
            Self::Nav => "NAV",
            Self::Edit => "EDIT",
            Self::Pick => "PICK",
            Self::Palette => "PALETTE",
            Self::Confirm => "CONFIRM",
            Self::Grab => "GRAB",
            Self::Live => "LIVE",
            Self::Present => "PRESENT",
        }
    }
}

/// What a pane may read while it acts or draws.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The program, its analysis and its history.
    pub workbench: &'a Workbench,
    /// Colours and glyphs.
    pub look: &'a Look,
    /// The live keymap, for hints inside the pane.
    pub keymap: &'a Keymap,
    /// The partner that the panes share.
    pub partner: Option<&'a Id<Partner>>,
    /// What the clock says: it moves with the ticks.
    pub now: Moment,
    /// True when the pane has the keyboard (no overlay above it).
    pub focused: bool,
}

impl Context<'_> {
    /// A sentence with the keys of the live keymap where it says `[key:undo]`.
    pub fn spell<'a>(&self, text: &'a str) -> Cow<'a, str> {
        self.keymap.spell(&[Scope::Global], text)
    }
}

/// A key hint for the footer: the action, and a shorter word than its title where that helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hint {
    /// What it does.
    pub action: Action,
    /// The word shown.
    pub word: &'static str,
}

impl Hint {
    /// A hint with its own word.
    pub const fn new(action: Action, word: &'static str) -> Self {
        Self { action, word }
    }
}

/// What a live prompt or form shows while text is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Check {
    /// What is wrong with the text; it stays and is flagged.
    pub error: Option<String>,
    /// What the text means ("Sat 14 Mar 2026 (W-3)"), or what would change, line by line.
    pub lines: Vec<String>,
}

/// What an overlay gave back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Values {
    /// The id that was picked in a picker or menu.
    Picked(String),
    /// Several ids, where marking was allowed.
    PickedMany(Vec<String>),
    /// The text of a prompt.
    Text(String),
    /// The fields of a form by name, in order, as typed.
    Fields(Vec<(String, String)>),
    /// The letter or id of the answer to a question.
    Answer(String),
    /// A preview was accepted.
    Accepted,
    /// The overlay was closed without an answer; what was typed so far.
    Cancelled(Vec<(String, String)>),
}

impl Values {
    /// The text of a field of a form, or of a prompt or picker for any name.
    pub fn text(&self, field: &str) -> Option<&str> {
        match self {
            Self::Picked(text) | Self::Text(text) | Self::Answer(text) => Some(text),
            Self::Fields(fields) | Self::Cancelled(fields) => {
                fields.iter().find(|(name, _)| name == field).map(|(_, text)| text.as_str())
            }
            Self::PickedMany(_) | Self::Accepted => None,
        }
    }
}

/// One pane: a screen of the workbench with its own view state.
///
/// **Invariant:** `draw` changes nothing; whatever depends on the area (scrolling, hit boxes) is settled in `layout`,
/// which runs before each draw with the same area.
pub trait Pane {
    /// Which pane it is.
    fn name(&self) -> PaneName;

    /// Three to five hints for the footer, the most used first.
    fn hints(&self, context: &Context<'_>) -> Vec<Hint>;

    /// Brings the view state in line with the program (rows gone, cursor by id) and the area (scrolling).
    fn layout(&mut self, area: Rect, context: &Context<'_>);

    /// Draws into the area; must hold at any size, also 0 by 0.
    fn draw(&self, buffer: &mut Buffer, area: Rect, context: &Context<'_>);

    /// Where the hardware cursor stands, for typing and for screen readers.
    fn cursor(&self) -> Option<Position> {
        None
    }

    /// Does what a key, a menu or the palette asked for.
    fn act(&mut self, action: Action, context: &Context<'_>) -> Outcome;

    /// Whether the action would do something now, or why not.
    fn available(&self, action: Action, context: &Context<'_>) -> Result<(), String> {
        let _ = (action, context);
        Ok(())
    }

    /// True for undo and redo while the pane works on a copy with a history of its own.
    fn takes(&self, action: Action) -> bool {
        let _ = action;
        false
    }

    /// How keys are taken; in `Edit` and `Live` keys come as text, in `Grab` the grab keys count.
    fn mode(&self) -> Mode {
        Mode::Nav
    }

    /// True while keys are text: they come through `type_key` instead of `act`.
    fn typing(&self) -> bool {
        matches!(self.mode(), Mode::Edit | Mode::Live)
    }

    /// A key while typing, or an unbound key while moving something (digits).
    fn type_key(&mut self, key: KeyEvent, context: &Context<'_>) -> Outcome {
        let _ = (key, context);
        Outcome::ignored()
    }

    /// Pasted text; while not typing it must be previewed, never run as keys.
    fn paste(&mut self, text: &str, context: &Context<'_>) -> Outcome {
        let _ = (text, context);
        Outcome::unavailable("Nothing here takes pasted text")
    }

    /// A click, drag or wheel inside the pane's area.
    fn mouse(&mut self, mouse: MouseEvent, context: &Context<'_>) -> Outcome {
        let _ = (mouse, context);
        Outcome::ignored()
    }

    /// The text of a live prompt or form as it is typed: may filter at once, and says what is wrong with it.
    /// `field` is empty for a prompt.
    fn typed(&mut self, tag: &str, field: &str, text: &str, context: &Context<'_>) -> Check {
        let _ = (tag, field, text, context);
        Check::default()
    }

    /// An overlay that this pane opened gave its answer. `Cancelled` comes here too, so that drafts can be kept.
    fn submitted(&mut self, tag: &str, values: Values, context: &Context<'_>) -> Outcome {
        let _ = (tag, values, context);
        Outcome::ignored()
    }

    /// Moves the cursor to a partner that was picked elsewhere.
    fn select_partner(&mut self, partner: &Id<Partner>, context: &Context<'_>) {
        let _ = (partner, context);
    }

    /// A command made or changed this record: put the cursor there, and say so where a filter hides it.
    fn reveal(&mut self, kind: Kind, id: &str, context: &Context<'_>) {
        let _ = (kind, id, context);
    }

    /// The partner under the cursor, for the same partner in another pane.
    fn selected_partner(&self, context: &Context<'_>) -> Option<Id<Partner>> {
        context.partner.cloned()
    }

    /// The partners that a command on several is for: the marked ones, or the one under the cursor.
    fn selected_partners(&self, context: &Context<'_>) -> Vec<Id<Partner>> {
        self.selected_partner(context).into_iter().collect()
    }

    /// The record under the cursor, whose parts the records list shows: the partner, where the pane says nothing else.
    fn selected_record(&self, context: &Context<'_>) -> Option<(Kind, Arc<str>)> {
        self.selected_partner(context).map(|partner| (Kind::Partner, partner.shared()))
    }

    /// The report whose rows the pane shows, and which it can write as they are filtered and sorted there.
    fn report(&self, context: &Context<'_>) -> Option<&'static str> {
        let _ = context;
        None
    }

    /// The section of a review under the cursor, whose notes may be written in an editor.
    fn selected_section(&self, context: &Context<'_>) -> Option<(Id<Qbr>, AgendaSection)> {
        let _ = context;
        None
    }

    /// The path to explain for the value under the cursor, such as `partner/acme/health`.
    fn explain(&self, context: &Context<'_>) -> Option<String> {
        let _ = context;
        None
    }

    /// What is under the cursor and where it comes from, for values that no path of the analysis names.
    fn explanation(&self, context: &Context<'_>) -> Option<Explanation> {
        let _ = context;
        None
    }

    /// The page that a second terminal shows, where it is another than the last one given.
    fn published(&mut self, context: &Context<'_>) -> Option<String> {
        let _ = context;
        None
    }

    /// True while the pane shows a running clock and wants to be drawn once a second.
    fn ticks(&self) -> bool {
        false
    }

    /// One second went by, given in seconds of a monotonic clock.
    fn tick(&mut self, seconds: u64, context: &Context<'_>) -> Outcome {
        let _ = (seconds, context);
        Outcome::ignored()
    }
}
