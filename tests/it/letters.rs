//! What people hear of placements: the plan to look at, the release, changes, the calendar, Mondays, and afterwards.

use std::fmt::Write as _;

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::Value;
use weft::domain::access::Role;
use weft::domain::bootcamp::BootcampRules;
use weft::domain::capacity::Offer;
use weft::domain::clock::Clock as _;
use weft::domain::coffee::{ProgrammeKind, ProgrammeState};
use weft::domain::id::{CohortId, PersonId, PlacementId, RunId, TeamId};
use weft::domain::person::Profile;
use weft::domain::placement::{CohortState, PlacementState, Side, Subject};
use weft::domain::plan::RunState;
use weft::domain::week::Week;
use weft::programmes::links::{self, Purpose};
use weft::programmes::placing;
use weft::programmes::placing::letters::{Facts, preview};
use weft::programmes::restored::{self, Rounds, Waits};
use weft::programmes::{person_data, roles};
use weft::store::capacity::{offer_set, team_weeks};
use weft::store::cohort::{Cohort, cohort_add};
use weft::store::held_placement::{held_placements, held_placements_erase};
use weft::store::hire::{Hire, hires_add};
use weft::store::leaver::people_end;
use weft::store::outbox_view::{NoticeFilter, NoticeRow, notices_page};
use weft::store::placement::{Placement, placements_of};
use weft::store::placement_word::{
    Said, objection_put, objection_remove, objections_of, placement_said, plan_shown,
    plan_shown_at, plans_unshown, team_worths, words_shared, worth_coverage,
};
use weft::store::profile::profile_set;
use weft::store::programme::{ProgrammeHead, head_add};
use weft::store::run::run_get;
use weft::store::stay::{
    digest_begin, digest_made, placements_of_leavers, stay_asked, stay_get, stays_away,
    stays_hosted, stays_of, stays_of_week, stays_unasked,
};
use weft::store::team::{team_get, teams_put};

use crate::visitor::Visitor;
use crate::world::{World, both};

/// A small organisation with a bootcamp from next Monday on: Ada, new at Payments, and the teams that take guests.
struct House {
    head: ProgrammeHead,
    cohort: CohortId,
    carla: PersonId,
    ada: PersonId,
    search: TeamId,
    sam: PersonId,
    pia: PersonId,
    first: Week,
}

async fn lead(world: &World, name: &str, team: &str) -> (PersonId, TeamId) {
    let lead = world.office_person(name, team).await;
    let id = world.office_team(team).await;
    let mut tx = world.env.db.write().await.expect("write");
    let mut row = team_get(&mut tx, id).await.expect("read").expect("team");
    row.lead_id = Some(lead);
    teams_put(&mut tx, &[row], world.clock.now()).await.expect("lead");
    tx.commit().await.expect("commit");
    (lead, id)
}

async fn house(world: &World, hold_minutes: Option<u32>) -> House {
    let carla = world.office_person("Carla Coordinator", "People").await;
    roles::grant(&world.env, "carla.coordinator@test.example", Role::Coordinator, None)
        .await
        .expect("role");
    let (pia, _) = lead(world, "Pia Payments", "Payments").await;
    let (sam, search) = lead(world, "Sam Search", "Search").await;
    let ada = world.office_person("Ada New", "Payments").await;
    let now = world.clock.now();
    let head = ProgrammeHead {
        id: world.env.ids.next(now),
        kind: ProgrammeKind::Bootcamp,
        name: "First weeks".to_owned(),
        purpose: "New people get to know the teams.".to_owned(),
        owner_id: carla,
        state: ProgrammeState::Active,
        zone: chrono_tz::Europe::Berlin,
        updated_at: now,
    };
    let first = Week::of(now.date_naive()).plus(1);
    let cohort = Cohort {
        id: world.env.ids.next(now),
        programme_id: head.id,
        name: "January".to_owned(),
        starts_on: first,
        weeks: 1,
        rules: BootcampRules { stints: 1, hold_minutes, ..BootcampRules::default() },
        state: CohortState::Open,
        created_by: Some(carla),
        created_at: now,
        updated_at: now,
    };
    let hire = Hire {
        cohort_id: cohort.id,
        person_id: ada,
        from_week: 0,
        to_week: 1,
        stints: None,
        length: None,
        likes: vec![search],
        avoid: Vec::new(),
        added_by: Some(carla),
        added_at: now,
        changed_at: now,
    };
    let mut tx = world.env.db.write().await.expect("write");
    head_add(&mut tx, &head, now).await.expect("programme");
    cohort_add(&mut tx, &cohort).await.expect("cohort");
    hires_add(&mut tx, &[hire]).await.expect("hire");
    let offer = Offer { bootcamp: 1, ..Offer::default() };
    offer_set(&mut tx, search, first, &offer, None, Some(sam), now).await.expect("offer");
    tx.commit().await.expect("commit");
    House { head, cohort: cohort.id, carla, ada, search, sam, pia, first }
}

