//! A round from its slot to a proposed plan: which runs there are, who takes part, who may meet whom.

use chrono::TimeDelta;
use weft::domain::clock::Clock;
use weft::domain::coffee::Answer;
use weft::domain::id::RunId;
use weft::domain::person::PersonState;
use weft::domain::plan::{RunState, Trigger};
use weft::programmes::coffee::{self, Drawn};
use weft::programmes::release;
use weft::programmes::replay::replay;
use weft::programmes::round::RoundError;
use weft::programmes::why::why;
use weft::store::run::{run_at_slot, run_claim};
use weft::store::setting::setting_set;

use crate::town::CADENCE;
use crate::world::{World, both};

fn pairs(groups: &[&[&str]]) -> Vec<Vec<String>> {
    groups.iter().map(|group| group.iter().map(|name| (*name).to_owned()).collect()).collect()
}

async fn count_runs(world: &World, state: RunState) -> usize {
    use weft::store::overview::run::{RunFilter, run_lines};
    let mut tx = world.env.db.read().await.expect("read");
    let filter = RunFilter { programme: None, state: Some(state) };
    run_lines(&mut tx, filter, weft::store::overview::Slice::page(1, 100))
        .await
        .expect("runs")
        .len()
}

both!(a_round_pairs_people_of_different_teams_and_tells_both, async |world| {
    world.team("search").person("ada").in_coffee().person("abe").in_coffee().await;
    world.team("maps").person("bob").in_coffee().person("bea").in_coffee().await;
    let run = world.draw().await;
    assert_eq!(world.run(run).await.state, RunState::Proposed);
    // Nobody knows of a proposed plan.
    assert!(world.group_rows(run).await.is_empty());
    assert!(world.outbox().await.is_empty());
    world.advance(TimeDelta::hours(1));
    world.tick().await;
    let row = world.run(run).await;
    assert_eq!(row.state, RunState::Released);
    let groups = world.groups(run).await;
    assert_eq!(groups.len(), 2);
    for group in &groups {
        let teams: std::collections::BTreeSet<char> =
            group.iter().map(|name| if name.starts_with('a') { 's' } else { 'm' }).collect();
        assert_eq!(teams.len(), 2, "{groups:?}");
    }
    for name in ["ada", "abe", "bob", "bea"] {
        let mails = world.mailbox(name).await;
        assert_eq!(mails.len(), 1, "{name}");
        assert_eq!(mails[0].kind, "match");
        assert!(mails[0].raw.contains("text/calendar"));
        assert!(mails[0].raw.contains("List-Unsubscribe"));
    }
    let replayed = replay(&world.env, run).await.expect("replay");
    assert!(replayed.holds(), "{replayed:?}");
    // Why: the terms of all groups are the plan's value; nobody outside the group is told.
    let mut total = 0;
    for group in world.group_rows(run).await {
        let told = why(&world.env, group.id, group.members[0].person).await.expect("why");
        assert!(told.terms.contains(&("new_connection", 1000)), "{told:?}");
        assert!(told.next_best_costs.is_some_and(|cost| cost >= 0), "{told:?}");
        assert!(told.run.is_proven_best);
        total += told.total;
        assert_eq!(told.run.value, {
            let facts = weft::store::overview::run::run_facts(
                &mut world.env.db.read().await.expect("read"),
                run,
            )
            .await
            .expect("facts")
            .expect("facts");
            facts.line.value.expect("value")
        });
        let olga = world.id("olga").await;
        assert!(matches!(why(&world.env, group.id, olga).await, Err(RoundError::NotMember)));
        if group.ordinal == 2 {
            assert_eq!(total, told.run.value);
        }
    }
});

both!(the_same_tick_twice_changes_nothing, async |world| {
    world.team("search").person("ada").in_coffee().await;
    world.team("maps").person("bob").in_coffee().await;
    let run = world.round().await;
    let before = world.outbox().await;
    world.tick().await;
    world.tick().await;
    assert_eq!(world.outbox().await, before);
    assert!(matches!(release::release(&world.env, run, None).await, Err(RoundError::Stale { .. })));
    assert_eq!(coffee::draw(&world.env, run, "another").await.expect("draw"), Drawn::Lost);
    assert_eq!(world.groups(run).await, pairs(&[&["ada", "bob"]]));
});

