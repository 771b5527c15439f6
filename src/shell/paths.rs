//! Where configuration, state and data live on this machine.

use std::ffi::OsString;
use std::path::PathBuf;

use directories::ProjectDirs;

/// Says where the configuration is, in place of the folder of the system.
pub const CONFIG_VARIABLE: &str = "QUARTERDECK_CONFIG_DIR";
/// Says where the state is: the last file, scratch copies.
pub const STATE_VARIABLE: &str = "QUARTERDECK_STATE_DIR";
/// Says where the data is: templates of the user.
pub const DATA_VARIABLE: &str = "QUARTERDECK_DATA_DIR";

/// Says where journals go when neither the state folder nor the folder of the plan can be written; empty: nowhere.
pub const SPARE_VARIABLE: &str = "QUARTERDECK_SPARE_DIR";

/// Where journals go when neither the state folder nor the folder of the plan can be written: it outlives a power cut.
///
/// Unless it was named it is a folder for all users to write in, so that it counts only where it is this user's alone.
pub fn spare() -> Option<PathBuf> {
    match std::env::var_os(SPARE_VARIABLE) {
        Some(named) => Some(PathBuf::from(named)).filter(|path| path.is_absolute()),
        None => of_the_system(),
    }
}

#[cfg(unix)]
fn of_the_system() -> Option<PathBuf> {
    use std::os::unix::fs::MetadataExt as _;
    let user = rustix::process::getuid().as_raw();
    let path = PathBuf::from(format!("/var/tmp/quarterdeck-{user}"));
    let usable = match std::fs::symlink_metadata(&path) {
        Ok(found) => found.is_dir() && found.uid() == user && found.mode() & 0o777 == 0o700,
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    };
    usable.then_some(path)
}

#[cfg(not(unix))]
fn of_the_system() -> Option<PathBuf> {
    None
}

/// The folders; none of them needs to be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// Keymap, theme and settings of the user. Only read.
    pub config: PathBuf,
    /// What the program remembers between runs.
    pub state: PathBuf,
    /// What the user adds: templates, presets.
    pub data: PathBuf,
}

/// The system names no home folder.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no home folder to keep {what} in; set {variable} to a folder")]
pub struct NoHome {
    what: &'static str,
    variable: &'static str,
}

impl Paths {
    /// The folders of this system and user, each overridden by its variable where that is set.
    pub fn of_user() -> Result<Self, NoHome> {
        Self::from(|variable| std::env::var_os(variable), ProjectDirs::from("", "", "quarterdeck"))
    }

    fn from(variable: impl Fn(&str) -> Option<OsString>, system: Option<ProjectDirs>) -> Result<Self, NoHome> {
        let folder = |name: &'static str, what, of_system: Option<PathBuf>| {
            let asked = variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
            asked.or(of_system).ok_or(NoHome { what, variable: name })
        };
        let system = system.as_ref();
        let state = system.map(|dirs| dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).to_owned());
        Ok(Self {
            config: folder(CONFIG_VARIABLE, "the configuration", system.map(|dirs| dirs.config_dir().to_owned()))?,
            state: folder(STATE_VARIABLE, "the state", state)?,
            data: folder(DATA_VARIABLE, "the data", system.map(|dirs| dirs.data_dir().to_owned()))?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_wins_and_an_empty_one_does_not() {
        let paths = Paths::from(|name| (name == STATE_VARIABLE).then(|| "/s".into()), dirs()).unwrap();
        assert_eq!(paths.state, PathBuf::from("/s"));
        assert!(paths.config.ends_with("quarterdeck") || paths.config.to_string_lossy().contains("quarterdeck"));
        assert_eq!(Paths::from(|_| Some("".into()), dirs()), Paths::from(|_| None, dirs()));
    }

    #[test]
    fn without_a_home_the_variable_to_set_is_named() {
        let error = Paths::from(|name| (name != STATE_VARIABLE).then(|| "/x".into()), None).unwrap_err();
        assert_eq!(
            error.to_string(),
            "there is no home folder to keep the state in; set QUARTERDECK_STATE_DIR to a folder"
        );
    }

    fn dirs() -> Option<ProjectDirs> {
        ProjectDirs::from("", "", "quarterdeck")
    }
}
