//! `weft mail preview`: every kind of mail as people get it, made of samples.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Subcommand, ValueEnum};
use serde_json::json;

use super::{Failure, Outcome, Output};
use crate::mail::compose::compose;
use crate::mail::message::Kind;
use crate::mail::sample::{self, Sample};
use crate::text::Locale;

#[derive(Debug, Subcommand)]
pub(super) enum Mail {
    /// Show the mails as people get them, made of samples
    Preview {
        /// Only this kind: match, nudge, …
        #[arg(long)]
        kind: Option<String>,
        /// The reader's language
        #[arg(long, value_enum, default_value = "en")]
        language: Language,
        /// Write .eml, .html and .txt files into this folder instead of printing the texts
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Language {
    /// English
    En,
    /// German
    De,
}

pub(super) fn mail(command: &Mail, output: &Output) -> Outcome {
    let Mail::Preview { kind, language, out } = command;
    let samples: Vec<Sample> = sample::all()
        .into_iter()
        .filter(|sample| kind.as_deref().is_none_or(|kind| sample.message.kind().as_str() == kind))
        .collect();
    if samples.is_empty() {
        let known: Vec<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
        return Err(Failure::Usage(format!(
            "there is no such kind; there are {}",
            known.join(", ")
        )));
    }
    let locale = match language {
        Language::En => Locale::En,
        Language::De => Locale::De,
    };
    if let Some(dir) = out {
        std::fs::create_dir_all(dir)
            .with_context(|| format!("{} cannot be made", dir.display()))?;
    }
    let mut shown = Vec::new();
    for (number, sample) in (1..).zip(&samples) {
        let rendered = sample.message.render(locale, &sample::frame())?;
        match out {
            None => output.say(&format!(
                "───── {}\nSubject: {}\n\n{}",
                sample.name, rendered.subject, rendered.text
            )),
            Some(dir) => {
                let message = compose(&rendered, &sample::envelope(sample, number))?;
                write(dir, &format!("{}.eml", sample.name), &message)?;
                write(dir, &format!("{}.html", sample.name), rendered.html.as_bytes())?;
                write(dir, &format!("{}.txt", sample.name), rendered.text.as_bytes())?;
            }
        }
        shown.push(json!({
            "name": sample.name,
            "kind": sample.message.kind().as_str(),
            "subject": rendered.subject,
            "text": rendered.text,
        }));
    }
    let sentence = match out {
        None => String::new(),
        Some(dir) => format!("{} mails are in {}.", shown.len(), dir.display()),
    };
    output.result(&sentence, &json!({ "mails": shown }));
    Ok(())
}

fn write(dir: &Path, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let path = dir.join(name);
    std::fs::write(&path, bytes).with_context(|| format!("{} cannot be written", path.display()))
}