both!(silence_to_the_question_means_no_and_a_yes_takes_part, async |world| {
    world.team("search").person("ada").in_coffee().person("ann").asked_each_round().await;
    world.team("maps").person("bob").asked_each_round().person("ben").asked_each_round().await;
    world.tick().await;
    for name in ["ann", "bob", "ben"] {
        assert_eq!(world.kinds(name).await, ["round-question"], "{name}");
    }
    assert!(world.kinds("ada").await.is_empty());
    let open = {
        let mut tx = world.env.db.read().await.expect("read");
        let slot = world.clock.now() + TimeDelta::hours(1);
        run_at_slot(&mut tx, world.programme().await, slot).await.expect("read").expect("draft").id
    };
    coffee::answer(&world.env, open, world.id("bob").await, Answer::Yes).await.expect("yes");
    coffee::answer(&world.env, open, world.id("ben").await, Answer::Skip).await.expect("skip");
    // Whoever joins after the question went out is asked too, once.
    world.advance(TimeDelta::minutes(10));
    world.team("maps").person("bix").asked_each_round().await;
    world.tick().await;
    world.tick().await;
    assert_eq!(world.kinds("bix").await, ["round-question"]);
    assert_eq!(world.kinds("ann").await, ["round-question"]);
    world.advance(TimeDelta::minutes(50));
    world.tick().await;
    assert_eq!(world.run(open).await.state, RunState::Proposed);
    let late = coffee::answer(&world.env, open, world.id("ann").await, Answer::Yes).await;
    assert!(matches!(late, Err(RoundError::Stale { .. })));
    world.advance(TimeDelta::hours(1));
    world.tick().await;
    assert_eq!(world.groups(open).await, pairs(&[&["ada", "bob"]]));
    assert_eq!(world.kinds("ann").await, ["round-question"]);
});

both!(nobody_meets_against_a_wish_an_absence_or_a_rule, async |world| {
    world
        .team("search")
        .seats(1)
        .person("ada")
        .in_coffee()
        .person("abe")
        .in_coffee()
        .person("ali")
        .in_coffee()
        .await;
    world
        .team("maps")
        .person("bob")
        .in_coffee()
        .managed_by("ada")
        .person("bea")
        .in_coffee()
        .person("ben")
        .in_coffee()
        .person("bix")
        .in_coffee()
        .await;
    world
        .team("ops")
        .person("cem")
        .in_coffee()
        .speaks("tr")
        .person("cat")
        .in_coffee()
        .speaks("fr")
        .await;
    world.team("far").person("fay").in_coffee().zone(chrono_tz::Pacific::Auckland).await;
    world.rather_not("bea", "cem").await;
    world.know_each_other("ben", "cat", Some(10)).await;
    world.becomes("bix", PersonState::Away).await;
    let today = world.clock.now().date_naive();
    world.pauses("ali", today, None).await;
    let run = world.round().await;
    let groups = world.groups(run).await;
    let all: Vec<&String> = groups.iter().flatten().collect();
    let mut once = all.clone();
    once.sort();
    once.dedup();
    assert_eq!(all.len(), once.len(), "nobody is in two groups");
    for gone in ["bix", "ali", "fay"] {
        assert!(!all.iter().any(|name| *name == gone), "{gone} in {groups:?}");
    }
    assert!(all.iter().filter(|name| name.starts_with('a')).count() <= 1, "one seat: {groups:?}");
    let together = |p: &str, q: &str| {
        groups.iter().any(|group| group.contains(&p.to_owned()) && group.contains(&q.to_owned()))
    };
    for (p, q) in [("ada", "bob"), ("bea", "cem"), ("ben", "cat"), ("cem", "cat")] {
        assert!(!together(p, q), "{p} and {q} in {groups:?}");
    }
    // Somebody in the pool whom nobody can meet is told why; somebody on a pause is told nothing.
    let fay = world.mailbox("fay").await;
    assert_eq!(fay.len(), 1);
    assert_eq!(fay[0].kind, "left-out");
    assert!(fay[0].raw.contains("working hours"), "{}", fay[0].raw);
    assert!(world.kinds("ali").await.is_empty());
    assert_eq!(world.waited("fay").await, 1);
});

