//! Roster and tie files from the command line.

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::{Failure, Outcome, Output, count};
use crate::app;
use crate::config::Config;
use crate::domain::roster::Reading;
use crate::domain::roster::columns::{ColumnField, Field, Mapping, TieField};
use crate::domain::roster::decode::{FILE_LIMIT, too_large};
use crate::domain::roster::flaw::{Flaws, Problem};
use crate::domain::roster::values::DateOrder;
use crate::programmes::people::wording::{field_label, flaw_line, odd_reason, unknown_why};
use crate::programmes::people::{
    Caution, Confirmation, ImportError, RosterSummary, import_drop, roster_apply, roster_dry_run,
    roster_preview, ties_apply, ties_dry_run, ties_preview,
};
use crate::text::Text;

/// Entries of each part that are printed by name.
const SHOWN: usize = 10;

#[derive(Debug, Subcommand)]
pub(super) enum Import {
    /// People, teams and managers: what is missing from the file leaves
    Roster {
        #[command(flatten)]
        file: File,
        /// Apply although more than 20 % would leave, or more than 20 % of the managers are unknown
        #[arg(long)]
        confirm: bool,
    },
    /// Who knows whom: two people a row, by id or address
    Ties {
        #[command(flatten)]
        file: File,
    },
}

#[derive(Debug, Args)]
pub(super) struct File {
    /// A CSV file
    #[arg(value_name = "FILE")]
    path: PathBuf,
    /// Which column a field reads; `--map state=` for none
    #[arg(long, value_name = "FIELD=COLUMN")]
    map: Vec<String>,
    /// Which part of 03/04/2026 is the day: day-first or month-first [default: found out, or refused]
    #[arg(long, value_name = "ORDER")]
    dates: Option<DateOrder>,
    /// Say what would change, and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl File {
    fn reading<F: ColumnField>(&self) -> Result<Reading, Failure> {
        let mut mapping = Mapping::new();
        for pair in &self.map {
            let (field, column) = pair
                .split_once('=')
                .ok_or_else(|| Failure::Usage(format!("--map {pair}: write it as FIELD=COLUMN")))?;
            if !F::all().iter().any(|known| known.word() == field) {
                let known: Vec<&str> = F::all().iter().map(|known| known.word()).collect();
                if known.contains(&column) {
                    return Err(Failure::Usage(format!(
                        "--map {pair}: the field comes first; did you mean --map {column}=\"{field}\"?"
                    )));
                }
                return Err(Failure::Usage(format!(
                    "--map {pair}: there is no field {field}; the fields are {}",
                    known.join(", ")
                )));
            }
            let column = Some(column.to_owned()).filter(|column| !column.is_empty());
            if mapping.insert(field.to_owned(), column).is_some() {
                return Err(Failure::Usage(format!("--map {field} is given twice")));
            }
        }
        Ok(Reading { mapping, dates: self.dates.unwrap_or_default() })
    }

    fn name(&self) -> String {
        self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }
}

pub(super) async fn import(config: &Config, output: &Output, command: &Import) -> Outcome {
    match command {
        Import::Roster { file, confirm } => roster(config, output, file, *confirm).await,
        Import::Ties { file } => ties(config, output, file).await,
    }
}

/// The file's bytes; one that is too large is not read.
pub(super) fn bytes(path: &Path) -> Result<Result<Vec<u8>, Flaws>, Failure> {
    let open = || -> std::io::Result<Result<Vec<u8>, Flaws>> {
        let file = std::fs::File::open(path)?;
        let size = file.metadata()?.len();
        if size > FILE_LIMIT {
            return Ok(Err(too_large(size)));
        }
        // A pipe has no size of its own.
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
        file.take(FILE_LIMIT + 1).read_to_end(&mut bytes)?;
        Ok(Ok(bytes))
    };
    Ok(open().with_context(|| format!("{} cannot be read", path.display()))?)
}

