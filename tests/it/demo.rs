//! The demo organisation: where it is founded and where not, and that a day has one story.

use chrono::{Datelike, TimeDelta, Timelike, Weekday};
use weft::demo::{self, OtherOrganisation};
use weft::domain::clock::Clock as _;
use weft::domain::id::RunId;
use weft::domain::plan::RunState;
use weft::mail::transport::Transport;
use weft::store::enrolment::enrolments_of;
use weft::store::overview::Slice;
use weft::store::overview::run::{RunFilter, RunLine, run_facts, run_lines};
use weft::store::person::person_by_email;
use weft::store::run::run_get;

use crate::world::{Engine, World, both, run};

async fn tell(world: &World, rounds: u32) -> anyhow::Result<RunId> {
    let mut mailbox = Transport::mailbox(world.dir.path().join("mailbox"));
    demo::tell(&world.env, &mut mailbox, rounds, &mut |_| {}).await
}

/// Everything that a run's page shows as figures, and the hash of what it was made of.
async fn figures(world: &World, run: RunId) -> (RunLine, Option<String>) {
    let mut tx = world.env.db.read().await.expect("read");
    let facts = run_facts(&mut tx, run).await.expect("read").expect("run");
    (RunLine { solve_millis: None, ..facts.line }, facts.problem_sha256)
}

both!(nobody_is_founded_among_another_organisations_people, async |world: World| {
    world.team("Finance").person("ada").in_coffee().await;
    let before = world.counts().await;
    let error = tell(&world, 2).await.expect_err("refused");
    let found = error.downcast_ref::<OtherOrganisation>().expect("the reason");
    assert_eq!(found.people, 2, "ada, and the programme's owner");
    assert_eq!(world.counts().await, before, "nothing was written");
});

#[test]
fn a_day_has_one_story() {
    run(Engine::Sqlite, async |world: World| {
        let one = tell(&world, 3).await.expect("the story");
        let later = World::new(Engine::Sqlite).await;
        later.advance(TimeDelta::hours(9));
        let two = tell(&later, 3).await.expect("the story");
        assert_eq!(figures(&world, one).await, figures(&later, two).await);
        // Started again it tells nothing anew.
        let before = world.counts().await;
        assert_eq!(tell(&world, 3).await.expect("the story"), one);
        assert_eq!(world.counts().await, before);
        later.env.db.close().await;
    });
}

#[test]
fn its_rounds_are_drawn_on_tuesdays_and_closed_before_the_next() {
    run(Engine::Sqlite, async |world: World| {
        let last = tell(&world, 3).await.expect("the story");
        let mut tx = world.env.db.read().await.expect("read");
        let all = Slice { offset: 0, limit: 10 };
        let mut lines = run_lines(&mut tx, RunFilter::default(), all).await.expect("runs");
        lines.reverse();
        assert_eq!(lines.len(), 3, "{lines:?}");
        for (line, next) in lines.iter().zip(lines.iter().skip(1)) {
            assert_eq!(line.state, RunState::Closed);
            let closes_at = run_get(&mut tx, line.id).await.expect("read").expect("run").closes_at;
            assert!(closes_at.expect("an end") < next.slot_at);
        }
        let newest = lines.last().expect("a run");
        assert_eq!(newest.id, last);
        assert!(matches!(newest.state, RunState::Sending | RunState::Sent), "{newest:?}");
        let drawn = newest.slot_at.with_timezone(&world.env.site.zone);
        assert_eq!((drawn.weekday(), drawn.hour(), drawn.minute()), (Weekday::Tue, 9, 0));
        assert!(world.clock.now() - newest.slot_at <= TimeDelta::days(14));
        // Nobody whom a visitor may be rests, and all doors open.
        for door in demo::doors(&world.env).await.expect("doors") {
            let name = door.name.to_lowercase().replace(' ', ".").replace('ń', "n");
            let email = format!("{name}@{}", demo::DOMAIN);
            let person = person_by_email(&mut tx, &email).await.expect("read").expect(door.name);
            for enrolment in enrolments_of(&mut tx, person.id).await.expect("read") {
                assert!(enrolment.resting_since.is_none(), "{} rests", door.name);
            }
        }
    });
}
