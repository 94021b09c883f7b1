//! What the steering pages read.

use weft::domain::clock::Clock;
use weft::domain::plan::{NoticeState, RunState};
use weft::store::overview::Slice;
use weft::store::overview::chain::{actor_names, audit_actions, subject_rounds};
use weft::store::overview::delivery::{
    NoticeFilter, notice_lines, notices_retry_deferred, outbox_kinds, outbox_states,
};
use weft::store::overview::health::health;
use weft::store::overview::programme::{
    person_address, person_by_address, person_name, programme_joined, programme_lines,
};
use weft::store::overview::round::{
    answer_counts, group_line, group_lines, group_people, group_states, left_out_reasons,
    members_by_ids, notice_samples, notice_states, sent_between,
};
use weft::store::overview::run::{run_line_last, run_plan, run_problem, run_states};
use weft::store::overview::seats::{seat_uses, team_names, team_seats};
use weft::store::team::team_by_name;

use super::ask;
use crate::world::both;

both!(the_steering_pages_read_a_released_round, async |world| {
    world.team("search").seats(3).person("ada").in_coffee().await;
    world.team("maps").person("bob").in_coffee().await;
    let run = world.round().await;
    let programme = world.programme().await;
    let ada = world.id("ada").await;
    let group = world.group_of(run, "ada").await;
    let now = world.clock.now();
    let all = Slice { offset: 0, limit: 50 };
    let mut tx = world.env.db.write().await.expect("write");
    assert_eq!(ask!(tx, group_lines(run, all)).len(), 1);
    assert!(ask!(tx, group_line(run, group)).is_some());
    assert_eq!(ask!(tx, group_states(run)).len(), 1);
    assert_eq!(ask!(tx, group_people(run)), 2);
    assert!(ask!(tx, left_out_reasons(run)).is_empty());
    assert_eq!(ask!(tx, notice_states(run)), [("match".to_owned(), NoticeState::Queued, 2)]);
    assert_eq!(ask!(tx, answer_counts(run)), (0, 0));
    assert!(ask!(tx, sent_between(run)).is_none());
    assert_eq!(ask!(tx, members_by_ids(&[ada])).len(), 1);
    assert!(!ask!(tx, notice_samples(run)).is_empty());
    assert_eq!(ask!(tx, run_line_last(programme)).expect("line").id, run);
    assert_eq!(ask!(tx, run_states()), [(RunState::Released, 1)]);
    assert!(ask!(tx, run_problem(run)).is_some());
    assert!(ask!(tx, run_plan(run)).is_some());

    assert_eq!(ask!(tx, notice_lines(&NoticeFilter::default(), all)).len(), 2);
    assert_eq!(ask!(tx, outbox_states()).len(), 1);
    assert_eq!(ask!(tx, outbox_kinds()), ["match"]);
    assert_eq!(ask!(tx, notices_retry_deferred(now)), 0);
    assert_eq!(ask!(tx, programme_lines(now)).len(), 1);
    ask!(tx, programme_joined(programme, now));
    assert_eq!(ask!(tx, person_name(ada)).as_deref(), Some("ada"));
    assert!(ask!(tx, person_by_address("ada@test.example")).is_some());
    assert!(ask!(tx, person_address(ada)).is_some());
    let team = ask!(tx, team_by_name("search")).expect("team").id;
    assert!(ask!(tx, team_seats(team)).is_some());
    ask!(tx, seat_uses(team));
    assert_eq!(ask!(tx, team_names(&[team])).len(), 1);
    ask!(tx, health("ticker", now));
    assert!(!ask!(tx, audit_actions()).is_empty());
    let actor = format!("person:{ada}");
    assert_eq!(ask!(tx, actor_names([actor.as_str(), "system"].into_iter())).len(), 1);
    let subject = format!("run:{run}");
    let rounds = ask!(tx, subject_rounds([subject.as_str(), actor.as_str()].into_iter()));
    assert_eq!(rounds[&subject].0, 1);
});
