//! After the release: what people say, what follows, the one reminder, the end.

use chrono::TimeDelta;
use weft::domain::coffee::{Consent, GroupState, Mark, Reason};
use weft::domain::plan::RunState;
use weft::domain::tie::{TieSource, TieState};
use weft::programmes::feedback::mark;
use weft::programmes::round::RoundError;
use weft::store::enrolment::enrolment_get;
use weft::store::tie::{tie_get, ties_of_source};

use crate::world::{World, both};

async fn two(world: &World) {
    world.team("search").person("ada").in_coffee().await;
    world.team("maps").person("bob").in_coffee().await;
}

async fn met(world: &World) -> (u32, TieState) {
    let (a, b) = (world.id("ada").await, world.id("bob").await);
    let mut tx = world.env.db.read().await.expect("read");
    let tie =
        tie_get(&mut tx, (a.min(b), a.max(b)), TieSource::Coffee).await.expect("tie").expect("tie");
    (tie.times, tie.state)
}

both!(a_meeting_counts_once_whoever_says_so, async |world| {
    two(&world).await;
    let run = world.round().await;
    let group = world.group_of(run, "ada").await;
    assert_eq!(met(&world).await, (0, TieState::Introduced));
    assert_eq!(world.marks("ada", group, Mark::Scheduled, None).await, GroupState::Scheduled);
    assert_eq!(world.marks("ada", group, Mark::Met, None).await, GroupState::Met);
    assert_eq!(world.marks("bob", group, Mark::Met, None).await, GroupState::Met);
    assert_eq!(world.marks("bob", group, Mark::Met, None).await, GroupState::Met);
    assert_eq!(met(&world).await, (1, TieState::Met));
    // One denies it; corrected before the end, it counts again.
    assert_eq!(
        world.marks("bob", group, Mark::NotMet, Some(Reason::Away)).await,
        GroupState::NotMet
    );
    assert_eq!(met(&world).await, (0, TieState::Introduced));
    assert_eq!(world.marks("bob", group, Mark::Met, None).await, GroupState::Met);
    assert_eq!(met(&world).await, (1, TieState::Met));
});

both!(only_members_speak_and_only_while_it_is_open, async |world| {
    two(&world).await;
    world.team("ops").person("eve").await;
    let run = world.round().await;
    let group = world.group_of(run, "ada").await;
    let eve = world.id("eve").await;
    assert!(matches!(
        mark(&world.env, group, eve, Mark::Met, None, None).await,
        Err(RoundError::NotMember)
    ));
    let nowhere = world.env.ids.next(weft::domain::clock::Clock::now(&*world.clock));
    assert!(matches!(
        mark(&world.env, nowhere, eve, Mark::Met, None, None).await,
        Err(RoundError::NoGroup)
    ));
    let ada = world.id("ada").await;
    world.marks("ada", group, Mark::Met, None).await;
    world.advance(TimeDelta::days(13));
    world.tick().await;
    assert_eq!(world.run(run).await.state, RunState::Closed);
    // The end is the end of corrections; a first word may still come for two weeks.
    let late = mark(&world.env, group, ada, Mark::NotMet, None, None).await;
    assert!(matches!(late, Err(RoundError::Stale { .. })));
    assert_eq!(world.marks("bob", group, Mark::Met, None).await, GroupState::Met);
    assert_eq!(met(&world).await.0, 1);
});

both!(knowing_each_other_already_is_remembered, async |world| {
    two(&world).await;
    let run = world.round().await;
    let group = world.group_of(run, "ada").await;
    let state = world.marks("ada", group, Mark::NotMet, Some(Reason::KnowEachOther)).await;
    assert_eq!(state, GroupState::NotMet);
    let mut tx = world.env.db.read().await.expect("read");
    assert_eq!(ties_of_source(&mut tx, TieSource::Stated).await.expect("ties").len(), 1);
    drop(tx);
    assert_eq!(world.waited("bob").await, 1);
    assert_eq!(world.waited("ada").await, 0);
});

both!(one_reminder_only_where_nobody_said_anything, async |world| {
    two(&world).await;
    world.team("ops").person("cem").in_coffee().await;
    world.team("far").person("dan").in_coffee().await;
    let run = world.round().await;
    world.deliver().await;
    let group = world.group_of(run, "ada").await;
    world.marks("ada", group, Mark::Scheduled, None).await;
    world.advance(TimeDelta::days(6) + TimeDelta::hours(1));
    world.tick().await;
    world.tick().await;
    assert_eq!(world.outbox().await.get("nudge"), Some(&2));
    assert!(!world.kinds("ada").await.contains(&"nudge".to_owned()));
});

both!(the_end_asks_those_who_said_nothing, async |world| {
    two(&world).await;
    let run = world.round().await;
    world.deliver().await;
    world.advance(TimeDelta::days(12) + TimeDelta::hours(1));
    world.tick().await;
    let row = world.run(run).await;
    assert_eq!(row.state, RunState::Closed);
    let rows = world.group_rows(run).await;
    assert_eq!(rows[0].state, GroupState::Unknown);
    assert!(world.kinds("ada").await.contains(&"closing".to_owned()));
    // The answer to the closing mail still counts.
    assert_eq!(world.marks("ada", rows[0].id, Mark::Scheduled, None).await, GroupState::Unknown);
    assert_eq!(world.marks("ada", rows[0].id, Mark::Met, None).await, GroupState::Met);
    assert_eq!(met(&world).await, (1, TieState::Met));
});

both!(after_three_silent_rounds_one_question_and_a_rest, async |world| {
    world
        .programme_with("every 4 weeks on Tuesday 10:00", |rules| {
            rules.meet_within_days = 7;
            rules.repeat_after_days = 7;
        })
        .await;
    two(&world).await;
    let programme = world.programme().await;
    for round in 1..=3 {
        world.round().await;
        world.deliver().await;
        world.advance(TimeDelta::days(8));
        world.tick().await;
        let ada = world.id("ada").await;
        let mut tx = world.env.db.read().await.expect("read");
        let enrolment =
            enrolment_get(&mut tx, programme, ada).await.expect("read").expect("enrolment");
        assert_eq!(enrolment.consent, Consent::Standing);
        assert_eq!(enrolment.resting_since.is_some(), round == 3, "round {round}");
    }
    assert_eq!(world.outbox().await.get("kind-question"), Some(&2));
    // The mail says what is so already, and that one press undoes it.
    let mails = world.mailbox("ada").await;
    let mail = mails.iter().find(|mail| mail.kind == "kind-question").expect("mail");
    let text = mail.raw.replace("=\r\n", "");
    assert!(text.contains("From today you rest") && text.contains("One press brings you back"));
    assert!(!text.contains("If you do not answer"), "{text}");
    // Resting people are in no round, and are not asked again.
    let run = world.draw().await;
    assert_eq!(world.run(run).await.note.as_deref(), Some("nobody took part"));
    assert_eq!(world.outbox().await.get("kind-question"), Some(&2));
    // The home page promises no partner to somebody who rests, and says how to come back.
    let home = world.browser_of(world.id("ada").await).await.get("/").await.text();
    assert!(home.contains("the next draws go without you") && home.contains("I am back"), "{home}");
    assert!(!home.contains("finds you a partner"), "{home}");
});