async fn tick(world: &World) {
    world.advance(TimeDelta::seconds(1));
    let report = weft::scheduler::tick(&world.env, "test").await.expect("tick");
    assert_eq!(report.failed, 0, "{report:?}");
}

/// Solves the plan by the next tick.
async fn planned(world: &World, house: &House) -> RunId {
    let subject = Subject::Cohort(house.cohort);
    let run = placing::solve(&world.env, subject, house.carla).await.expect("solve");
    tick(world).await;
    run
}

async fn released(world: &World, house: &House) -> Placement {
    let run = planned(world, house).await;
    placing::release(&world.env, run, Some(house.carla)).await.expect("release");
    the_stint(world, house).await
}

async fn the_stint(world: &World, house: &House) -> Placement {
    let mut tx = world.env.db.read().await.expect("read");
    let mut rows = placements_of(&mut tx, Subject::Cohort(house.cohort)).await.expect("rows");
    assert_eq!(rows.len(), 1);
    rows.remove(0)
}

async fn mails(world: &World, kind: &str) -> Vec<NoticeRow> {
    let mut tx = world.env.db.read().await.expect("read");
    let mut all = notices_page(&mut tx, NoticeFilter::default(), 200).await.expect("notices");
    all.retain(|notice| notice.kind == kind);
    all.sort_by(|a, b| a.recipient_address.cmp(&b.recipient_address));
    all
}

fn link(world: &World, purpose: Purpose, person: PersonId, subject: uuid::Uuid) -> String {
    let until = world.clock.now() + TimeDelta::days(5);
    let url = links::url(&world.env, purpose, person, subject, until);
    url.strip_prefix("http://127.0.0.1:8080").expect("ours").to_owned()
}

/// Where the outside parsers find the calendar objects of one stint's life: `WEFT_LIFE=folder`.
fn life_folder() -> Option<std::path::PathBuf> {
    std::env::var_os("WEFT_LIFE").map(Into::into)
}