both!(an_odd_one_makes_a_group_of_three, async |world| {
    world.team("search").person("ada").in_coffee().await;
    world.team("maps").person("bob").in_coffee().await;
    world.team("ops").person("cem").in_coffee().await;
    let run = world.round().await;
    assert_eq!(world.groups(run).await, pairs(&[&["ada", "bob", "cem"]]));
    assert_eq!(world.outbox().await.get("match"), Some(&3));
});

both!(who_was_introduced_is_not_introduced_again_and_who_was_left_out_comes_first, async |world| {
    world.team("search").person("ada").in_coffee().person("abe").in_coffee().await;
    world.team("maps").seats(1).person("bob").in_coffee().person("bea").in_coffee().await;
    let first = world.round().await;
    let before = world.groups(first).await;
    assert_eq!(before.len(), 1);
    let left: Vec<&str> = ["ada", "abe", "bob", "bea"]
        .into_iter()
        .filter(|name| !before[0].contains(&(*name).to_owned()))
        .collect();
    for name in &left {
        assert_eq!(
            (world.waited(name).await, world.kinds(name).await),
            (1, vec!["left-out".to_owned()])
        );
    }
    // Nobody of the first group said anything; a week later they are kept apart, and the others come first.
    let second = world.round().await;
    let after = world.groups(second).await;
    assert_eq!(after.len(), 1);
    assert!(left.iter().all(|name| after[0].contains(&(*name).to_owned())), "{before:?} {after:?}");
});

both!(nobody_or_one_person_ends_the_round_with_a_note, async |world| {
    let run = world.draw().await;
    let row = world.run(run).await;
    assert_eq!((row.state, row.note.as_deref()), (RunState::Closed, Some("nobody took part")));
    world.team("search").person("ada").in_coffee().await;
    let run = world.draw().await;
    let row = world.run(run).await;
    assert_eq!(
        (row.state, row.note.as_deref()),
        (RunState::Closed, Some("only one person took part"))
    );
    let mails = world.mailbox("ada").await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].raw.contains("Nobody else took part"), "{}", mails[0].raw);
    assert_eq!(world.waited("ada").await, 1);
});

both!(missed_slots_become_one_and_old_ones_are_skipped, async |world| {
    world.programme_with("every day 10:00", |rules| rules.ask_days = 0).await;
    world.team("search").person("ada").in_coffee().await;
    world.team("maps").person("bob").in_coffee().await;
    let first = world.round().await;
    assert_eq!(world.run(first).await.round_no, 1);
    // The service sleeps for ten days and two hours: one round, nine dates missed before it.
    world.advance(TimeDelta::days(10) + TimeDelta::hours(2));
    world.tick().await;
    assert_eq!(count_runs(&world, RunState::Skipped).await, 0);
    let mut tx = world.env.db.read().await.expect("read");
    let slot = world.run(first).await.slot_at + TimeDelta::days(10);
    let caught_up =
        run_at_slot(&mut tx, world.programme().await, slot).await.expect("read").expect("run");
    let missed = weft::store::overview::run::run_facts(&mut tx, caught_up.id)
        .await
        .expect("facts")
        .expect("facts");
    assert_eq!(missed.missed_slots, 9);
    drop(tx);
    assert_eq!(caught_up.round_no, 2);
});

both!(a_slot_found_too_late_is_skipped_visibly, async |world| {
    world.programme_with(CADENCE, |rules| rules.ask_days = 0).await;
    world.advance(TimeDelta::days(4) + TimeDelta::hours(2));
    world.tick().await;
    assert_eq!(count_runs(&world, RunState::Skipped).await, 1);
    assert_eq!(count_runs(&world, RunState::Draft).await, 0);
});