async fn roster(config: &Config, output: &Output, file: &File, confirm: bool) -> Outcome {
    let reading = file.reading::<Field>()?;
    let bytes = match bytes(&file.path)? {
        Ok(bytes) => bytes,
        Err(flaws) => return refused(*output, &file.name(), &flaws),
    };
    let env = app::open_or_make(config).await?;
    let done = if file.dry_run {
        match roster_dry_run(&env, bytes, &reading).await {
            Ok(summary) => {
                let mut out = summary_in_words(&file.name(), &summary);
                let cautions = if confirm { Vec::new() } else { summary.counts.cautions() };
                if cautions.is_empty() {
                    out.push_str("Nothing was written; leave out --dry-run to apply it.\n");
                }
                output.result(&out, &roster_value(&summary, false));
                // The import itself would stop here, and so does what tries it out.
                if cautions.is_empty() {
                    Ok(())
                } else {
                    output.warn(&unconfirmed(&cautions));
                    Err(Failure::Told(1))
                }
            }
            Err(error) => failed(*output, &file.name(), error),
        }
    } else {
        match roster_preview(&env, None, &file.name(), bytes, &reading).await {
            Ok(preview) => {
                let confirmation = if confirm { Confirmation::All } else { Confirmation::None };
                let summary = &preview.summary;
                match roster_apply(&env, None, preview.id, confirmation).await {
                    Ok(_) => {
                        let mut out = summary_in_words(&file.name(), summary);
                        out.push_str("Applied.\n");
                        output.result(&out, &roster_value(summary, true));
                        Ok(())
                    }
                    Err(ImportError::Unconfirmed(cautions)) => {
                        import_drop(&env, preview.id).await?;
                        output.say(summary_in_words(&file.name(), summary).trim_end());
                        Err(Failure::Failed(anyhow!(unconfirmed(&cautions))))
                    }
                    Err(error) => failed(*output, &file.name(), error),
                }
            }
            Err(ImportError::Columns(id, refusal)) => {
                // Nobody answers here: the file is not kept for it.
                import_drop(&env, id).await?;
                refused(*output, &file.name(), &refusal.flaws)
            }
            Err(error) => failed(*output, &file.name(), error),
        }
    };
    env.db.close().await;
    done
}

async fn ties(config: &Config, output: &Output, file: &File) -> Outcome {
    let reading = file.reading::<TieField>()?;
    let bytes = match bytes(&file.path)? {
        Ok(bytes) => bytes,
        Err(flaws) => return refused(*output, &file.name(), &flaws),
    };
    let env = app::open_or_make(config).await?;
    let counts = if file.dry_run {
        ties_dry_run(&env, bytes, &reading).await
    } else {
        match ties_preview(&env, None, &file.name(), bytes, &reading).await {
            Ok(preview) => ties_apply(&env, None, preview.id).await,
            Err(error) => Err(error),
        }
    };
    let done = match counts {
        Err(error) => failed(*output, &file.name(), error),
        Ok(counts) => {
            let text = Text::default();
            let mut out = format!(
                "{}: {} of {}\n",
                file.name(),
                count(counts.rows, "tie", "ties"),
                count(counts.people, "person", "people")
            );
            for (label, n) in [
                ("new", counts.new),
                ("changed", counts.changed),
                ("unchanged", counts.same),
                ("of earlier files, kept", counts.kept),
            ] {
                let _ = writeln!(out, "  {label:<24}{:>8}", text.number(n));
            }
            out.push_str(if file.dry_run {
                "Nothing was written; leave out --dry-run to apply it.\n"
            } else {
                "Applied.\n"
            });
            let mut value = serde_json::to_value(counts)?;
            value["applied"] = json!(!file.dry_run);
            output.result(&out, &value);
            Ok(())
        }
    };
    env.db.close().await;
    done
}

fn failed(output: Output, name: &str, error: ImportError) -> Outcome {
    match error {
        ImportError::Roster(refusal) | ImportError::Columns(_, refusal) => {
            refused(output, name, &refusal.flaws)
        }
        ImportError::Ties(refusal) => refused(output, name, &refusal.flaws),
        ImportError::StaleRoster(_) | ImportError::StaleTies(_) => Err(Failure::Failed(anyhow!(
            "the roster changed while the file was read; nothing was written, run it again"
        ))),
        other => Err(other.into()),
    }
}

/// What is wrong, line by line. Nothing of the file was taken.
pub(super) fn refused(output: Output, name: &str, flaws: &Flaws) -> Outcome {
    let text = Text::default();
    let listed: Vec<String> = flaws.listed.iter().map(|flaw| flaw_line(text, flaw)).collect();
    if output.is_json() {
        let value = json!({
            "error": "the file is refused; nothing was written",
            "problems": flaws.total,
            "listed": flaws
                .listed
                .iter()
                .zip(&listed)
                .map(|(flaw, sentence)| json!({
                    "line": flaw.line,
                    "column": flaw.column,
                    "found": flaw.found,
                    "problem": flaw.problem,
                    "sentence": sentence,
                }))
                .collect::<Vec<Value>>(),
        });
        output.result("", &value);
        return Err(Failure::Told(2));
    }
    let mut message = format!("{name} is refused; nothing was written.");
    for sentence in &listed {
        let _ = write!(message, "\n  {sentence}");
    }
    let more = flaws.total.saturating_sub(u64::try_from(listed.len()).unwrap_or(u64::MAX));
    if more > 0 {
        let _ = write!(message, "\n  … and {} more", text.number(more));
    }
    let asks = |wanted: fn(&Problem) -> bool| flaws.listed.iter().any(|flaw| wanted(&flaw.problem));
    if asks(|problem| matches!(problem, Problem::MissingColumn { .. })) {
        message.push_str(
            "\n  Say which column it is by --map FIELD=COLUMN, as in --map email=\"Work mail\".",
        );
    }
    if asks(|problem| matches!(problem, Problem::AmbiguousDate { .. })) {
        message.push_str("\n  Say which comes first by --dates day-first or --dates month-first.");
    }
    Err(Failure::Usage(message))
}

