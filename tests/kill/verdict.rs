//! What is counted when everything is quiet.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use weft::domain::calendar::Cadence;
use weft::domain::coffee::GroupState;
use weft::domain::id::{NoticeId, PersonId};
use weft::domain::plan::{NoticeState, RunState};
use weft::programmes::replay::replay;
use weft::store::audit::{AuditCheck, audit_verify};
use weft::store::group::groups_of_run;
use weft::store::outbox_view::{NoticeFilter, NoticeRow, notice_get, notices_page};
use weft::store::overview::run::run_facts;
use weft::store::programme::programme_get;
use weft::store::run::run_get;

use super::organisation::Organisation;
use super::relay::Taken;
use super::service::Arrangement;

/// What was found.
#[derive(Debug, Default)]
pub struct Verdict {
    /// Rounds that were released.
    pub rounds: usize,
    /// Rounds that were folded into a later one, because nobody was there at their slot.
    pub skipped: usize,
    /// Stints of new hires that are booked.
    pub placements: u32,
    /// Messages that were sent.
    pub messages: usize,
    /// Messages that the relay took a second time, the same to the byte.
    pub doubles: u64,
    /// Everything that must not be.
    pub wrong: Vec<String>,
}

impl fmt::Display for Verdict {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{} rounds ({} more folded into later ones), {} stints, {} messages, {} taken twice by the relay (the same to the byte), {} things wrong",
            self.rounds,
            self.skipped,
            self.placements,
            self.messages,
            self.doubles,
            self.wrong.len()
        )
    }
}

impl Organisation {
    /// Counts everything.
    pub async fn verdict(&self, arrangement: &Arrangement, taken: Option<&[Taken]>) -> Verdict {
        let mut verdict = Verdict::default();
        self.slots(&mut verdict).await;
        let notices = self.notices().await;
        self.groups(&mut verdict, &notices).await;
        match taken {
            Some(taken) => self.relay(&mut verdict, &notices, taken).await,
            None => {
                self.mailbox(&mut verdict, &notices, &weft::app::mailbox(&arrangement.config)).await
            }
        }
        let mut tx = self.env.db.snapshot().await.expect("snapshot");
        if let AuditCheck::Broken { seq, why } = audit_verify(&mut tx).await.expect("audit") {
            verdict.wrong.push(format!("the audit log is broken at {seq}: {why}"));
        }
        verdict
    }

    /// Every slot has one run or is counted as missed by a later one, and every run came to its end.
    async fn slots(&self, verdict: &mut Verdict) {
        let mut runs = self.rounds().await;
        runs.reverse();
        let mut tx = self.env.db.read().await.expect("read");
        let programme =
            programme_get(&mut tx, self.programme).await.expect("read").expect("programme");
        let cadence = Cadence::parse(&programme.cadence, programme.zone).expect("cadence");
        runs.sort_by_key(|line| line.slot_at);
        // The programme is paused: what had come and was not drawn yet waits, and so does the slot that was asked about.
        let waiting = runs.iter().rev().take_while(|line| line.state == RunState::Draft).count();
        let waiting: BTreeSet<_> = runs.iter().rev().take(waiting).map(|line| line.id).collect();
        if waiting.len() > 2 {
            verdict.wrong.push(format!("{} rounds wait to be drawn", waiting.len()));
        }
        let mut before = None;
        for line in &runs {
            let run = run_get(&mut tx, line.id).await.expect("read").expect("run");
            let facts = run_facts(&mut tx, line.id).await.expect("read").expect("run");
            if let Some(before) = before {
                let slots = cadence.count_between(before, line.slot_at, programme.starts_at);
                if i64::try_from(slots).expect("few") > facts.missed_slots + 1 {
                    verdict.wrong.push(format!(
                        "{slots} slots after {before} until {}, of which {} are told of as missed",
                        line.slot_at, facts.missed_slots
                    ));
                }
            }
            before = Some(line.slot_at);
            match run.state {
                // Its question was out when it was missed, so it has a row of its own.
                RunState::Skipped => verdict.skipped += 1,
                RunState::Sent | RunState::Closed => verdict.rounds += 1,
                RunState::Draft if waiting.contains(&line.id) => {}
                state => verdict.wrong.push(format!(
                    "the run of {} ended as {state}: {}",
                    run.slot_at,
                    run.note.unwrap_or_default()
                )),
            }
        }
        let slots: BTreeSet<_> = runs.iter().map(|run| run.slot_at).collect();
        if slots.len() != runs.len() {
            verdict.wrong.push("a slot has two runs".to_owned());
        }
        drop(tx);
        if verdict.rounds == 0 {
            verdict.wrong.push("no round came to its end".to_owned());
        }
        if let Some(run) = runs.iter().rev().find(|run| run.state == RunState::Sent) {
            let replayed = replay(&self.env, run.id).await.expect("replay");
            if !replayed.holds() {
                verdict.wrong.push(format!("the last round replays to another plan: {replayed:?}"));
            }
        }
    }

    pub async fn notices(&self) -> Vec<NoticeRow> {
        let mut tx = self.env.db.read().await.expect("read");
        notices_page(&mut tx, NoticeFilter::default(), 1_000_000).await.expect("notices")
    }