both!(a_changed_cadence_begins_with_its_next_date, async |world| {
    let programme = world.programme().await;
    world.tick().await;
    assert_eq!(count_runs(&world, RunState::Draft).await, 1);
    // The question for Tuesday 10:00 is out; now it is Mondays. Nothing is due for the Monday that was yesterday.
    let mut tx = world.env.db.write().await.expect("write");
    let mut row = weft::store::programme::programme_get(&mut tx, programme)
        .await
        .expect("read")
        .expect("programme");
    let seen = row.updated_at;
    world.advance(TimeDelta::minutes(5));
    row.cadence = "every week on Monday 10:00".to_owned();
    row.starts_at -= TimeDelta::days(30);
    row.updated_at = world.clock.now();
    weft::store::programme::programme_edit(&mut tx, &row, seen).await.expect("edit");
    tx.commit().await.expect("commit");
    world.tick().await;
    assert_eq!(count_runs(&world, RunState::Cancelled).await, 1);
    assert_eq!(count_runs(&world, RunState::Draft).await, 0);
    world.advance(TimeDelta::hours(3));
    world.tick().await;
    assert_eq!(
        count_runs(&world, RunState::Closed).await + count_runs(&world, RunState::Proposed).await,
        0
    );
});

both!(dates_that_change_and_change_back_lose_no_round_and_no_answer, async |world| {
    let programme = world.programme().await;
    world.team("search").person("ada").asked_each_round().await;
    world.team("maps").person("bob").in_coffee().await;
    world.tick().await;
    let cadence = async |words: &str| {
        let mut tx = world.env.db.write().await.expect("write");
        let mut row = weft::store::programme::programme_get(&mut tx, programme)
            .await
            .expect("read")
            .expect("programme");
        let seen = row.updated_at;
        world.advance(TimeDelta::minutes(1));
        row.cadence = words.to_owned();
        row.updated_at = world.clock.now();
        weft::store::programme::programme_edit(&mut tx, &row, seen).await.expect("edit");
        tx.commit().await.expect("commit");
        world.tick().await;
    };
    cadence("every week on Monday 10:00").await;
    assert_eq!(count_runs(&world, RunState::Cancelled).await, 1);
    cadence(CADENCE).await;
    assert_eq!(count_runs(&world, RunState::Cancelled).await, 0);
    assert_eq!(count_runs(&world, RunState::Draft).await, 1);
    let run = world.draw().await;
    assert_eq!(world.run(run).await.round_no, 1);
    // Asked once, for the one round there is.
    assert_eq!(world.kinds("ada").await.iter().filter(|kind| *kind == "round-question").count(), 1);
});

both!(a_paused_programme_draws_nothing_and_goes_on_with_its_next_date, async |world| {
    use weft::domain::coffee::ProgrammeState;
    use weft::programmes::programme::become_state;
    world.team("search").person("ada").in_coffee().await;
    world.team("maps").person("bob").in_coffee().await;
    let (programme, olga) = (world.programme().await, world.id("olga").await);
    world.tick().await;
    assert_eq!(count_runs(&world, RunState::Draft).await, 1);
    become_state(&world.env, olga, programme, ProgrammeState::Paused).await.expect("pause");
    world.advance(TimeDelta::days(3));
    world.tick().await;
    assert_eq!(count_runs(&world, RunState::Draft).await, 1, "nothing is drawn on a pause");
    become_state(&world.env, olga, programme, ProgrammeState::Active).await.expect("resume");
    world.tick().await;
    assert_eq!(count_runs(&world, RunState::Cancelled).await, 1);
    let run = world.round().await;
    assert_eq!(world.run(run).await.state, RunState::Released);
    assert_eq!(world.groups(run).await.len(), 1);
});

both!(a_programme_that_ends_tells_nobody_of_the_round_to_come, async |world| {
    use weft::domain::coffee::ProgrammeState;
    use weft::programmes::programme::become_state;
    world.team("search").person("ada").in_coffee().await;
    world.team("maps").person("bob").in_coffee().await;
    let (programme, olga) = (world.programme().await, world.id("olga").await);
    let run = world.draw().await;
    assert_eq!(world.run(run).await.state, RunState::Proposed);
    become_state(&world.env, olga, programme, ProgrammeState::Ended).await.expect("end");
    world.advance(TimeDelta::days(8));
    world.tick().await;
    assert_eq!(world.run(run).await.state, RunState::Cancelled);
    assert!(world.groups(run).await.is_empty());
    assert!(world.kinds("ada").await.iter().all(|kind| kind != "match"));
});