fn unconfirmed(cautions: &[Caution]) -> String {
    let mut message = "nothing was written:".to_owned();
    for caution in cautions {
        let _ = match caution {
            Caution::Leaving { people, of } => {
                write!(message, " {people} of {of} people would leave, which is more than 20 %;")
            }
            Caution::UnknownManagers { people, of } => write!(
                message,
                " {people} of {of} managers are unknown, which is more than 20 %: is it the right column?"
            ),
        };
    }
    message.push_str(" add --confirm if that is right");
    message
}

fn roster_value(summary: &RosterSummary, applied: bool) -> Value {
    let mut value = serde_json::to_value(summary).unwrap_or_default();
    value["applied"] = json!(applied);
    value
}

/// The summary for a terminal.
fn summary_in_words(name: &str, summary: &RosterSummary) -> String {
    let text = Text::default();
    let counts = &summary.counts;
    let mut out = format!("{name}: {}", count(counts.rows, "row", "rows"));
    if let (Some(encoding), Some(separator)) = (summary.encoding, summary.separator) {
        let separator = if separator == '\t' { "tab".to_owned() } else { separator.to_string() };
        let _ = write!(out, ", {encoding}, separated by {separator}");
    }
    out.push('\n');
    let columns: Vec<String> = summary
        .columns
        .iter()
        .map(|(field, column)| format!("{} = {column}", field_label(text, *field)))
        .collect();
    let _ = writeln!(out, "  {}", columns.join(", "));
    for (label, n) in [
        ("new", counts.new),
        ("changed", counts.changed),
        ("back", counts.back),
        ("leaving", counts.leaving),
        ("unchanged", counts.same),
        ("held, to be decided", counts.held),
        ("ignored", counts.ignored),
        ("unknown managers", counts.unknown),
        ("new teams", counts.new_teams),
    ] {
        let _ = writeln!(out, "  {label:<24}{:>8}", text.number(n));
    }
    let leaving =
        summary.leaving.iter().map(|who| format!("{} <{}>, {}", who.name, who.email, who.team));
    list(&mut out, "Leaving", counts.leaving, leaving);
    let changed = summary.changed.iter().map(|changed| {
        let changes: Vec<String> = changed
            .changes
            .iter()
            .map(|change| {
                format!(
                    "{}: {} → {}",
                    field_label(text, change.field),
                    dash(&change.before),
                    dash(&change.after)
                )
            })
            .collect();
        format!(
            "line {}, {}: {}",
            changed.who.line.unwrap_or(0),
            changed.who.name,
            changes.join("; ")
        )
    });
    list(&mut out, "Changed", counts.changed, changed);
    let held = summary.held.iter().map(|held| {
        format!(
            "line {}, {}: {}",
            held.who.line.unwrap_or(0),
            held.who.email,
            odd_reason(text, held.reason)
        )
    });
    list(&mut out, "Held", counts.held, held);
    let unknown = summary.unknown.iter().map(|row| {
        format!(
            "line {}, {}: “{}”: {}; imported without a manager",
            row.who.line.unwrap_or(0),
            row.who.name,
            row.found,
            unknown_why(text, row.why)
        )
    });
    list(&mut out, "Unknown managers", counts.unknown, unknown);
    out
}

fn dash(value: &str) -> &str {
    if value.is_empty() { "–" } else { value }
}

fn list(out: &mut String, title: &str, total: usize, entries: impl Iterator<Item = String>) {
    if total == 0 {
        return;
    }
    let _ = writeln!(out, "{title}:");
    for entry in entries.take(SHOWN) {
        let _ = writeln!(out, "  {entry}");
    }
    if total > SHOWN {
        let _ = writeln!(out, "  … and {} more", total - SHOWN);
    }
}
