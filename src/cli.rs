//! The command line: exit code 0 it worked, 1 it failed, 2 it was called wrongly (or given a problem that is refused).

mod backup;
mod bounce;
mod demo;
mod doctor;
mod explain;
mod health;
mod import;
mod mails;
mod measures;
mod output;
mod people;
mod service;
mod simulation;
mod solver;
mod steer;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::config::{Config, LogFormat};
use crate::domain::id::RunId;
use crate::{app, telemetry};
pub use output::{Output, count};

/// Matches people across the teams of an organisation: coffee chats, bootcamps, rotations.
#[derive(Debug, Parser)]
#[command(name = "weft", version, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Debug, Args)]
pub struct Common {
    /// Configuration file [default: weft.toml, when there is one]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Folder with the embedded database, the local mailbox and the link key [default: weft-data; of the
    /// demo: weft-demo]
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Database: `postgres://…` or `sqlite:PATH` [default: weft.db in the data folder]
    #[arg(long, global = true, value_name = "URL")]
    database: Option<String>,
    /// Print JSON
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the service: pages, scheduler and delivery
    Serve(service::Serve),
    /// Show Weft: a demo organisation with a year of coffee rounds, one of them just out
    Demo(demo::Demo),
    /// Bring the database's schema to this version
    Migrate,
    /// Solve a problem without the service
    Solve(solver::Solve),
    /// Check a plan and its proof against its problem, independently of the solver
    Certify(solver::Certify),
    /// Let policies choose the groups of many rounds, and compare what comes of it
    Simulate(simulation::Simulate),
    /// Measure how an organisation is connected, from its files and without the service
    Measures(measures::Measure),
    /// Explain a plan: what each group or placement is worth, why people are left out, what one more place would give
    Explain(explain::Explain),
    /// Solve a stored run again from its stored input, and compare the plans
    Replay {
        /// The run's id, as its page shows it
        run: RunId,
    },
    /// Read a roster or a file of ties: what would change, then apply it
    #[command(subcommand)]
    Import(import::Import),
    /// Write a copy of the embedded database to a file, while it is in use
    Backup(backup::Backup),
    /// Look whether a copy is whole, and whether two are the same
    RestoreCheck(backup::RestoreCheck),
    /// Put a copy in the place of the embedded database; sending is held until somebody decides
    Restore(backup::Restore),
    /// After a restore: what is held, and how it goes on
    #[command(subcommand)]
    Restored(backup::Restored),
    /// All sending: look, stop, start again
    #[command(subcommand)]
    Sending(steer::Sending),
    /// Steer a run: hold, release, drop, recall, retry, draw again, apologise
    #[command(subcommand)]
    Run(steer::Steer),
    /// Look whether everything needed is there and works
    Doctor,
    /// Ask a running service whether it is ready: exit code 0 or 1, for container engines
    Health(health::Health),
    /// People's roles
    #[command(subcommand)]
    User(people::User),
    /// What is held about a person
    #[command(subcommand)]
    Person(people::Person),
    /// Mails
    #[command(subcommand)]
    Mail(mails::Mail),
    /// Read what came back of a mail (RFC 3464) from standard input, as a mail server pipes it
    Bounce,
    /// The audit log
    #[command(subcommand)]
    Audit(Audit),
}

#[derive(Debug, Subcommand)]
enum Audit {
    /// Check that no line of the log was changed, added or removed
    Verify,
}

/// Why a command ended without doing what was asked.
#[derive(Debug)]
pub enum Failure {
    /// Exit code 1: it was tried and failed, or found something wrong.
    Failed(anyhow::Error),
    /// Exit code 2: called wrongly, or the input is refused.
    Usage(String),
    /// This exit code; what there was to say is said.
    Told(u8),
}

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// What a command of this module returns.
pub type Outcome = Result<(), Failure>;

/// Reads the arguments, does what they say, and says how it ended.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are asked for and no mistake; clap knows which is which.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let output = Output::new(cli.common.json);
    // What a mail server pipes in is kept by it until the configuration is in order again.
    let code = |code| {
        ExitCode::from(if matches!(cli.command, Command::Bounce) { bounce::LATER } else { code })
    };
    match run(&cli, &output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Failed(error)) => {
            output.failed(&format!("{error:#}"));
            code(1)
        }
        Err(Failure::Usage(message)) => {
            output.failed(&message);
            code(2)
        }
        Err(Failure::Told(code)) => ExitCode::from(code),
    }
}

fn run(cli: &Cli, output: &Output) -> Outcome {
    // The optimiser and the samples of mails need neither database nor configuration.
    match &cli.command {
        Command::Solve(solve) => return solver::solve(solve, output),
        Command::Certify(certify) => return solver::certify(certify, output),
        Command::Simulate(simulate) => return simulation::simulate(simulate, output),
        Command::Measures(args) => return measures::measure(args, *output),
        Command::Explain(args) => return explain::explain(args, output),
        Command::Mail(command) => return mails::mail(command, output),
        _ => {}
    }
    let mut config = Config::load(cli.common.config.as_deref())
        .map_err(|error| Failure::Usage(error.to_string()))?;
    if let Some(data) = &cli.common.data {
        config.data.clone_from(data);
    }
    if let Some(database) = &cli.common.database {
        config.database.clone_from(database);
    }
    if let Command::Serve(serve) = &cli.command {
        serve.over(&mut config);
    }
    if let Command::Demo(demo) = &cli.command {
        let (data, database) = (cli.common.data.as_deref(), cli.common.database.as_deref());
        demo.over(&mut config, data, database);
    }
    config.check().map_err(|error| Failure::Usage(error.to_string()))?;
    app::database(&config).map_err(|error| Failure::Usage(error.to_string()))?;
    // The service writes a log; the others speak to the one who called them, and log what went wrong only.
    let serving = matches!(cli.command, Command::Serve(_));
    let json = match config.log_format {
        LogFormat::Auto => None,
        LogFormat::Json => Some(true),
        LogFormat::Plain => Some(false),
    };
    telemetry::start(if serving { &config.log } else { "warn" }, json);

    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let outcome = runtime.block_on(async {
        match &cli.command {
            Command::Serve(_) => service::serve(&config, output).await,
            Command::Demo(demo) => demo::demo(&config, demo, output).await,
            Command::Migrate => service::migrate(&config, output).await,
            Command::Replay { run } => service::replay(&config, output, *run).await,
            Command::Import(command) => import::import(&config, output, command).await,
            Command::Backup(args) => backup::backup(&config, output, args).await,
            Command::RestoreCheck(args) => backup::restore_check(output, args).await,
            Command::Restore(args) => backup::restore(&config, output, args).await,
            Command::Restored(command) => backup::restored(&config, output, command).await,
            Command::Sending(command) => steer::sending(&config, output, command).await,
            Command::Run(command) => steer::run(&config, output, command).await,
            Command::Doctor => doctor::doctor(&config, output).await,
            Command::Health(command) => health::health(&config, command, output).await,
            Command::User(command) => people::user(&config, output, command).await,
            Command::Person(command) => people::person(&config, output, command).await,
            Command::Bounce => bounce::bounce(&config, output).await,
            Command::Audit(Audit::Verify) => service::audit_verify(&config, output).await,
            Command::Solve(_)
            | Command::Certify(_)
            | Command::Simulate(_)
            | Command::Measures(_)
            | Command::Explain(_)
            | Command::Mail(_) => Ok(()),
        }
    });
    // A solve that was left behind computes on a thread of its own; nobody waits for it.
    runtime.shutdown_background();
    outcome
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_do_not_contradict_each_other() {
        Cli::command().debug_assert();
    }
}
