//! The command line: commands, and one flag for each setting that has one.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches as _, Parser, Subcommand};
use domain::{access::Scope, ids::RunId};

use crate::settings::{CONFIG, SETTINGS, Setting};

/// From a brief to approved posts, in one program.
#[derive(Parser)]
#[command(name = "handbill", version)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

/// What to do.
#[derive(Subcommand)]
pub enum Task {
    /// Serve the product and work on its runs
    Serve,
    /// Work on runs without serving, beside other processes on the same database
    Work,
    /// Bring the database's tables up to date
    Migrate,
    /// Print the table of settings, in Markdown
    Settings,
    /// Check the installation and say what is wrong with it
    Doctor,
    /// Manage accounts from the terminal
    #[command(subcommand)]
    Admin(Admin),
    /// Make the calls of the servers on this data directory, and keep the answers until they are
    /// stored; a server starts it by itself
    #[command(hide = true)]
    Courier,
    /// Do a run again from its record, without asking a model, and say whether every output comes
    /// out byte for byte
    Replay(Replay),
    /// Draft the posts of a brief into a directory, without a server
    Draft(Draft),
}

/// Managing accounts.
#[derive(Subcommand)]
pub enum Admin {
    /// Make an access token for a person and print it
    Token(Token),
}

/// A token to make.
#[derive(Args)]
pub struct Token {
    /// The person's e-mail address
    #[arg(long)]
    pub email: String,
    /// What to call the token
    #[arg(long, default_value = "Made at the terminal")]
    pub name: String,
    /// What it may do: read, write, decide
    #[arg(long, value_delimiter = ',', default_value = "read,write,decide", value_parser = scope)]
    pub scopes: Vec<Scope>,
}

/// A run to do again.
#[derive(Args)]
pub struct Replay {
    /// Id of the run, or of its campaign
    pub run: RunId,
}

/// A brief to draft.
#[derive(Args)]
pub struct Draft {
    /// The brief, in Markdown or JSON
    pub brief: PathBuf,
    /// Directory for the posts; made if it is not there
    #[arg(long)]
    pub out: PathBuf,
}

fn scope(text: &str) -> Result<Scope, String> {
    text.trim()
        .parse()
        .map_err(|()| "choose from read, write, decide".to_owned())
}

/// The command with every setting's flag.
fn command() -> Command {
    use clap::CommandFactory as _;
    std::iter::once(&CONFIG)
        .chain(SETTINGS)
        .filter_map(flag)
        .fold(Cli::command(), Command::arg)
}

fn flag(setting: &Setting) -> Option<Arg> {
    let default = if setting.default.is_empty() {
        String::new()
    } else {
        format!(", default {}", setting.default)
    };
    let help = format!("{} ({}{default})", setting.meaning, setting.env);
    // Looked up by its flag again, so that is its id.
    let name = setting.flag?;
    let flag = Arg::new(name)
        .long(name)
        .global(true)
        .action(ArgAction::Set)
        .help(help)
        .help_heading("Settings");
    let is_switch = matches!(setting.key, "demo" | "trust_proxy");
    Some(if is_switch {
        flag.num_args(0..=1)
            .default_missing_value("1")
            .require_equals(true)
    } else {
        flag
    })
}

/// What was typed: the task, and the flags by setting.
pub fn parse() -> (Task, ArgMatches) {
    let matches = command().get_matches();
    match Cli::from_arg_matches(&matches) {
        Ok(cli) => (cli.task, matches),
        Err(error) => error.exit(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        command().debug_assert();
    }

    #[test]
    fn a_flag_may_stand_after_the_command() {
        let matches = command()
            .try_get_matches_from(["handbill", "serve", "--data", "/d", "--demo"])
            .unwrap();
        assert_eq!(
            matches.get_one::<String>("data").map(String::as_str),
            Some("/d")
        );
        assert_eq!(
            matches.get_one::<String>("demo").map(String::as_str),
            Some("1")
        );
    }

    #[test]
    fn every_flag_can_be_looked_up_by_its_name() {
        let matches = command()
            .try_get_matches_from(["handbill", "serve", "--base-url", "http://h.example"])
            .unwrap();
        for flag in SETTINGS.iter().filter_map(|setting| setting.flag) {
            assert_eq!(
                matches.get_one::<String>(flag).is_some(),
                flag == "base-url",
                "{flag}"
            );
        }
    }

    #[test]
    fn a_scope_that_does_not_exist_is_refused() {
        let refused = command().try_get_matches_from([
            "handbill", "admin", "token", "--email", "a@b.c", "--scopes", "admin",
        ]);
        assert!(refused.is_err());
    }
}