    /// Everybody of a group was told of it once, all of them or none, and nobody is in two groups of a round.
    async fn groups(&self, verdict: &mut Verdict, notices: &[NoticeRow]) {
        let mut told: BTreeMap<(String, String), Vec<PersonId>> = BTreeMap::new();
        for notice in notices {
            match notice.state {
                NoticeState::Sent => verdict.messages += 1,
                // A question whose round was drawn meanwhile is pointless; so is a reminder after the end.
                NoticeState::Failed
                    if notice
                        .last_error
                        .as_deref()
                        .is_some_and(|why| why.starts_with("too late"))
                        && notice.kind != "match" => {}
                state => verdict.wrong.push(format!(
                    "message {} ({}) ended as {state}: {}",
                    notice.id,
                    notice.kind,
                    notice.last_error.clone().unwrap_or_default()
                )),
            }
            if let (Some(group), Some(person)) = (notice.group_id, notice.recipient_id) {
                told.entry((notice.kind.clone(), group.to_string())).or_default().push(person);
            }
        }
        for ((kind, group), people) in &told {
            if people.iter().collect::<BTreeSet<_>>().len() != people.len() {
                verdict.wrong.push(format!("group {group}: somebody has two mails of kind {kind}"));
            }
        }
        let mut tx = self.env.db.read().await.expect("read");
        for run in self.rounds().await {
            let mut seated = BTreeSet::new();
            for group in groups_of_run(&mut tx, run.id).await.expect("groups") {
                let members: Vec<PersonId> =
                    group.members.iter().map(|member| member.person).collect();
                let mut matched = told
                    .get(&("match".to_owned(), group.id.to_string()))
                    .cloned()
                    .unwrap_or_default();
                matched.sort_unstable();
                let mut expected = members.clone();
                expected.sort_unstable();
                if group.state == GroupState::Proposed || matched != expected || members.len() < 2 {
                    verdict.wrong.push(format!(
                        "group {} ({}): {} members, {} of them told",
                        group.id,
                        group.state,
                        members.len(),
                        matched.len()
                    ));
                }
                for member in members {
                    if !seated.insert(member) {
                        verdict.wrong.push(format!(
                            "somebody is in two groups of the run of {}",
                            run.slot_at
                        ));
                    }
                }
            }
        }
    }

    /// What the relay took is what the outbox says was sent, and what came twice is the same to the byte.
    async fn relay(&self, verdict: &mut Verdict, notices: &[NoticeRow], taken: &[Taken]) {
        let mut by_id: BTreeMap<String, Vec<&Taken>> = BTreeMap::new();
        for message in taken {
            by_id.entry(message_id(&message.message)).or_default().push(message);
        }
        for notice in notices {
            let bytes = self.bytes(notice.id).await;
            let copies = by_id.remove(&message_id(&bytes));
            if notice.state != NoticeState::Sent {
                // Killed between the relay's answer and the mark, and too late to be sent again.
                verdict.doubles +=
                    copies.map_or(0, |copies| u64::try_from(copies.len()).expect("few"));
                continue;
            }
            let Some(copies) = copies else {
                verdict.wrong.push(format!(
                    "message {} is marked as sent, and the relay has none",
                    notice.id
                ));
                continue;
            };
            verdict.doubles += u64::try_from(copies.len() - 1).expect("few");
            for copy in copies {
                if copy.message != bytes || copy.to != notice.recipient_address {
                    verdict.wrong.push(format!("message {} came with other bytes", notice.id));
                }
            }
        }
        if !by_id.is_empty() {
            verdict
                .wrong
                .push(format!("the relay took {} messages that were never sent", by_id.len()));
        }
    }

    /// The mailbox holds one file for each message, with its very bytes, and nothing half-written.
    async fn mailbox(&self, verdict: &mut Verdict, notices: &[NoticeRow], dir: &Path) {
        let mut files: BTreeSet<String> = std::fs::read_dir(dir)
            .expect("mailbox")
            .map(|file| file.expect("file").file_name().to_string_lossy().into_owned())
            // What a killed process had begun to write; no reader looks at it.
            .filter(|name| !name.starts_with('.'))
            .collect();
        for notice in notices {
            let name = format!("{}.eml", notice.id);
            if !files.remove(&name) {
                // A message may have come too late to be sent.
                if notice.state != NoticeState::Sent {
                    continue;
                }
                verdict
                    .wrong
                    .push(format!("message {} is marked as sent, and there is no file", notice.id));
            } else if std::fs::read(dir.join(&name)).expect("file") != self.bytes(notice.id).await {
                verdict.wrong.push(format!("message {} has other bytes in its file", notice.id));
            }
        }
        if !files.is_empty() {
            verdict
                .wrong
                .push(format!("the mailbox holds {} files that were never sent", files.len()));
        }
    }

    async fn bytes(&self, id: NoticeId) -> Vec<u8> {
        let mut tx = self.env.db.read().await.expect("read");
        notice_get(&mut tx, id).await.expect("read").expect("notice").1
    }
}

fn message_id(message: &[u8]) -> String {
    let text = String::from_utf8_lossy(message);
    let line = text.lines().find(|line| line.to_ascii_lowercase().starts_with("message-id:"));
    line.unwrap_or_default().to_owned()
}
