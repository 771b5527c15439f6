//! What the screen holds, and how an event goes through it.

use std::collections::BTreeSet;

use ratatui::layout::Rect;

use super::drafts::Typing;
use super::exporting::Exporting;
use super::external::External;
use super::form_drafts::FormDraft;
use super::importing::Importing;
use super::places::Places;
pub(super) use super::traffic::{Effect, Event};

use crate::edit::Step;
use crate::program::Kind;
use crate::program::id::Id;
use crate::program::moment::Moment;
use crate::tui::action::Scope;
use crate::tui::keymap::Keymap;
use crate::tui::keys::Chord;
use crate::tui::outcome::Notice;
use crate::tui::overlays::Overlay;
use crate::tui::pane::{Context, Mode, Pane, PaneName};
use crate::tui::session::{self, Partner, Safety, Workbench};
use crate::tui::theme::{Gallery, Look};
use crate::tui::tour::Guide;
use crate::tui::widgets::safe_text;

/// Choices that do not belong to the program.
#[derive(Debug, Clone)]
pub struct Options {
    /// Colours and signs.
    pub look: Look,
    /// Every theme and the choice.
    pub gallery: Gallery,
    /// Whether letters of ambiguous width take two cells.
    pub wide: bool,
    /// Whether the mouse works here.
    pub mouse: bool,
    /// The pane shown first.
    pub pane: PaneName,
    /// Lines to show at first, such as what is wrong with a keymap.
    pub notices: Vec<Notice>,
    /// The live keymap.
    pub keymap: Keymap,
    /// The user's own key file: its name and text.
    pub own_keys: Option<(String, String)>,
    /// Whether other keys are offered, which is done once.
    pub offers_keys: bool,
    /// Whether rules that change money and that nobody has decided are asked where they are first used.
    pub asks: bool,
    /// The step at which the tour was left.
    pub tour: usize,
    /// What the clock of the user says where the monotonic clock of the ticks stands at 0.
    pub began: Moment,
}

impl Default for Options {
    fn default() -> Self {
        let (keymap, problems) = Keymap::built_in();
        let notices = problems.iter().map(|problem| Notice::warning(problem.to_string())).collect();
        Self {
            look: Look::default(),
            gallery: Gallery::default(),
            wide: false,
            mouse: true,
            pane: PaneName::Home,
            notices,
            keymap,
            own_keys: None,
            offers_keys: false,
            asks: false,
            tour: 0,
            began: nine_oclock(),
        }
    }
}

/// Where no clock is given, the day begins at nine.
fn nine_oclock() -> Moment {
    let civil = jiff::civil::date(2026, 1, 1).at(9, 0, 0, 0);
    Moment::utc(civil)
}

/// Who opened an overlay and gets its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Pane(PaneName),
    Screen,
}

#[derive(Debug)]
pub(super) struct Open {
    pub(super) owner: Owner,
    pub(super) overlay: Overlay,
    /// Its texts as they were when it was opened.
    pub(super) initial: Vec<(String, String)>,
}

/// The whole screen.
pub struct Screen {
    pub(super) workbench: Workbench,
    pub(super) panes: Vec<Box<dyn Pane>>,
    pub(super) active: PaneName,
    pub(super) partner: Option<Id<Partner>>,
    pub(super) look: Look,
    pub(super) gallery: Gallery,
    pub(super) wide: bool,
    pub(super) keymap: Keymap,
    pub(super) overlays: Vec<Open>,
    pub(super) pending: Vec<Chord>,
    /// How often the next command is done; 0 where nothing was said.
    pub(super) count: u32,
    pub(super) own_keys: Option<(String, String)>,
    /// What the test of keys saw, the last one last.
    pub(super) tested: Vec<String>,
    pub(super) notices: Vec<Notice>,
    pub(super) places: Places,
    pub(super) mouse: bool,
    pub(super) began: Moment,
    pub(super) seconds: u64,
    pub(super) interrupted: Option<u64>,
    pub(super) quitting: bool,
    pub(super) focus_click: bool,
    pub(super) area: Rect,
    pub(super) dirty: bool,
    /// What was typed into the list of settings when one of them was opened.
    pub(super) settings_filter: String,
    pub(super) asks: bool,
    pub(super) tour: Guide,
    /// The rules that were asked in this session.
    pub(super) asked: BTreeSet<&'static str>,
    /// The version that is shown against the plan, and what it is called.
    pub(super) version: Option<(Box<crate::program::Program>, String)>,
    /// What was copied last, to be pasted without the clipboard of the terminal.
    pub(super) copied: Option<String>,
    /// The field that was set last: kind of the record, name, text as it was typed.
    pub(super) last_set: Option<(Kind, String, String)>,
    /// What was typed into forms of records that were left.
    pub(super) form_drafts: Vec<FormDraft>,
    /// The text that an editor has, and what came back from one and could not be taken.
    pub(super) external: External,
    /// The document that is being exported.
    pub(super) exporting: Exporting,
    /// The file that is being imported.
    pub(super) importing: Importing,
    /// The text that is being typed, as it was told last.
    pub(super) draft: Option<Typing>,
    /// Whether another thread looks at the plan.
    pub(super) advising: bool,
}

