//! Opens the workbench on the terminal and carries out what only the shell can do.

use std::io;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::action::Action;
use super::ask_background;
use super::colours::{Environment, Wish};
use super::keymap::{Keymap, Preset};
use super::looks::{Kept, Looks, Wanted};
use super::outcome::Notice;
use super::panes;
use super::run::{self, End, Perform};
use super::screen::{Effect, Event, Options, Screen, open_conflicts, open_questions};
use super::session::{self, Workbench};
use super::theme::Choice;
use super::{handing_out, versions};
use crate::app::Question;
use crate::app::command::ScenarioCommand;
use crate::edit::Step;
use crate::shell::clipboard::{self, Sent};
use crate::shell::clock;
use crate::shell::config;
use crate::shell::disk::{self, SaveError, Saved};
use crate::shell::editor;
use crate::shell::import_thread::{ImportThread, Job};
use crate::shell::journal::{Desk, DiskThread, Report, Task};
use crate::shell::keys;
use crate::shell::look;
use crate::shell::paths::Paths;
use crate::shell::tour;
use crate::shell::typed_path;
use crate::store::journal::Draft;

/// Shows the workbench until the user leaves; the code is that of the process.
///
/// Every edit goes to the desk; without one it is in memory only, and the screen says so. `actions` are done first, by their names.
pub fn start(
    mut workbench: Workbench,
    desk: Option<Desk>,
    wanted: &Wanted,
    notices: Vec<String>,
    actions: &[&str],
) -> io::Result<End> {
    if desk.is_none() {
        let why = "this program is in no file and keeps no journal; save it as a file".to_owned();
        workbench.on_event(session::Event::NotKept { why });
    }
    // crossterm drops emphasis too under NO_COLOR; the choice of the theme is ours.
    crossterm::style::force_color_output(true);
    let mut looks = looks(wanted).map_err(io::Error::other)?;
    if looks.asks_for_background()
        && let Some(background) = ask_background::ask()
    {
        looks.answered(background);
    }
    let mut options = Options { look: looks.look, gallery: looks.gallery, wide: looks.wide, ..Options::default() };
    options.mouse = looks.mouse;
    options.notices.extend(looks.problems.into_iter().map(Notice::warning));
    options.notices.extend(notices.into_iter().map(Notice::info));
    options.notices.extend(open_questions(workbench.program()).map(Notice::info));
    options.asks = true;
    with_keys(&mut options);
    options.notices.extend(open_conflicts(workbench.program(), &options.keymap).map(Notice::warning));
    options.began = clock::now();
    // the process ends with it, so nobody takes a large program apart piece by piece before the shell is back
    let plan = workbench.path().map(Path::to_path_buf);
    // whoever keeps the journal is the only one who presents this plan: a page that is there was left by a crash
    let presents = desk.is_some();
    let forget = |plan: Option<&Path>| plan.filter(|_| presents).into_iter().for_each(disk::shown::remove);
    forget(plan.as_deref());
    let mut screen = ManuallyDrop::new(Screen::new(workbench, panes::all(), options));
    if let Some(plan) = plan
        && let event @ Event::Session(_) = scenarios(&plan, ScenarioCommand::List)
    {
        screen.handle(event);
    }
    let mut performer = Performer { tell: None, import: None, desk, disk: None, presents };
    screen.resize(120, 36);
    for effect in actions.iter().flat_map(|name| screen.begin_with(name)).collect::<Vec<_>>() {
        performer.perform(effect);
    }
    let end = run::run(&mut screen, &mut performer);
    forget(screen.workbench().path());
    end
}

/// How the screen looks by the command line, the files of the user and the terminal; an error names a theme that is not
/// there.
pub fn looks(wanted: &Wanted) -> Result<Looks, String> {
    let mut kept = Kept::default();
    let mut unread = own_themes(&mut kept);
    if let Ok(paths) = Paths::of_user() {
        match config::text(&paths.config, config::PREFERENCES) {
            Ok(text) => kept.preferences = text,
            Err(error) => unread.push(format!("it is left out: {error}")),
        }
        kept.chosen = look::chosen(&paths.state)
            .map(|look::Remembered { theme, background }| Choice { theme, background: background.parse().ok() });
    }
    let mut looks = Looks::of(wanted, &kept, &Environment::of(variable))?;
    looks.problems.extend(unread);
    Ok(looks)
}

