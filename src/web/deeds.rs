//! What was done, in words, and whose name belongs beside it: one line for each action of the audit log.

use crate::text::Text;

/// Whether an action names whoever did it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Done {
    /// In an office (steering, roster, delivery, figures): the name belongs into the log.
    Office,
    /// For oneself: answering, joining, marking a meeting. The log holds that it happened; pages do not say who it
    /// was, for neither admins nor auditors see who meets whom.
    Own,
}
use Done::{Office, Own};

/// Each action that the service writes, whose it is, and the text that says it. Some were written by earlier releases
/// only; a log keeps its words.
const DEEDS: &[(&str, Done, &str)] = &[
    ("account-decided", Office, "action-account-decided"),
    ("account-reopened", Office, "action-account-reopened"),
    ("call-cancelled", Office, "action-call-cancelled"),
    ("call-closed", Office, "action-call-closed"),
    ("call-created", Office, "action-call-created"),
    ("call-edited", Office, "action-call-edited"),
    ("call-opened", Office, "action-call-opened"),
    ("capacity-answered", Office, "action-capacity-answered"),
    ("capacity-asked", Office, "action-capacity-asked"),
    ("capacity-offered", Office, "action-capacity-offered"),
    ("cohort-cancelled", Office, "action-cohort-cancelled"),
    ("cohort-created", Office, "action-cohort-created"),
    ("cohort-edited", Office, "action-cohort-edited"),
    ("cohort-rules-changed", Office, "action-cohort-rules-changed"),
    ("demo.founded", Office, "action-demo-founded"),
    ("disclosure-raised", Office, "action-disclosure-raised"),
    ("group-recalled", Office, "action-group-recalled"),
    ("hire-edited", Office, "action-hire-edited"),
    ("hire-removed", Office, "action-hire-removed"),
    ("hires-added", Office, "action-hires-added"),
    ("host-named", Office, "action-host-named"),
    ("host-removed", Office, "action-host-removed"),
    ("notice-retried", Office, "action-notice-retried"),
    ("notices-retried", Office, "action-notices-retried"),
    ("person-left", Office, "action-person-left"),
    ("person-reachable", Office, "action-person-reachable"),
    ("person-unreachable", Office, "action-person-unreachable"),
    ("placement-cancelled", Office, "action-placement-cancelled"),
    ("placement-ended-early", Office, "action-placement-ended-early"),
    ("placement-recalled", Office, "action-placement-recalled"),
    ("placement-set-by-hand", Office, "action-placement-set-by-hand"),
    ("placement-taken-out", Office, "action-placement-taken-out"),
    ("placements-advanced", Office, "action-placements-advanced"),
    ("plan-downloaded", Office, "action-plan-downloaded"),
    ("plan-shown", Office, "action-plan-shown"),
    ("problem-downloaded", Office, "action-problem-downloaded"),
    ("programme-created", Office, "action-programme-created"),
    ("programme-edited", Office, "action-programme-edited"),
    ("programme-ended", Office, "action-programme-ended"),
    ("programme-opened", Office, "action-programme-opened"),
    ("programme-paused", Office, "action-programme-paused"),
    ("programme-resumed", Office, "action-programme-resumed"),
    ("quarter-published", Office, "action-quarter-published"),
    ("role.granted", Office, "action-role-granted"),
    ("role.revoked", Office, "action-role-revoked"),
    ("roster-applied", Office, "action-roster-applied"),
    ("run-announced", Office, "action-run-announced"),
    ("run-apologised", Office, "action-run-apologised"),
    ("run-asked", Office, "action-run-asked"),
    ("run-cancelled", Office, "action-run-dropped"),
    ("run-closed", Office, "action-run-closed"),
    ("run-created", Office, "action-run-announced"),
    ("run-drawn", Office, "action-run-proposed"),
    ("run-dropped", Office, "action-run-dropped"),
    ("run-failed", Office, "action-run-failed"),
    ("run-held", Office, "action-run-held"),
    ("run-nudged", Office, "action-run-nudged"),
    ("run-opened", Office, "action-run-announced"),
    ("run-proposed", Office, "action-run-proposed"),
    ("run-recalled", Office, "action-run-recalled"),
    ("run-released", Office, "action-run-released"),
    ("run-replayed", Office, "action-run-replayed"),
    ("run-retried", Office, "action-run-retried"),
    ("run-reviewed", Office, "action-run-reviewed"),
    ("run-skipped", Office, "action-run-skipped"),
    ("run-started", Office, "action-round-manual"),
    ("run-stop-asked", Office, "action-run-stop-asked"),
    ("seats-changed", Office, "action-seats-changed"),
    ("sending-held-after-restore", Office, "action-sending-held"),
    ("sending-hold-ended", Office, "action-sending-hold-ended"),
    ("sending-paused", Office, "action-sending-stopped"),
    ("sending-resumed", Office, "action-sending-started"),
    ("sending.paused", Office, "action-sending-stopped"),
    ("sending.resumed", Office, "action-sending-started"),
    ("target-ended", Office, "action-target-ended"),
    ("target-set", Office, "action-target-set"),
    ("team-expect", Office, "action-team-expect"),
    ("team-words-changed", Office, "action-team-words-changed"),
    ("ties-applied", Office, "action-ties-applied"),
    ("application-submitted", Own, "action-application-submitted"),
    ("application-withdrawn", Own, "action-application-withdrawn"),
    ("calendar-address-made", Own, "action-calendar-address-made"),
    ("calendar-address-revoked", Own, "action-calendar-address-revoked"),
    ("home-agreed", Own, "action-home-agreed"),
    ("home-not-now", Own, "action-home-not-now"),
    ("home-silent", Own, "action-home-silent"),
    ("hosting-withdrawn", Own, "action-hosting-withdrawn"),
    ("joined", Own, "action-joined"),
    ("joined-as-third", Own, "action-joined-as-third"),
    ("left", Own, "action-left"),
    ("meeting-marked", Own, "action-meeting-marked"),
    ("participation-changed", Own, "action-participation-changed"),
    ("paused", Own, "action-paused"),
    ("person.erased", Own, "action-person-erased"),
    ("placement-judged", Own, "action-placement-judged"),
    ("plan-agreed", Own, "action-plan-agreed"),
    ("plan-objected", Own, "action-plan-objected"),
    ("resumed", Own, "action-resumed"),
    ("round-answered", Own, "action-round-answered"),
    ("sign-in.link-made", Own, "action-sign-in-link"),
    ("swap-agreed", Own, "action-swap-agreed"),
    ("swap-asked", Own, "action-swap-asked"),
    ("swap-booked", Own, "action-swap-booked"),
    ("swap-refused", Own, "action-swap-refused"),
    ("swap-withdrawn", Own, "action-swap-withdrawn"),
    ("wishes-changed", Own, "action-wishes-changed"),
];

