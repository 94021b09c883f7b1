//! Rounds: runs, groups, answers, whose turn it is.

use chrono::TimeDelta;
use weft::domain::clock::Clock;
use weft::domain::coffee::{Answer, GroupState, Mark, ProgrammeState, Reason};
use weft::domain::id::RunId;
use weft::domain::placement::Subject;
use weft::domain::plan::{NoticeState, RunState, Trigger};
use weft::store::answer::{answer_set, people_to_ask};
use weft::store::enrolment::enrolments_wake;
use weft::store::group::{
    Said, group_become, group_get, group_lock, group_next_sequence, groups_unknown, left_out_get,
    left_outs_of_run, mark_set, members_gone, third_add,
};
use weft::store::home::{cards_for, groups_now, open_rounds_for};
use weft::store::introduction::{introduction_withdraw, meeting_withdraw, stated_tie_add};
use weft::store::outbox::{notices_cancel_for_group, notices_cancel_for_run};
use weft::store::outbox_view::{notices_count, notices_told};
use weft::store::programme::programme_become;
use weft::store::run::{
    NewRun, RunResult, run_add, run_claim, run_close, run_get, run_hold, run_in_the_making,
    run_input, run_input_keep, run_keep_progress, run_nudged, run_plan, run_publish, run_put_off,
    run_recall, run_retry, run_take_up, runs_draft, runs_due, runs_waiting, slot_reached,
};
use weft::store::run_delivery::{run_delivery_begin, runs_delivery_end};
use weft::store::sit_out::{Turn, accounts_add, people_silent, rest_begin, rest_end, turns_set};
use weft::store::snapshot::{
    nevers_among_enrolled, participants_by_ids, pool_of, seats_of_teams, ties_among_enrolled,
    ties_between_teams,
};
use weft::store::told::{
    invitations_by_person, match_notices_of_run, match_told_of_run, people_answered, people_asked,
};

use super::ask;
use crate::world::both;

both!(a_released_round_is_read_marked_closed_and_recalled, async |world| {
    world.team("search").person("ada").in_coffee().await;
    world.team("maps").person("bob").in_coffee().person("cleo").await;
    let run = world.round().await;
    let programme = world.programme().await;
    let (ada, bob, cleo) = (world.id("ada").await, world.id("bob").await, world.id("cleo").await);
    let group = world.group_of(run, "ada").await;
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    assert_eq!(ask!(tx, match_notices_of_run(run)).len(), 2);
    assert_eq!(ask!(tx, invitations_by_person(programme)).len(), 1);
    assert!(ask!(tx, people_asked(run)).is_empty());
    assert!(ask!(tx, people_answered(run)).is_empty());
    assert_eq!(ask!(tx, notices_count(Some(run))), [(NoticeState::Queued, 2)]);
    assert_eq!(ask!(tx, notices_count(None)), [(NoticeState::Queued, 2)]);
    assert!(ask!(tx, notices_told(group)).is_empty());
    assert_eq!(ask!(tx, groups_now(ada)).len(), 1);
    ask!(tx, cards_for(ada, now - TimeDelta::days(90)));
    ask!(tx, open_rounds_for(ada));
    assert!(ask!(tx, left_out_get(run, cleo)).is_none());
    assert!(ask!(tx, left_outs_of_run(run)).is_empty());
    assert!(ask!(tx, members_gone()).is_empty());
    assert!(ask!(tx, match_told_of_run(run)).is_empty(), "nothing was sent yet");
    assert!(ask!(tx, runs_waiting(programme)).is_empty());
    assert_eq!(ask!(tx, run_in_the_making(programme)), None, "this one is released");
    assert!(!ask!(tx, run_take_up(run)), "it was not withdrawn");
    ask!(tx, group_lock(group));

    ask!(tx, run_delivery_begin(run));
    assert_eq!(ask!(tx, run_get(run)).expect("run").state, RunState::Sending);
    assert_eq!(ask!(tx, runs_delivery_end()), 0, "two messages wait");
    assert!(ask!(tx, run_nudged(run, now)));
    assert!(!ask!(tx, run_nudged(run, now)));

    let said = Said { mark: Mark::Met, reason: None, words: Some(("nice", true)), at: now };
    assert!(ask!(tx, mark_set(group, ada, &said)));
    assert!(!ask!(tx, mark_set(group, cleo, &said)));
    let row = ask!(tx, group_get(group)).expect("group");
    let slots = row.slots.clone();
    ask!(tx, third_add(&row, cleo, &slots, now));
    assert_eq!(ask!(tx, group_get(group)).expect("group").members.len(), 3);
    let sequence = ask!(tx, group_next_sequence(group));
    assert_eq!(ask!(tx, group_next_sequence(group)), sequence + 1);
    let pair = (ada.min(bob), ada.max(bob));
    ask!(tx, stated_tie_add(pair, now));
    ask!(tx, meeting_withdraw(pair, group, now));
    ask!(tx, introduction_withdraw(pair, group, now));
    assert_eq!(ask!(tx, groups_unknown(run, now)), 1);
    ask!(tx, group_become(group, GroupState::NotMet, Some(Reason::TooBusy), now));
    assert_eq!(ask!(tx, notices_cancel_for_group(group)), 2);
    assert_eq!(ask!(tx, notices_cancel_for_run(run)), 0);
    assert_eq!(ask!(tx, runs_delivery_end()), 1, "nothing waits any more");
    ask!(tx, run_close(run, now, Some("over")));
    assert!(run_recall(&mut tx, run, now).await.is_err(), "a closed round is not recalled");
});