both!(a_worker_that_was_killed_is_followed_by_another, async |world| {
    world.team("search").person("ada").in_coffee().await;
    world.team("maps").person("bob").in_coffee().await;
    let run = coffee::manual_round(&world.env, world.programme().await, world.id("olga").await)
        .await
        .expect("run");
    assert_eq!(world.run(run).await.trigger, Trigger::Manual);
    // A worker claims the run and dies.
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    let fence = run_claim(&mut tx, run, "dead", now, now + TimeDelta::minutes(1))
        .await
        .expect("claim")
        .expect("fence");
    tx.commit().await.expect("commit");
    assert_eq!(coffee::draw(&world.env, run, "early").await.expect("draw"), Drawn::Lost);
    world.advance(TimeDelta::minutes(2));
    assert_eq!(coffee::draw(&world.env, run, "heir").await.expect("draw"), Drawn::Proposed);
    assert_eq!(world.run(run).await.fence, fence + 1);
    // The dead worker comes back and may write nothing.
    let mut tx = world.env.db.write().await.expect("write");
    assert!(weft::store::run::run_failed(&mut tx, run, fence, "too late").await.is_err());
});

both!(a_dry_run_keeps_nothing, async |world| {
    world.team("search").person("ada").in_coffee().await;
    world.team("maps").person("bob").in_coffee().await;
    let dry = coffee::dry_run(&world.env, world.programme().await).await.expect("dry run");
    assert_eq!((dry.people, dry.groups.len()), (2, 1));
    for state in RunState::ALL {
        assert_eq!(count_runs(&world, *state).await, 0);
    }
});

both!(the_kill_switch_leaves_notices_queued, async |world| {
    world.team("search").person("ada").in_coffee().await;
    world.team("maps").person("bob").in_coffee().await;
    let mut tx = world.env.db.write().await.expect("write");
    weft::store::outbox::sending_set(&mut tx, true, None, world.clock.now()).await.expect("switch");
    tx.commit().await.expect("commit");
    world.round().await;
    assert_eq!(world.deliver().await, 0);
    assert_eq!(world.mailbox("ada").await[0].state, weft::domain::plan::NoticeState::Queued);
    let mut tx = world.env.db.write().await.expect("write");
    weft::store::outbox::sending_set(&mut tx, false, None, world.clock.now())
        .await
        .expect("switch");
    setting_set(&mut tx, "unrelated", &1, world.clock.now()).await.expect("set");
    tx.commit().await.expect("commit");
    assert_eq!(world.deliver().await, 2);
});

both!(a_run_that_failed_is_tried_again_by_a_person, async |world| {
    world.team("search").person("ada").in_coffee().await;
    world.team("maps").person("bob").in_coffee().await;
    let olga = world.id("olga").await;
    let run: RunId =
        coffee::manual_round(&world.env, world.programme().await, olga).await.expect("run");
    for _ in 0..6 {
        let now = world.clock.now();
        let mut tx = world.env.db.write().await.expect("write");
        let claimed =
            run_claim(&mut tx, run, "dies", now, now + TimeDelta::minutes(1)).await.expect("claim");
        tx.commit().await.expect("commit");
        assert!(claimed.is_some());
        world.advance(TimeDelta::minutes(2));
    }
    world.tick().await;
    assert_eq!(world.run(run).await.state, RunState::Failed);
    assert!(matches!(release::release(&world.env, run, Some(olga)).await, Err(_)));
    coffee::retry(&world.env, run, olga).await.expect("retry");
    world.tick().await;
    assert_eq!(world.run(run).await.state, RunState::Proposed);
});

both!(the_next_round_is_open_for_answers_before_its_day, async |world| {
    world.team("search").person("ada").asked_each_round().await;
    world.round().await;
    world.advance(TimeDelta::days(3));
    world.tick().await;
    assert_eq!(world.kinds("ada").await, ["round-question"]);
    world.advance(TimeDelta::days(1));
    world.tick().await;
    assert_eq!(world.kinds("ada").await, ["round-question", "round-question"]);
});