fn deed(action: &str) -> Option<&'static (&'static str, Done, &'static str)> {
    DEEDS.iter().find(|(word, ..)| *word == action)
}

/// Was it done in an office, so that the name of whoever did it belongs beside it? Of an action that is not in the
/// table it is not said.
pub(super) fn in_office(action: &str) -> bool {
    deed(action).is_some_and(|(_, done, _)| *done == Office)
}

/// What was done, in words.
pub(super) fn action(text: Text, action: &str) -> String {
    match deed(action) {
        Some((.., id)) => text.of(id).to_string(),
        None => action.replace(['-', '.'], " "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// The sources of a folder and of those below it.
    fn sources(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(std::fs::read_to_string(path).expect("a source"));
            }
        }
    }

    /// The literal actions that the sources append to the log.
    fn appended() -> Vec<String> {
        let mut found = Vec::new();
        sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut found);
        let mut actions = Vec::new();
        for source in &found {
            for call in ["audit_append(", " audit(", "note_download("] {
                for (start, _) in source.match_indices(call) {
                    let rest = &source[start + call.len()..];
                    let call = &rest[..rest.find("await").unwrap_or(rest.len())];
                    let words = call.split('"').skip(1).step_by(2);
                    let is_action = |word: &&str| {
                        word.contains(['-', '.'])
                            && word.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c == '.')
                    };
                    actions.extend(words.filter(is_action).map(str::to_owned));
                }
            }
        }
        actions
    }

    #[test]
    fn each_action_of_the_log_has_a_line_here() {
        let actions = appended();
        assert!(actions.len() > 50, "{actions:?}");
        let without: Vec<&String> = actions.iter().filter(|one| deed(one).is_none()).collect();
        assert!(without.is_empty(), "without words and without whose they are: {without:?}");
    }

    #[test]
    fn no_action_is_there_twice() {
        let mut words: Vec<&str> = DEEDS.iter().map(|(word, ..)| *word).collect();
        words.sort_unstable();
        assert!(words.windows(2).all(|two| two[0] != two[1]));
    }
}