/// How a picture looks: by the command line alone, so that it is the same on every machine.
pub fn looks_of_picture(wanted: &Wanted) -> Result<Looks, String> {
    let mut kept = Kept::default();
    own_themes(&mut kept);
    Looks::of(wanted, &kept, &Environment { wish: Wish::True, ..Environment::default() })
}

/// Takes the user's own themes; gives what could not be read.
fn own_themes(kept: &mut Kept) -> Vec<String> {
    let Ok(paths) = Paths::of_user() else { return Vec::new() };
    let mut unread = Vec::new();
    for theme in config::themes(&paths.config) {
        match theme {
            Ok(text) => kept.themes.push(text),
            Err(error) => unread.push(error.to_string()),
        }
    }
    unread
}

/// The keys of the user: what was chosen before, and `keys.ron` of the configuration. What is wrong there is shown, and
/// never keeps the workbench from opening.
fn with_keys(options: &mut Options) {
    let Ok(paths) = Paths::of_user() else { return };
    let own = match keys::own(&paths.config) {
        Ok(own) => own,
        Err(error) => {
            options.notices.push(Notice::warning(format!("keys.ron is left out: {error}")));
            None
        }
    };
    let chosen = keys::chosen(&paths.state);
    let preset = chosen.as_deref().and_then(|word| word.parse().ok()).unwrap_or_default();
    let (keymap, problems) = Keymap::of_user(preset, own.as_ref().map(|(name, text)| (name.as_str(), text.as_str())));
    options.notices.extend(problems.iter().map(|problem| Notice::warning(problem.to_string())));
    options.keymap = keymap;
    options.offers_keys = chosen.is_none() && own.is_none();
    if options.offers_keys {
        // asked once: whoever says nothing keeps the default keys
        keys::choose(&paths.state, Preset::Default.name()).unwrap_or_default();
    }
    options.own_keys = own;
    options.tour = tour::left_at(&paths.state);
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

struct Performer {
    /// Tells the screen what happens on another thread.
    tell: Option<Arc<dyn Fn(Event) + Send + Sync>>,
    /// The file that is read to be imported.
    import: Option<ImportThread>,
    /// Where the session is kept, until the thread that works there is started.
    desk: Option<Desk>,
    disk: Option<DiskThread>,
    /// Whether pages for a follower are this session's to write.
    presents: bool,
}

impl Performer {
    /// Reads a file on a thread of its own, in place of one that is being read.
    fn read_import(&mut self, job: Job) -> Vec<Event> {
        self.import = None;
        let (number, Some(tell)) = (job.number, self.tell.clone()) else { return Vec::new() };
        match ImportThread::start(job, move |news| tell(Event::Import { number, news })) {
            Ok(thread) => {
                self.import = Some(thread);
                Vec::new()
            }
            Err(error) => vec![Event::Failed(format!("The file cannot be read: {error}"))],
        }
    }
}

impl Perform for Performer {
    fn begin(&mut self, tell: Arc<dyn Fn(Event) + Send + Sync>) -> io::Result<()> {
        self.tell = Some(Arc::clone(&tell));
        let Some(desk) = self.desk.take() else { return Ok(()) };
        let report = move |report: Report| told(report).into_iter().for_each(|event| tell(event));
        self.disk = Some(DiskThread::start(desk, Arc::new(report))?);
        Ok(())
    }

    fn keep(&mut self, steps: Vec<Step>, revision: u64) {
        if let Some(disk) = &self.disk {
            disk.give(Task::Keep { steps, revision, at: clock::instant() });
        }
    }

    fn advise(&mut self, question: Question) {
        let Some(tell) = self.tell.clone() else { return };
        // where there can be no thread, nothing is shown until the list of problems is asked for
        let look = move || tell(Event::Advised { revision: question.revision, advice: Box::new(question.answer()) });
        std::thread::Builder::new().name("advisor".to_owned()).spawn(look).map(drop).unwrap_or_default();
    }

    fn draft(&mut self, place: String, texts: Vec<(String, String)>) {
        if let Some(disk) = &self.disk {
            disk.give(Task::Draft(Draft { at: clock::instant(), place, texts }));
        }
    }

    fn end(&mut self, leaving: bool) {
        if let Some(disk) = self.disk.take()
            && leaving
        {
            disk.give(Task::Leave);
        }
    }

    fn perform(&mut self, effect: Effect) -> Vec<Event> {
        match effect {
            Effect::Session(session::Effect::Save { path, program, previous, revision }) => match &self.disk {
                Some(disk) => {
                    disk.give(Task::Save { path, program, previous, revision });
                    Vec::new()
                }
                None => told(saved(disk::save(&path, &program, previous.as_ref()), path, revision)),
            },
            Effect::Session(session::Effect::TookIn { trace, unsaved, revision }) => {
                if let Some(disk) = &self.disk {
                    disk.give(Task::TookIn { trace, unsaved, revision });
                }
                Vec::new()
            }
            Effect::Session(session::Effect::Write { path, text }) => {
                vec![written(typed_path::meant(&path.to_string_lossy()), &text)]
            }
            Effect::Session(session::Effect::WriteFolder { folder, files }) => {
                vec![folder_written(&typed_path::meant(&folder.to_string_lossy()), &files)]
            }
            Effect::Session(session::Effect::Scenarios { plan, command }) => vec![scenarios(&plan, command)],
            Effect::Copy { text, what } => vec![copy(&text, &what)],
            Effect::EditText { name, text } => {
                vec![Event::Edited(editor::edit(&name, &text).map_err(|error| error.to_string()))]
            }
            Effect::Publish { .. } if !self.presents => Vec::new(),
            Effect::Publish { plan, text } => match disk::shown::write(&plan, &text) {
                Ok(()) => Vec::new(),
                Err(error) => vec![Event::Failed(format!("Nobody can follow, the page was not written: {error}"))],
            },
            Effect::Look => {
                self.disk.iter().for_each(|disk| disk.give(Task::Look));
                Vec::new()
            }
            Effect::Toured(step) => {
                // where it cannot be remembered the tour begins anew
                Paths::of_user().map(|paths| tour::remember(&paths.state, step)).map_or(Ok(()), |done| done).ok();
                Vec::new()
            }
            Effect::Prefer(preset) => match Paths::of_user().map(|paths| keys::choose(&paths.state, preset.name())) {
                Ok(Ok(())) => Vec::new(),
                Ok(Err(error)) => vec![Event::Failed(format!("The keys hold for this session only: {error}"))],
                Err(error) => vec![Event::Failed(format!("The keys hold for this session only: {error}"))],
            },
            Effect::Paint(choice) => {
                let Choice { theme, background } = choice;
                let background = background.map_or_else(String::new, |background| background.name().to_owned());
                let look = look::Remembered { theme, background };
                match Paths::of_user().map(|paths| look::choose(&paths.state, &look)) {
                    Ok(Ok(())) => Vec::new(),
                    Ok(Err(error)) => vec![Event::Failed(format!("The theme holds for this session only: {error}"))],
                    Err(error) => vec![Event::Failed(format!("The theme holds for this session only: {error}"))],
                }
            }
            Effect::Complete(text) => {
                let found = typed_path::completions(&text);
                vec![Event::Completed { text, found }]
            }
            Effect::Import(job) => self.read_import(*job),
            Effect::StopImport => {
                self.import = None;
                Vec::new()
            }
            Effect::Deliver { path, bytes, replace } => {
                vec![Event::Delivered(handing_out::deliver(&path, &bytes, replace))]
            }
            Effect::Versions(plan) => vec![versions::list(&plan)],
            Effect::Version { file, called } => vec![versions::read(&file, called)],
            Effect::Mouse(_) | Effect::Clear | Effect::Suspend | Effect::Quit => Vec::new(),
        }
    }
}

fn saved(saved: Result<Saved, SaveError>, path: PathBuf, revision: u64) -> Report {
    match saved {
        Ok(Saved { trace, kept }) => Report::Saved { path, trace, revision, kept },
        Err(error) => Report::NotSaved(error),
    }
}

/// What the screen is told of a report of the disk.
fn told(report: Report) -> Vec<Event> {
    match report {
        Report::Kept { revision } => vec![Event::Session(session::Event::Kept { revision })],
        Report::NotKept { why } => vec![Event::Session(session::Event::NotKept { why })],
        Report::Saved { path, trace, revision, kept } => {
            let kept = kept.map(|kept| Event::Told(Notice::warning(kept.to_string())));
            let event = Event::Session(session::Event::Saved { path, trace, revision });
            std::iter::once(event).chain(kept).collect()
        }
        Report::Outside { opened, saving } => {
            let program = Box::new(opened.program.clone());
            vec![Event::Session(session::Event::Outside { program, trace: opened.source.trace(), saving })]
        }
        Report::Broken(why) => {
            let text =
                format!("The file on the disk is no plan any more ({why}); it was left alone, and yours is safe");
            vec![Event::Told(Notice::warning(text))]
        }
        Report::Gone => {
            let text = "The file is not there any more; what you have is safe, and can be saved as another file";
            vec![Event::Told(Notice::warning(text))]
        }
        Report::WithoutVersion(why) => vec![Event::Told(Notice::warning(format!("Saved, but {why}")))],
        Report::Locked { who } => vec![Event::Session(session::Event::Locked { who })],
        Report::Unlocked => vec![Event::Session(session::Event::Unlocked)],
        Report::NotSaved(error) => {
            let way_out = if error.is_conflict() {
                format!("{}; {} saves under another name", error.hint(), Action::SaveAs.title())
            } else {
                error.hint().to_owned()
            };
            vec![Event::Failed(format!("Not saved: {error}. {way_out}"))]
        }
    }
}

fn written(path: PathBuf, text: &str) -> Event {
    match disk::create(&path, text.as_bytes()) {
        Ok(()) => Event::Session(session::Event::Written { path }),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Event::Failed(format!("{} is there already and was left alone; choose another name", path.display()))
        }
        Err(error) => Event::Failed(format!("{}: {error}", path.display())),
    }
}