impl Screen {
    /// A screen on a session with the panes of this version.
    pub fn new(workbench: Workbench, panes: Vec<Box<dyn Pane>>, options: Options) -> Self {
        let exists = |name: PaneName| panes.iter().any(|pane| pane.name() == name);
        let active =
            if exists(options.pane) { options.pane } else { panes.first().map_or(PaneName::Home, |p| p.name()) };
        let mut screen = Self {
            workbench,
            panes,
            active,
            partner: None,
            look: options.look,
            gallery: options.gallery,
            wide: options.wide,
            keymap: options.keymap,
            overlays: Vec::new(),
            pending: Vec::new(),
            count: 0,
            own_keys: options.own_keys,
            tested: Vec::new(),
            notices: options.notices,
            places: Places::default(),
            mouse: options.mouse,
            began: options.began,
            seconds: 0,
            interrupted: None,
            quitting: false,
            focus_click: false,
            area: Rect::default(),
            dirty: true,
            settings_filter: String::new(),
            asks: options.asks,
            tour: Guide::default(),
            asked: BTreeSet::new(),
            version: None,
            copied: None,
            last_set: None,
            form_drafts: Vec::new(),
            external: External::default(),
            exporting: Exporting::default(),
            importing: Importing::default(),
            draft: None,
            advising: false,
        }
        .with_tour(options.tour);
        screen.welcome();
        if options.offers_keys {
            screen.offer_keys();
        }
        screen.ask_first_use();
        screen.show_unfinished();
        screen
    }

    /// The session, to be read.
    pub fn workbench(&self) -> &Workbench {
        &self.workbench
    }

    /// What was done since this was asked last, and the revision it leads to.
    pub fn take_fresh_steps(&mut self) -> (Vec<Step>, u64) {
        (self.workbench.take_fresh_steps(), self.workbench.history().revision())
    }

    /// The pane shown.
    pub fn active(&self) -> PaneName {
        self.active
    }

    /// Takes one event and gives what is to be done.
    pub fn handle(&mut self, event: Event) -> Vec<Effect> {
        safe_text::set_wide(self.wide);
        if matches!(event, Event::Key(_) | Event::Paste(_) | Event::Mouse(_)) {
            self.settle();
        }
        let mut effects = self.take(event);
        effects.extend(self.published());
        effects.extend(self.follow_tour());
        self.preview_theme();
        effects
    }