both!(one_stints_life_told_moved_host_changed_withdrawn, async |world: World| {
    let house = house(&world, None).await;
    let quinn = world.office_person("Quinn Search", "Search").await;
    let now = world.clock.now();
    let first = Placement {
        id: world.env.ids.next(now),
        run_id: world.env.ids.next(now),
        subject: Subject::Cohort(house.cohort),
        person_id: house.ada,
        team_id: house.search,
        home_team_id: world.office_team("Payments").await,
        host_id: Some(house.sam),
        slot: 0,
        length: 1,
        from_on: house.first,
        to_on: house.first.plus(1),
        state: PlacementState::Confirmed,
        reason: None,
        locked: false,
        host_said_at: None,
        home_said_at: None,
        replaces_id: None,
        leaves_run_id: None,
        sequence: 0,
        released_at: Some(now),
        created_at: now,
        changed_at: now,
    };
    let moved = Placement {
        from_on: house.first.plus(1),
        to_on: house.first.plus(2),
        sequence: 1,
        ..first.clone()
    };
    let other_host = Placement { host_id: Some(quinn), sequence: 2, ..moved.clone() };
    let gone = Placement { sequence: 3, ..other_host.clone() };
    let steps = [
        (vec![first.clone()], vec![], vec![]),
        (vec![], vec![(first, moved.clone())], vec![]),
        (vec![], vec![(moved, other_host)], vec![]),
        (vec![], vec![], vec![(gone, "Search moves house.".into())]),
    ];
    let names = [(house.ada, "ada"), (house.sam, "sam"), (quinn, "quinn"), (house.pia, "pia")];
    let mut page = String::new();
    for (number, (added, changed, withdrawn)) in steps.into_iter().enumerate() {
        let mut tx = world.env.db.read().await.expect("read");
        let run = world.env.ids.next(now);
        let mut facts =
            Facts::read(&mut tx, run, house.head.clone(), now, added, changed, withdrawn)
                .await
                .expect("facts");
        drop(tx);
        let ids: Vec<PlacementId> = facts.changed.iter().map(|(was, _)| was.id).collect();
        facts.why = ids.into_iter().map(|id| (id, "Sam is away that week.".into())).collect();
        writeln!(page, "== step {number}").expect("page");
        for (reader, mail) in preview(&world.env, &facts).expect("preview") {
            let name = names.iter().find(|(id, _)| *id == reader).expect("known").1;
            let ics = mail.invite.expect("one event in each mail");
            let line = |wanted: &str| {
                ics.lines().find(|line| line.starts_with(wanted)).unwrap_or_default().to_owned()
            };
            writeln!(
                page,
                "{name}: {} | {} {} {} {} attendees",
                mail.subject,
                line("METHOD"),
                line("SEQUENCE"),
                line("DTSTART"),
                ics.matches("ATTENDEE").count(),
            )
            .expect("page");
            if let Some(folder) = life_folder() {
                std::fs::create_dir_all(&folder).expect("folder");
                std::fs::write(folder.join(format!("{name}-{number}.ics")), &ics).expect("file");
            }
        }
    }
    insta::assert_snapshot!("one_stints_life", page);
});