both!(a_run_goes_from_draft_to_a_plan_and_back, async |world| {
    world.team("search").person("ada").in_coffee().person("abe").asked_each_round().await;
    let programme = world.programme().await;
    let (ada, abe) = (world.id("ada").await, world.id("abe").await);
    let now = world.clock.now();
    let until = now + TimeDelta::minutes(1);
    let id: RunId = world.env.ids.next(now);
    let mut tx = world.env.db.write().await.expect("write");
    let new = NewRun {
        id,
        programme_id: programme,
        subject: Subject::Round,
        slot_at: now,
        trigger: Trigger::Manual,
        state: RunState::Draft,
        missed_slots: 0,
        note: None,
        created_at: now,
    };
    assert!(ask!(tx, run_add(&new)));
    assert_eq!(ask!(tx, runs_draft(programme)).len(), 1);
    assert_eq!(ask!(tx, runs_due(now)).len(), 1);
    assert_eq!(ask!(tx, people_to_ask(programme, id, now, None)), [abe]);
    assert!(ask!(tx, answer_set(id, abe, Answer::Yes, now)));
    assert_eq!(ask!(tx, people_answered(id)), [abe]);
    assert_eq!(ask!(tx, pool_of(programme, Some(id), now.date_naive())).len(), 2);
    assert_eq!(ask!(tx, participants_by_ids(programme, &[ada, abe])).len(), 2);
    assert!(ask!(tx, seats_of_teams()).is_empty());
    assert!(ask!(tx, ties_among_enrolled(programme)).is_empty());
    assert!(ask!(tx, ties_between_teams()).is_empty());
    assert!(ask!(tx, nevers_among_enrolled(programme)).is_empty());

    let fence = ask!(tx, run_claim(id, "me", now, until)).expect("claimed");
    ask!(tx, run_input_keep(id, fence, b"{}", "hash", u64::MAX, "0.1.0"));
    let (bytes, hash, seed, _) = ask!(tx, run_input(id)).expect("input");
    assert_eq!((bytes.as_slice(), hash.as_str(), seed), (b"{}".as_slice(), "hash", u64::MAX));
    assert!(!ask!(tx, run_keep_progress(id, fence, until, &[])));
    let (plan, explanation) = (serde_json::json!({ "groups": [] }), serde_json::json!({}));
    let result = RunResult {
        plan: &plan,
        explanation: &explanation,
        status: "optimal",
        value: 0,
        bound: 0,
        people: 2,
        groups: 0,
        left_out: 2,
        new_connections: 0,
        solve_millis: 3,
        progress: &[],
        hold_until: Some(until),
        note: None,
        solved_at: now,
    };
    ask!(tx, run_publish(id, fence, &result));
    assert_eq!(ask!(tx, run_plan(id)), Some((plan, explanation)));
    ask!(tx, run_put_off(id, until, "a mail could not be rendered"));
    ask!(tx, run_hold(id, Some("wait")));
    assert!(run_retry(&mut tx, id).await.is_err(), "it has not failed");
    ask!(tx, slot_reached(programme, now));

    ask!(tx, turns_set(programme, &[ada, abe], Turn::Silent));
    ask!(tx, turns_set(programme, &[ada], Turn::SatOut));
    ask!(tx, accounts_add(programme, &[ada], -250));
    assert_eq!(ask!(tx, people_silent(programme, 1)).len(), 2);
    ask!(tx, rest_begin(programme, ada, now));
    ask!(tx, rest_end(programme, ada));
    ask!(tx, enrolments_wake(abe));
    assert_eq!(ask!(tx, people_silent(programme, 1)).len(), 0);
    ask!(tx, programme_become(programme, ProgrammeState::Active, ProgrammeState::Paused, now));
});