    fn take(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Key(key) => self.on_key(key),
            Event::Paste(text) => self.on_paste(&text),
            Event::Mouse(mouse) => self.on_mouse(mouse),
            Event::Resize(width, height) => {
                self.resize(width, height);
                vec![Effect::Clear]
            }
            Event::Focus => {
                self.focus_click = true;
                vec![Effect::Look]
            }
            Event::Tick(seconds) => self.on_tick(seconds),
            Event::Session(event) => self.on_session(event),
            Event::Failed(what) => self.notify(Notice::error(what)),
            Event::Edited(text) => self.take_edited(text),
            Event::Told(notice) => self.notify(notice),
            Event::Advised { revision, advice } => self.take_advice(revision, *advice),
            Event::Versions(versions) => self.offer_versions(versions),
            Event::Completed { text, found } => self.offer_paths(&text, &found),
            Event::Delivered(delivery) => self.delivered(delivery),
            Event::Import { number, news } => self.import_told(number, news),
            Event::Version { program, called } => self.show_version(program, called),
        }
    }

    /// True when the screen looks different from what was drawn last.
    pub fn needs_drawing(&self) -> bool {
        self.dirty
    }

    /// True while something shows a running clock.
    pub fn ticks(&self) -> bool {
        self.pane(self.active).is_some_and(Pane::ticks)
    }

    /// Sets the size without a terminal, for screenshots.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.area = Rect::new(0, 0, width, height);
        self.dirty = true;
    }

    /// True while a partner may look on and nothing lies over the pages.
    pub(super) fn presents(&self) -> bool {
        self.mode() == Mode::Present
    }

    /// What a second terminal that follows is to show, where that is another page than before.
    fn published(&mut self) -> Option<Effect> {
        let plan = self.workbench.path()?.to_owned();
        let active = self.active;
        let text = self.with_pane(active, |pane, context| pane.published(context))??;
        Some(Effect::Publish { plan, text })
    }

    /// How keys are taken now.
    pub fn mode(&self) -> Mode {
        match self.overlays.last() {
            Some(open) => open.overlay.mode(),
            None => self.pane(self.active).map_or(Mode::Nav, Pane::mode),
        }
    }

    /// Where keys are looked up now, the first counting most.
    pub(super) fn scopes(&self) -> Vec<Scope> {
        if let Some(open) = self.overlays.last() {
            return vec![open.overlay.scope()];
        }
        match self.mode() {
            Mode::Grab => vec![Scope::Grab],
            Mode::Live => vec![Scope::Live],
            Mode::Present => vec![Scope::Present],
            _ => vec![Scope::from(self.active), Scope::Global],
        }
    }

    pub(super) fn pane(&self, name: PaneName) -> Option<&dyn Pane> {
        self.panes.iter().find(|pane| pane.name() == name).map(|pane| &**pane)
    }

    pub(super) fn context(&self) -> Context<'_> {
        Context {
            workbench: &self.workbench,
            look: &self.look,
            keymap: &self.keymap,
            partner: self.partner.as_ref(),
            now: self.began.seconds_later(self.seconds),
            focused: self.overlays.is_empty(),
        }
    }

    /// Lets a pane change its view state with the rest of the screen to read.
    pub(super) fn with_pane<R>(
        &mut self,
        name: PaneName,
        work: impl FnOnce(&mut dyn Pane, &Context<'_>) -> R,
    ) -> Option<R> {
        let context = Context {
            workbench: &self.workbench,
            look: &self.look,
            keymap: &self.keymap,
            partner: self.partner.as_ref(),
            now: self.began.seconds_later(self.seconds),
            focused: self.overlays.is_empty(),
        };
        let pane = self.panes.iter_mut().find(|pane| pane.name() == name)?;
        Some(work(&mut **pane, &context))
    }

    pub(super) fn with_active<R>(&mut self, work: impl FnOnce(&mut dyn Pane, &Context<'_>) -> R) -> Option<R> {
        self.with_pane(self.active, work)
    }

    pub(super) fn notify(&mut self, notice: Notice) -> Vec<Effect> {
        self.notices.push(notice);
        if self.notices.len() > 3 {
            self.notices.remove(0);
        }
        self.dirty = true;
        Vec::new()
    }

    fn on_tick(&mut self, seconds: u64) -> Vec<Effect> {
        self.seconds = seconds;
        let active = self.active;
        match self.with_active(|pane, context| pane.tick(seconds, context)) {
            Some(outcome) => self.carry_out(Owner::Pane(active), outcome),
            None => Vec::new(),
        }
    }

    fn on_session(&mut self, event: session::Event) -> Vec<Effect> {
        self.dirty = true;
        match event {
            session::Event::Written { path } => {
                return self.notify(Notice::info(format!("Wrote {}", path.display())));
            }
            session::Event::Scenarios { ref told, .. } => {
                let told = told.clone();
                self.workbench.on_event(event);
                return told.map_or_else(Vec::new, |told| self.notify(Notice::info(told)));
            }
            session::Event::Kept { .. } => {
                let was_unsafe = matches!(self.workbench.safety(), Safety::NotSafe(_));
                self.workbench.on_event(event);
                if was_unsafe {
                    return self.notify(Notice::info("Every edit is on the disk again"));
                }
                return Vec::new();
            }
            session::Event::NotKept { why } => {
                let text = format!("Your edits are NOT SAFE: {why}. They are in memory; save, or make room");
                self.workbench.on_event(session::Event::NotKept { why });
                return self.notify(Notice::error(text));
            }
            session::Event::Outside { program, trace, saving } => return self.take_in(&program, trace, saving),
            session::Event::Locked { ref who } => {
                let by = Notice::info(format!("By {who}; save and leave there first"));
                self.quitting = false;
                self.workbench.on_event(event);
                self.notify(Notice::error("Your edit was taken back: this plan is edited elsewhere, it is read-only"));
                return self.notify(by);
            }
            session::Event::Unlocked => {
                self.workbench.on_event(event);
                return self.notify(Notice::info("Nobody else edits this plan any more; you can"));
            }
            session::Event::Saved { .. } => self.workbench.on_event(event),
        }
        if self.quitting && !self.workbench.is_dirty() {
            return vec![Effect::Quit];
        }
        let path = self.workbench.path().map(|path| path.display().to_string()).unwrap_or_default();
        self.notify(Notice::info(format!("Saved {path}")))
    }
}