both!(a_release_tells_guest_host_and_home_lead_and_their_pages_show_it, async |world: World| {
    let house = house(&world, None).await;
    let mut ada = Visitor::of(&world, house.ada).await;
    let empty = ada.get("/first-weeks").await;
    assert!(empty.body.contains("No stints are planned for you"));
    let stint = released(&world, &house).await;
    let told: Vec<String> = mails(&world, "placement-told")
        .await
        .into_iter()
        .map(|mail| format!("{}: {}", mail.recipient_address, mail.subject))
        .collect();
    insta::assert_snapshot!("told", told.join("\n"));

    let page = ada.get("/first-weeks").await;
    assert_eq!(page.status, StatusCode::OK);
    for wanted in ["Search", "Sam Search", "Mon 12 Jan to Fri 16 Jan 2026", "Calendar file"] {
        assert!(page.body.contains(wanted), "{wanted}");
    }
    let file = ada.get(&format!("/first-weeks/{}/calendar.ics", stint.id)).await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.body.contains("DTSTART;VALUE=DATE:20260112\r\nDTEND;VALUE=DATE:20260117\r\n"));
    let home = ada.get("/").await;
    assert!(home.body.contains("You are with Search soon"), "{}", home.body);

    let mut sam = Visitor::of(&world, house.sam).await;
    let guests = sam.get("/guests").await;
    assert!(guests.body.contains("Ada New") && guests.body.contains("Payments"));
    assert!(sam.get("/").await.body.contains("Ada New comes to Search"));
    let mut pia = Visitor::of(&world, house.pia).await;
    let away = pia.get("/guests").await;
    assert!(away.body.contains("Ada New") && away.body.contains("Nobody is planned to come"));

    // Somebody else sees nothing of it, not even that it is there.
    let mut carla = Visitor::of(&world, house.carla).await;
    assert!(!carla.get("/guests").await.body.contains("Ada New"));
    for path in ["calendar.ics", "worth"].map(|end| match end {
        "worth" => format!("/stays/{}/worth", stint.id),
        end => format!("/first-weeks/{}/{end}", stint.id),
    }) {
        assert_eq!(carla.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    // Too early to say whether it was worth it.
    let early = ada.get(&format!("/stays/{}/worth", stint.id)).await;
    assert_eq!(early.status, StatusCode::CONFLICT);
});

both!(whoever_takes_no_invitations_gets_the_mail_without_one, async |world: World| {
    let house = house(&world, None).await;
    let profile = Profile { calendar: false, ..Profile::default() };
    let mut tx = world.env.db.write().await.expect("write");
    profile_set(&mut tx, house.sam, &profile, world.clock.now()).await.expect("profile");
    tx.commit().await.expect("commit");
    released(&world, &house).await;
    let mut invited = Vec::new();
    for person in [house.ada, house.pia, house.sam] {
        for (_, mail) in world.mails_to(person).await {
            invited.push((mail.to[0].address.clone(), mail.event.is_some()));
        }
    }
    let expected = [("ada.new", true), ("pia.payments", true), ("sam.search", false)];
    assert_eq!(invited, expected.map(|(who, has)| (format!("{who}@test.example"), has)));
});

both!(mondays_digest_comes_once_and_only_when_there_is_something_to_say, async |world: World| {
    let house = house(&world, None).await;
    released(&world, &house).await;
    tick(&world).await;
    assert!(mails(&world, "monday-digest").await.is_empty(), "it is Tuesday, and nothing begins");
    // Monday 12 January, 06:59 in Berlin; and from 08:00 on.
    world.advance(TimeDelta::days(5) + TimeDelta::hours(22));
    tick(&world).await;
    assert!(mails(&world, "monday-digest").await.is_empty(), "{}", world.clock.now());
    world.advance(TimeDelta::hours(1));
    tick(&world).await;
    tick(&world).await;
    let digests: Vec<String> = mails(&world, "monday-digest")
        .await
        .into_iter()
        .map(|mail| format!("{}: {}", mail.recipient_address, mail.subject))
        .collect();
    insta::assert_snapshot!("digests", digests.join("\n"));
    // The Monday after has nothing to say.
    world.advance(TimeDelta::days(7));
    tick(&world).await;
    assert_eq!(mails(&world, "monday-digest").await.len(), digests.len());
    let mut tx = world.env.db.write().await.expect("write");
    let (programme, now) = (house.head.id, world.clock.now());
    assert!(digest_made(&mut tx, programme, house.first).await.expect("made"));
    assert!(!digest_begin(&mut tx, programme, house.first, now).await.expect("begin"));
    let week = stays_of_week(&mut tx, programme, house.first, 2).await.expect("week");
    assert_eq!(week.len(), 1);
});

both!(
    after_a_restore_nobody_is_asked_about_a_stint_or_told_of_a_week_twice,
    async |world: World| {
        let house = house(&world, None).await;
        let stint = released(&world, &house).await;
        world.deliver().await;
        let before = world.notices().await.len();
        // Stint, question and digests went by after the backup; the rows that say so are lost.
        world.advance(TimeDelta::days(14));
        assert!(restored::hold(&world.env, None, None).await.expect("hold"));
        tick(&world).await;
        world.advance(TimeDelta::hours(1));
        let waits = Waits::DropBefore(world.clock.now());
        let ended = restored::end(&world.env, waits, Rounds::Stop, None).await.expect("end");
        assert!(ended.expect("was held").stopped >= 1);
        tick(&world).await;
        assert_eq!(the_stint(&world, &house).await.state, PlacementState::Finished);
        assert_eq!(world.notices().await.len(), before, "nothing was written");
        // They can still say how it was.
        placing::afterwards::say(&world.env, stint.id, house.ada, 4, "", false)
            .await
            .expect("said");
    }
);

both!(afterwards_guest_and_host_say_whether_it_was_worth_it, async |world: World| {
    let house = house(&world, None).await;
    let stint = released(&world, &house).await;
    world.advance(TimeDelta::days(14));
    tick(&world).await;
    tick(&world).await;
    assert_eq!(the_stint(&world, &house).await.state, PlacementState::Finished);
    let asked: Vec<String> = mails(&world, "placement-feedback")
        .await
        .into_iter()
        .map(|mail| format!("{}: {}", mail.recipient_address, mail.subject))
        .collect();
    insta::assert_snapshot!("asked", asked.join("\n"));

    // From the mail, without a session: the number is chosen, the button keeps it.
    let mut stranger = Visitor::new(&world);
    let from_mail = link(&world, Purpose::PlacedWorth, house.ada, stint.id.0);
    let page = stranger.get(&format!("{from_mail}?worth=4")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("value=\"4\" checked"), "{}", page.body);
    let wrong = stranger.post(&from_mail, &[("worth", "9"), ("words", "mine")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("Choose a number from 1 to 5") && wrong.body.contains("mine"));
    let kept = stranger
        .post(
            &from_mail,
            &[("worth", "4"), ("words", "They showed me the index."), ("share", "yes")],
        )
        .await;
    assert!(kept.body.contains("Kept. Thank you."), "{}", kept.body);

    // From the home page: the host, words for nobody else.
    let mut sam = Visitor::of(&world, house.sam).await;
    assert!(sam.get("/").await.body.contains("Ada New with Search: was it worth it?"));
    let path = format!("/stays/{}/worth", stint.id);
    let said = sam.post(&path, &[("worth", "2"), ("words", "Between us: too short.")]).await;
    assert_eq!(said.leads_to(), "/guests?done=worth");
    assert!(!sam.get("/").await.body.contains("was it worth it?"), "it was said");

    let mut carla = Visitor::of(&world, house.carla).await;
    let summary = carla.get("/admin/stays").await;
    assert!(summary.body.contains("1 placement is over. 1 guest and 1 host have answered."));
    assert!(summary.body.contains("No team has enough answers yet"));
    assert!(summary.body.contains("They showed me the index."));
    assert!(!summary.body.contains("Between us") && !summary.body.contains("Ada New"));

    let mut ada = Visitor::of(&world, house.ada).await;
    let timeline = ada.get("/first-weeks").await;
    assert!(timeline.body.contains("You said 4 of 5."));
    assert!(timeline.body.contains("You met 1 person in 1 team"), "{}", timeline.body);

    let mut tx = world.env.db.write().await.expect("write");
    assert_eq!(stays_of(&mut tx, house.ada).await.expect("own").len(), 1);
    let own = stay_get(&mut tx, house.sam, stint.id).await.expect("stay").expect("host's");
    assert_eq!(own.said, Some((2, "Between us: too short.".to_owned(), false)));
    assert_eq!(stays_hosted(&mut tx, house.sam, house.first).await.expect("guests").len(), 1);
    assert_eq!(stays_away(&mut tx, house.pia, house.first).await.expect("away").len(), 1);
    assert!(
        stays_unasked(&mut tx, house.first, world.clock.now()).await.expect("unasked").is_empty()
    );
    assert!(!stay_asked(&mut tx, stint.id, world.clock.now()).await.expect("asked"));
    assert_eq!(worth_coverage(&mut tx).await.expect("coverage"), (1, 1, 1));
    assert!(team_worths(&mut tx, 5).await.expect("teams").is_empty());
    let team = team_worths(&mut tx, 1).await.expect("teams").remove(0);
    assert_eq!((team.guests, team.mean), (1, 4.0));
    assert_eq!(words_shared(&mut tx).await.expect("words").len(), 1);
    let again = Said {
        side: Side::Guest,
        worth: 5,
        words: String::new(),
        shared: false,
        at: world.clock.now(),
    };
    placement_said(&mut tx, stint.id, house.ada, &again).await.expect("again");
    assert!(words_shared(&mut tx).await.expect("words").is_empty());
    tx.commit().await.expect("commit");

    // What is held of Ada is in her data, and goes with her.
    let data = person_data::export(&world.env, house.ada).await.expect("export");
    let held = &data["stints_and_rotations"];
    assert_eq!(held["placements"][0]["with_team"], Value::from("Search"));
    assert_eq!(held["what_you_said"][0]["worth"], Value::from(5));
    assert_eq!(held["cohorts"][0]["cohort"], Value::from("January"));
    person_data::erase(&world.env, house.ada, None).await.expect("erase");
    let mut tx = world.env.db.write().await.expect("write");
    // Erasing twice changes nothing more.
    held_placements_erase(&mut tx, house.ada, world.clock.now()).await.expect("erase");
    let held = held_placements(&mut tx, house.ada).await.expect("held");
    assert_eq!(held["cohorts"], Value::from(Vec::<Value>::new()));
    assert_eq!(held["what_you_said"][0]["words"], Value::from(""));
    assert_eq!(held["placements"][0]["guest"], Value::from("–"));
});

both!(
    hosts_and_home_leads_see_a_held_plan_first_and_an_objection_stops_it,
    async |world: World| {
        let house = house(&world, Some(600)).await;
        let run = planned(&world, &house).await;
        let shown: Vec<String> = mails(&world, "placement-proposed")
            .await
            .into_iter()
            .map(|mail| format!("{}: {}", mail.recipient_address, mail.subject))
            .collect();
        insta::assert_snapshot!("shown", shown.join("\n"));
        tick(&world).await;
        assert_eq!(mails(&world, "placement-proposed").await.len(), shown.len(), "once");

        let mut stranger = Visitor::new(&world);
        let fine = link(&world, Purpose::PlacedFine, house.sam, run.0);
        assert!(stranger.get(&fine).await.body.contains("Does the plan suit you?"));
        assert_eq!(
            the_stint(&world, &house).await.state,
            PlacementState::Proposed,
            "only looked at"
        );
        assert!(stranger.post(&fine, &[]).await.body.contains("Noted: the plan suits you"));
        assert_eq!(the_stint(&world, &house).await.state, PlacementState::HostOk);

        let not = link(&world, Purpose::PlacedNot, house.pia, run.0);
        let bare = stranger.post(&not, &[("reason", " ")]).await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(bare.body.contains("Say what should be different"));
        let objected = stranger.post(&not, &[("reason", "Ada has her exam that week.")]).await;
        assert!(objected.body.contains("Noted: the plan waits"));
        let mut tx = world.env.db.write().await.expect("write");
        let row = run_get(&mut tx, run).await.expect("run").expect("there");
        assert_eq!((row.state, row.hold_until), (RunState::Held, None));
        let objections = objections_of(&mut tx, run).await.expect("objections");
        assert_eq!(objections[0].1, "Pia Payments");
        let now = world.clock.now();
        objection_put(&mut tx, run, house.pia, "Still so.", now).await.expect("put");
        assert!(plan_shown_at(&mut tx, run).await.expect("shown").is_some());
        plan_shown(&mut tx, run, Some(house.carla), now).await.expect("again");
        assert!(plans_unshown(&mut tx).await.expect("unshown").is_empty());
        drop(tx);
        // She thinks again; both sides agree.
        let fine = link(&world, Purpose::PlacedFine, house.pia, run.0);
        stranger.post(&fine, &[]).await;
        assert_eq!(the_stint(&world, &house).await.state, PlacementState::HomeOk);
        let mut tx = world.env.db.write().await.expect("write");
        assert!(!objection_remove(&mut tx, run, house.pia).await.expect("removed before"));
        drop(tx);
        // Whom the plan does not concern has nothing to say.
        let strange = link(&world, Purpose::PlacedFine, house.ada, run.0);
        assert!(stranger.post(&strange, &[]).await.body.contains("does not wait for an answer"));
        placing::release(&world.env, run, Some(house.carla)).await.expect("release");
        assert!(stranger.get(&fine).await.body.contains("does not wait for an answer"));
    }
);

both!(whoever_leaves_is_nobodys_guest_and_host_and_home_lead_hear_of_it, async |world: World| {
    let house = house(&world, None).await;
    released(&world, &house).await;
    world.deliver().await;
    let mut tx = world.env.db.write().await.expect("write");
    people_end(&mut tx, &[house.ada], world.clock.now()).await.expect("leave");
    assert_eq!(placements_of_leavers(&mut tx).await.expect("leavers").len(), 1);
    tx.commit().await.expect("commit");
    tick(&world).await;
    tick(&world).await;
    assert_eq!(the_stint(&world, &house).await.state, PlacementState::Recalled);
    let told: Vec<String> = mails(&world, "recall")
        .await
        .into_iter()
        .map(|mail| format!("{}: {}", mail.recipient_address, mail.subject))
        .collect();
    insta::assert_snapshot!("left", told.join("\n"));
    let mut tx = world.env.db.read().await.expect("read");
    let weeks = team_weeks(&mut tx, house.search, house.first, house.first.plus(1)).await;
    assert_eq!(weeks.expect("weeks")[0].taken.bootcamp, 0, "the place is free again");
});