fn folder_written(folder: &Path, files: &[(String, String)]) -> Event {
    match disk::folder::create(folder, files) {
        Ok(written) => Event::Told(Notice::info(format!("Wrote {} files into {}", files.len(), written.display()))),
        Err(error) => Event::Failed(format!("{}: {error}", folder.display())),
    }
}

/// Keeps or throws away a scenario, and lists those that are there then.
pub(super) fn scenarios(plan: &Path, command: ScenarioCommand) -> Event {
    let done = match &command {
        ScenarioCommand::List => Ok(None),
        ScenarioCommand::Keep { name, text } => disk::scenarios::create(plan, name, text)
            .map(|()| Some(format!("Kept as {}", disk::scenarios::file(plan, name).display()))),
        ScenarioCommand::Discard { name } => {
            disk::scenarios::discard(plan, name).map(|()| Some(format!("The scenario {name} is gone")))
        }
    };
    match done.and_then(|told| Ok((told, disk::scenarios::all(plan)?))) {
        Ok((told, found)) => Event::Session(session::Event::Scenarios { found, told }),
        Err(error) => Event::Failed(format!("{}: {error}", disk::scenarios::folder(plan).display())),
    }
}

/// Puts text on the clipboard, and says what is known of it: a terminal that is asked never answers.
fn copy(text: &str, what: &str) -> Event {
    let state = Paths::of_user().ok().map(|paths| paths.state);
    match clipboard::copy(text, state.as_deref()) {
        Ok(Sent::Copied) => Event::Told(Notice::info(format!("Copied {what}"))),
        Ok(Sent::ToTmux) => Event::Told(Notice::info(format!("Sent {what} to tmux, which pastes it"))),
        Ok(Sent::ToTerminal) => Event::Told(Notice::info(format!("Sent {what} to the terminal's clipboard"))),
        Ok(Sent::InFile(path)) => Event::Told(Notice::info(format!(
            "{what}: too much for the clipboard of a terminal, written to {}",
            path.display()
        ))),
        Err(error) => Event::Failed(format!("{what} could not be copied: {error}")),
    }
}
