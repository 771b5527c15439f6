//! `completions`: what a shell needs to complete the words, the options, and what the plan file in the line holds.
//!
//! The scripts are thin: at each Tab they ask this program (`complete`), so they never have to be made anew.

use clap::CommandFactory;
use clap_complete::Shell;
use serde_json::Value;

use super::args::{Arguments, Completions};
use super::output::Reply;

const BASH: &str = r#"# quarterdeck completions for bash
_quarterdeck() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("${line%%$'\t'*}")
    done < <("${COMP_WORDS[0]}" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[/=] ]]; then
        compopt -o nospace
    fi
}
complete -o bashdefault -o default -F _quarterdeck quarterdeck
"#;

const ZSH: &str = r#"#compdef quarterdeck
_quarterdeck() {
    local line
    local -a values described
    while IFS= read -r line; do
        values+=("${line%%$'\t'*}")
        described+=("${line/$'\t'/  -- }")
    done < <("${words[1]}" complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)
    if (( ${#values} == 0 )); then
        _files
    elif (( ${#values} == 1 )) && [[ ${values[1]} == *[/=] ]]; then
        compadd -S '' -a values
    else
        compadd -l -d described -a values
    fi
}
if [[ "${funcstack[1]}" == _quarterdeck ]]; then
    _quarterdeck "$@"
else
    compdef _quarterdeck quarterdeck
fi
"#;

const FISH: &str = r#"# quarterdeck completions for fish
function __quarterdeck_complete
    set -l words (commandline -opc)
    set -l program $words[1]
    set -e words[1]
    set -l current (commandline -ct)
    set -l found ($program complete -- $words $current 2>/dev/null)
    if test -z "$current"
        set found ($program complete --blank -- $words 2>/dev/null)
    end
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path "$current"
    end
end
complete -c quarterdeck -f -a '(__quarterdeck_complete)'
"#;

const POWERSHELL: &str = r"# quarterdeck completions for PowerShell
Register-ArgumentCompleter -Native -CommandName quarterdeck -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = $commandAst.CommandElements | Where-Object { $_.Extent.StartOffset -lt $cursorPosition }
    $words = @($before | Select-Object -Skip 1 | ForEach-Object { $_.Extent.Text })
    $program = $commandAst.CommandElements[0].Extent.Text
    $found = if ($wordToComplete) { & $program complete -- @words } else { & $program complete --blank -- @words }
    $found | ForEach-Object {
        $value, $about = $_ -split '\t', 2
        $told = if ($about) { $about } else { $value }
        [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $told)
    }
}
";

pub(super) fn completions(words: &Completions) -> Reply {
    let script = match words.shell {
        Shell::Bash => BASH.into(),
        Shell::Zsh => ZSH.into(),
        Shell::Fish => FISH.into(),
        Shell::PowerShell => POWERSHELL.into(),
        shell => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "quarterdeck", &mut script);
            script
        }
    };
    Reply::new("completions", script, Value::Null)
}
