//! Rotation calls: set up, applied to, answered by home teams, closed, cancelled.

use axum::http::StatusCode;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use weft::domain::access::Role;
use weft::domain::capacity::Offer;
use weft::domain::clock::Clock as _;
use weft::domain::id::{ApplicationId, CallId, PersonId, TeamId};
use weft::domain::placement::{ApplicationState, CallState};
use weft::domain::rotation::RotationRules;
use weft::domain::week::Week;
use weft::optimise::Problem;
use weft::programmes::restored::{self, Rounds, Waits};
use weft::programmes::roles;
use weft::programmes::rotation::apply::{Flaw, Wish, keep, submit, withdraw};
use weft::programmes::rotation::call::{Step, close_due, programme_create, step};
use weft::programmes::rotation::call_form::{Draft, Typed};
use weft::programmes::rotation::home::{Word, answer, escalate_due};
use weft::programmes::rotation::{RotationError, call, setting};
use weft::programmes::round::{person_key, team_key};
use weft::store::application::{
    Application, application_add, application_become, application_get, application_set,
    applications_from_team, applications_of_call, applications_of_person, applications_unanswered,
    team_words_of_call, team_words_set, vain_applications,
};
use weft::store::audit::audit_page;
use weft::store::call::call_get;
use weft::store::capacity::offer_set;
use weft::store::person::person_get;
use weft::store::rotation_ledger::{rotation_weeks_of_call, rotation_weeks_of_team};
use weft::store::team::{team_get, teams_put};

use crate::visitor::Visitor;
use crate::world::{World, both};

pub fn on(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("date")
}

impl World {
    /// Names somebody the lead of a team.
    pub async fn rotation_lead(&self, team: TeamId, lead: PersonId) {
        let mut tx = self.env.db.write().await.expect("write");
        let mut row = team_get(&mut tx, team).await.expect("team").expect("team");
        row.lead_id = Some(lead);
        teams_put(&mut tx, &[row], self.clock.now()).await.expect("lead");
        tx.commit().await.expect("commit");
    }

    /// So many guests and own people away in each of some weeks.
    async fn rotation_offer(
        &self,
        team: TeamId,
        from: NaiveDate,
        weeks: u32,
        guests: u32,
        away: u32,
    ) {
        let mut tx = self.env.db.write().await.expect("write");
        let offer = Offer { rotation: guests, lend: away, ..Offer::default() };
        for week in Week::of(from).run(weeks) {
            offer_set(&mut tx, team, week, &offer, None, None, self.clock.now())
                .await
                .expect("offer");
        }
        tx.commit().await.expect("commit");
    }

    pub async fn rotation_application(&self, id: ApplicationId) -> Application {
        let mut tx = self.env.db.read().await.expect("read");
        application_get(&mut tx, id).await.expect("application").expect("application")
    }
}

/// An office with a call open from 12 January to 6 February: two periods of four weeks, from 6 April and from 4 May.
pub struct Town {
    pub ada: PersonId,
    pub lead: PersonId,
    pub owner: PersonId,
    pub search: TeamId,
    pub design: TeamId,
    pub legal: TeamId,
    pub call: CallId,
}

pub async fn town(world: &World) -> Town {
    let owner = world.office_person("Olga Owner", "People").await;
    let lead = world.office_person("Lea Lead", "Search").await;
    let ada = world.office_person("Ada Lindqvist", "Search").await;
    world.office_person("Dan Design", "Design").await;
    world.office_person("Lou Legal", "Legal").await;
    let (search, design, legal) = (
        world.office_team("Search").await,
        world.office_team("Design").await,
        world.office_team("Legal").await,
    );
    world.rotation_lead(search, lead).await;
    world.rotation_offer(search, on(2026, 4, 6), 8, 0, 1).await;
    world.rotation_offer(design, on(2026, 4, 6), 8, 1, 0).await;
    // Legal has a place in the second period only: a week of the first is missing.
    world.rotation_offer(legal, on(2026, 4, 13), 7, 2, 0).await;
    roles::grant(&world.env, "olga.owner@test.example", Role::Coordinator, None)
        .await
        .expect("role");
    let call = open_call(world, owner, "Spring").await;
    Town { ada, lead, owner, search, design, legal, call }
}

fn typed(name: &str) -> Typed {
    Typed {
        name: name.to_owned(),
        opens_on: "2026-01-06".to_owned(),
        last_on: "2026-02-06".to_owned(),
        periods: vec![
            ("2026-04-06".to_owned(), "4".to_owned()),
            ("2026-05-04".to_owned(), "4".to_owned()),
        ],
        ..Typed::fresh(on(2026, 1, 6))
    }
}

fn draft(name: &str) -> Draft {
    typed(name).check().expect("a call")
}

async fn open_call(world: &World, owner: PersonId, name: &str) -> CallId {
    let programme = programme_create(
        &world.env,
        owner,
        &format!("Rotations {name}"),
        "Work with another team.",
        "olga.owner@test.example",
    )
    .await
    .expect("programme");
    let id = call::create(&world.env, owner, programme, &draft(name)).await.expect("call");
    step(&world.env, owner, id, Step::Open, "").await.expect("open");
    id
}

fn wish(town: &Town) -> Wish {
    Wish {
        choices: vec![town.design, town.legal],
        periods: vec![0, 1],
        length: 1,
        goals: "See how ranking is judged.".to_owned(),
    }
}

/// The path of a link in a mail.
pub fn link(text: &str, purpose: &str) -> String {
    let from = text.find(&format!("/l/{purpose}/")).expect("a link");
    text[from..].chars().take_while(|c| !c.is_whitespace()).collect()
}

/// Subject and text of the newest mail to somebody. Time goes on afterwards, so that the next one is newer.
pub async fn mail_to(world: &World, person: PersonId) -> (String, String) {
    world.advance(TimeDelta::minutes(1));
    let mails = world.mails_to(person).await;
    let (_, mail) = mails.into_iter().next().expect("a mail");
    (mail.subject, mail.text)
}

both!(an_applicant_a_lead_and_a_coordinator_walk_through_a_call, async |world: World| {
    let town = town(&world).await;
    let mut ada = Visitor::of(&world, town.ada).await;
    let list = ada.get("/rotations").await.body;
    assert!(list.contains("Spring") && list.contains("1 March 2025"), "eligible since: {list}");
    let path = format!("/rotations/{}", town.call);
    let form = ada.get(&path).await.body;
    assert!(form.contains("Design") && form.contains("Legal"));
    assert!(!form.contains("<th scope=\"row\">Search"), "nobody applies to their own team");
    let (design, legal) = (town.design.to_string(), town.legal.to_string());
    // Wrong: the same team twice, no period, no goals. Everything typed is kept.
    let wrong = ada
        .post(
            &path,
            &[("choice-1", &design), ("choice-2", &design), ("length", "1"), ("step", "check")],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for problem in
        ["Design stands further up already", "Tick at least one period", "Say in a sentence"]
    {
        assert!(wrong.body.contains(problem), "{problem}: {}", wrong.body);
    }
    assert!(wrong.body.contains(&format!("value=\"{design}\" selected")));
    let typed = [
        ("choice-1", design.as_str()),
        ("choice-2", legal.as_str()),
        ("period", "0"),
        ("period", "1"),
        ("length", "1"),
        ("goals", "See how ranking is judged."),
    ];
    let with = |step: &'static str| {
        let mut all = typed.to_vec();
        all.push(("step", step));
        all
    };
    let kept = ada.post(&path, &with("keep")).await;
    assert!(kept.leads_to().ends_with("?done=kept"), "{}", kept.status);
    assert!(ada.get(&path).await.body.contains("See how ranking is judged."), "the draft is there");
    let check = ada.post(&path, &with("check")).await;
    assert!(check.body.contains("Lea Lead is asked by mail"), "{}", check.body);
    let done = ada.post(&path, &with("submit")).await;
    let own = done.leads_to().to_owned();
    assert!(own.contains("/rotations/applications/"), "{}", done.body);
    assert!(ada.get(&own).await.body.contains("Lea Lead has until Tuesday 20 January"));
    // The lead presses the button of the mail.
    let (subject, text) = mail_to(&world, town.lead).await;
    assert!(subject.contains("Ada Lindqvist would like to go on rotation"), "{subject}");
    let yes = link(&text, "home-yes");
    let mut lead = Visitor::new(&world);
    let before = lines(&world).await;
    let page = lead.get(&yes).await;
    assert!(page.body.contains("These dates") && !page.body.contains("Not now"), "{}", page.body);
    assert_eq!(lines(&world).await, before, "opening changes nothing");
    let said = lead.post(&yes, &[("period", "1")]).await;
    assert!(said.body.contains("The dates are set down"), "{}", said.body);
    let again = lead.post(&yes, &[("period", "1")]).await;
    assert!(again.body.contains("done already"), "a second press is harmless: {}", again.body);
    let story = ada.get(&own).await.body;
    assert!(story.contains("Lea Lead said for Search: these dates"), "{story}");
    // The coordinator sees it; other people do not.
    let mut owner = Visitor::of(&world, town.owner).await;
    let call = owner.get(&format!("/admin/calls/{}", town.call)).await.body;
    assert!(call.contains("In the plan") && call.contains("1 of 2 periods"), "{call}");
    let id = own.trim_start_matches("/rotations/applications/").split('?').next().expect("id");
    assert!(owner.get(&format!("/admin/applications/{id}")).await.body.contains("Ada Lindqvist"));
    let mut other = Visitor::of(&world, town.lead).await;
    assert_eq!(other.get(&own).await.status, StatusCode::NOT_FOUND, "others' are not found");
    assert_eq!(
        other.post(&format!("/rotations/applications/{id}/withdraw"), &[]).await.status,
        StatusCode::NOT_FOUND
    );
    let own_team = other.get("/team-rotations").await.body;
    assert!(own_team.contains("Ada Lindqvist") && own_team.contains("In the plan"), "{own_team}");
});

both!(an_application_is_handed_in_and_answered_while_time_goes_on, async |world: World| {
    let town = town(&world).await;
    let env = world.while_time_goes_on();
    keep(&env, town.ada, town.call, &wish(&town)).await.expect("kept");
    let id = submit(&env, town.ada, town.call, &wish(&town)).await.expect("handed in");
    assert_eq!(world.rotation_application(id).await.state, ApplicationState::AwaitingHome);
    answer(&env, town.lead, id, &Word::These(vec![0]), false).await.expect("answered");
    assert_eq!(world.rotation_application(id).await.state, ApplicationState::Eligible);
    withdraw(&env, town.ada, id).await.expect("taken back");
    assert_eq!(world.rotation_application(id).await.state, ApplicationState::Withdrawn);
});

async fn lines(world: &World) -> usize {
    let mut tx = world.env.db.read().await.expect("read");
    audit_page(&mut tx, None, 200).await.expect("audit").len()
}

both!(a_coordinator_sets_a_call_up_and_every_fault_stands_at_its_field, async |world: World| {
    let coordinator = world.somebody_who_is(Role::Coordinator).await;
    let mut office = Visitor::of(&world, coordinator.id).await;
    assert!(
        office.get("/admin/rotations").await.body.contains("There is no rotation programme yet")
    );
    let wrong =
        office.post("/admin/rotations/new", &[("name", "Rotations"), ("owner", "x@y.z")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("href=\"#purpose\"") && wrong.body.contains("value=\"x@y.z\""));
    let made = office
        .post(
            "/admin/rotations/new",
            &[("name", "Rotations"), ("purpose", "Work elsewhere."), ("owner", &coordinator.email)],
        )
        .await;
    assert_eq!(made.leads_to(), "/admin/rotations?done=programme");
    let list = office.get("/admin/rotations").await.body;
    let from = list.find("/new-call").expect("a link");
    let programme = &list[from - 36..from];
    let path = format!("/admin/rotations/{programme}/new-call");
    let form = office.get(&path).await.body;
    assert!(form.contains("value=\"12\""), "a year after the start: {form}");
    let fields =
        |last_on: &'static str, second: &'static str, weeks: &'static str, step: &'static str| {
            vec![
                ("name", "Spring 2026"),
                ("opens_on", "2026-01-12"),
                ("last_on", last_on),
                ("from-1", "2026-04-06"),
                ("weeks-1", "5"),
                ("from-2", second),
                ("weeks-2", weeks),
                ("after_months", "12"),
                ("choices", "5"),
                ("balance", ""),
                ("hours", "4"),
                ("answer_days", "10"),
                ("hold_hours", ""),
                ("step", step),
            ]
        };
    let wrong = office.post(&path, &fields("2026-01-11", "2026-05-04", "4", "check")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for at in ["href=\"#last_on\"", "href=\"#from-2\""] {
        assert!(wrong.body.contains(at), "{at}: {}", wrong.body);
    }
    assert!(wrong.body.contains("shares weeks with the period Mon 6 Apr – Fri 8 May 2026"));
    let wrong = office.post(&path, &fields("2026-05-20", "2026-06-02", "0", "check")).await;
    for problem in [
        "Period 1: first Monday: begins before people have finished applying",
        "The Monday of that week is Monday 1 June",
        "href=\"#weeks-2\"",
    ] {
        assert!(wrong.body.contains(problem), "{problem}: {}", wrong.body);
    }
    let check = office.post(&path, &fields("2026-02-06", "2026-05-11", "4", "check")).await;
    assert_eq!(check.status, StatusCode::OK);
    assert!(check.body.contains("People may go 12 months after their start."), "{}", check.body);
    let saved = office.post(&path, &fields("2026-02-06", "2026-05-11", "4", "save")).await;
    let call = saved.leads_to().split('?').next().expect("path").to_owned();
    assert!(office.get(&call).await.body.contains("Nobody has applied yet"));
    let twice = office.post(&path, &fields("2026-02-06", "2026-05-11", "4", "save")).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(twice.body.contains("There is one of this name already"));
    // A draft is nobody's business; opened, everybody sees it.
    let mut browser = Visitor::of(&world, world.somebody("Ada Lov").await.id).await;
    let own = call.replace("/admin/calls/", "/rotations/");
    assert_eq!(browser.get(&own).await.status, StatusCode::NOT_FOUND);
    let open = office.get(&format!("{call}/open")).await.body;
    assert!(open.contains("can apply from Monday 12 January to Friday 6 February"), "{open}");
    assert_eq!(office.post(&format!("{call}/open"), &[]).await.status, StatusCode::SEE_OTHER);
    assert!(browser.get("/rotations").await.body.contains("Opens on Monday 12 January"));
    assert_eq!(browser.get(&own).await.status, StatusCode::CONFLICT, "not open yet");
    // An edit that somebody else overtook changes nothing.
    let edit = format!("{call}/edit");
    let seen = office.get(&edit).await.hidden("seen");
    world.advance(TimeDelta::minutes(1));
    let mut fields = fields("2026-02-13", "2026-05-11", "4", "save");
    fields.push(("seen", &seen));
    assert_eq!(office.post(&edit, &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(office.post(&edit, &fields).await.status, StatusCode::CONFLICT);
    // Cancelling needs a reason.
    let refused = office.post(&format!("{call}/cancel"), &[("reason", " ")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let cancelled = office.post(&format!("{call}/cancel"), &[("reason", "Too few places.")]).await;
    assert_eq!(cancelled.status, StatusCode::SEE_OTHER);
    assert!(office.get(&call).await.body.contains("Cancelled"));
});

both!(not_now_is_told_with_its_reason_and_counts_in_the_next_call, async |world: World| {
    let town = town(&world).await;
    let id = submit(&world.env, town.ada, town.call, &wish(&town)).await.expect("submit");
    let (_, text) = mail_to(&world, town.lead).await;
    let not_now = link(&text, "home-not-now");
    let mut lead = Visitor::new(&world);
    let silent = lead.post(&not_now, &[("reason", ""), ("not_before", "2026-01-01")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        silent.body.contains("nobody is refused silently") && silent.body.contains("in the past")
    );
    let typed = [("reason", "The release needs all of us."), ("not_before", "2026-06-01")];
    let said = lead.post(&not_now, &typed).await;
    assert!(said.body.contains("The person is told"), "{}", said.body);
    assert!(lead.post(&not_now, &typed).await.body.contains("done already"));
    let one = world.rotation_application(id).await;
    assert_eq!(one.state, ApplicationState::Declined);
    let (subject, text) = mail_to(&world, town.ada).await;
    assert!(subject.contains("not now, says your home team"), "{subject}");
    assert!(
        text.contains("The release needs all of us.") && text.contains("1 June 2026"),
        "{text}"
    );
    let mut ada = Visitor::of(&world, town.ada).await;
    let form = ada.get(&format!("/rotations/{}", town.call)).await.body;
    assert!(form.contains("not before 1 June 2026"), "{form}");
    assert!(form.contains("No period of this call is open to you"), "{form}");
    let refused = submit(&world.env, town.ada, town.call, &wish(&town)).await;
    assert!(
        matches!(&refused, Err(RotationError::Choices(flaws)) if flaws.contains(&Flaw::NotThen { period: 0 })),
        "{refused:?}"
    );
    let mut owner = Visitor::of(&world, town.owner).await;
    let page = owner.get(&format!("/admin/calls/{}", town.call)).await.body;
    assert!(page.contains("Not before 1 June 2026") && page.contains("1 home team said"), "{page}");
    let next = open_call(&world, town.owner, "Autumn").await;
    let mut tx = world.env.db.read().await.expect("read");
    let vain = vain_applications(&mut tx, &[town.ada], next).await.expect("vain");
    assert_eq!(vain.get(&town.ada), Some(&1));
    assert!(vain_applications(&mut tx, &[town.ada], town.call).await.expect("vain").is_empty());
});

both!(after_a_restore_a_silence_is_not_told_twice, async |world: World| {
    let town = town(&world).await;
    submit(&world.env, town.ada, town.call, &wish(&town)).await.expect("submit");
    world.advance(TimeDelta::days(15));
    let before = world.notices().await.len();
    assert!(restored::hold(&world.env, None, None).await.expect("hold"));
    let ended = restored::end(&world.env, Waits::Send, Rounds::Stop, None).await.expect("end");
    assert_eq!(ended.expect("was held").stopped, 1);
    let report = weft::scheduler::tick(&world.env, "test").await.expect("tick");
    assert_eq!((report.silences_told, report.failed), (0, 0));
    assert_eq!(world.notices().await.len(), before);
});

both!(silence_is_told_to_the_owner_once_after_ten_working_days, async |world: World| {
    let town = town(&world).await;
    let id = submit(&world.env, town.ada, town.call, &wish(&town)).await.expect("submit");
    world.advance(TimeDelta::days(14));
    assert_eq!(
        escalate_due(&world.env).await.expect("tick"),
        0,
        "the tenth working day is not over"
    );
    world.advance(TimeDelta::days(1));
    let report = weft::scheduler::tick(&world.env, "test").await.expect("tick");
    assert_eq!((report.silences_told, report.failed), (1, 0));
    assert_eq!(escalate_due(&world.env).await.expect("tick"), 0, "once");
    let (subject, text) = mail_to(&world, town.owner).await;
    assert!(subject.contains("No answer from Search about Ada Lindqvist"), "{subject}");
    assert!(text.contains(&format!("/admin/applications/{id}")), "{text}");
    let mut tx = world.env.db.read().await.expect("read");
    assert!(applications_unanswered(&mut tx).await.expect("rows").is_empty());
    drop(tx);
    // The coordinator talks to the team and sets its answer down.
    let mut owner = Visitor::of(&world, town.owner).await;
    let page = format!("/admin/applications/{id}/home");
    assert!(owner.get(&page).await.body.contains("May Ada Lindqvist go?"));
    let said = owner.post(&page, &[("word", "dates"), ("period", "0")]).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER);
    let one = world.rotation_application(id).await;
    assert_eq!((one.state, one.agreed), (ApplicationState::Eligible, Some(vec![0])));
    assert_eq!(one.answered_by, Some(town.owner));
});

both!(the_problem_of_a_call_has_who_may_go_when_and_what_teams_can_spare, async |world: World| {
    let town = town(&world).await;
    // Bea has not been asked about, and began half a year ago; she is in no plan.
    let bea = world.office_person("Bea Novak", "Search").await;
    submit(&world.env, bea, town.call, &wish(&town)).await.expect("submit");
    let id = submit(&world.env, town.ada, town.call, &wish(&town)).await.expect("submit");
    answer(&world.env, town.lead, id, &Word::These(vec![0, 1]), false).await.expect("answer");
    let now = world.clock.now();
    let mut tx = world.env.db.read().await.expect("read");
    let call = call_get(&mut tx, town.call).await.expect("call").expect("call");
    let made = setting(&mut tx, &call, now).await.expect("setting");
    let Problem::Rotation(problem) = &made.problem else { panic!("a rotation") };
    assert_eq!(problem.periods, 2);
    let team =
        |id: TeamId| problem.teams.iter().find(|team| team.id == team_key(id)).expect("team");
    assert_eq!(
        (team(town.design).places.clone(), team(town.design).lend.clone()),
        (vec![1, 1], vec![0, 0])
    );
    assert_eq!(team(town.legal).places, [0, 2], "a week without a word offers nothing");
    assert_eq!(team(town.search).lend, [1, 1]);
    let [one] = problem.applicants.as_slice() else { panic!("one applicant: {problem:?}") };
    assert_eq!(one.id, person_key(town.ada));
    assert_eq!((one.periods.clone(), one.length, one.waited), (vec![0, 1], 1, 0));
    assert_eq!(one.choices, [team_key(town.design), team_key(town.legal)]);
    assert!(problem.locked.is_empty());
    // Once the first period has begun, nobody can begin in it.
    let later = DateTime::<Utc>::from_naive_utc_and_offset(
        on(2026, 4, 7).and_hms_opt(9, 0, 0).expect("time"),
        Utc,
    );
    let made = setting(&mut tx, &call, later).await.expect("setting");
    let Problem::Rotation(problem) = &made.problem else { panic!("a rotation") };
    assert_eq!(problem.applicants[0].periods, [1]);
});

both!(an_application_is_taken_back_and_a_call_ends, async |world: World| {
    let town = town(&world).await;
    let first = keep(&world.env, town.ada, town.call, &Wish { length: 1, ..Wish::default() })
        .await
        .expect("a draft needs nothing");
    let id = submit(&world.env, town.ada, town.call, &wish(&town)).await.expect("submit");
    assert_eq!(first, id, "the draft was handed in");
    assert!(matches!(
        submit(&world.env, town.ada, town.call, &wish(&town)).await,
        Err(RotationError::NotPossible)
    ));
    assert!(matches!(withdraw(&world.env, town.lead, id).await, Err(RotationError::Unknown)));
    world.advance(TimeDelta::minutes(1));
    withdraw(&world.env, town.ada, id).await.expect("withdraw");
    assert!(mail_to(&world, town.lead).await.0.contains("Ada Lindqvist has taken back"));
    let again = submit(&world.env, town.ada, town.call, &wish(&town)).await.expect("again");
    assert_ne!(again, id);
    world.advance(TimeDelta::minutes(1));
    // A late answer to the first question changes nothing.
    assert!(answer(&world.env, town.lead, id, &Word::These(vec![0]), false).await.is_err());
    assert!(
        answer(&world.env, town.ada, again, &Word::These(vec![0]), false).await.is_err(),
        "nobody for themself"
    );
    answer(&world.env, town.lead, again, &Word::These(vec![0]), false).await.expect("answer");
    step(&world.env, town.owner, town.call, Step::Cancel, "Too few places.").await.expect("cancel");
    assert_eq!(world.rotation_application(again).await.state, ApplicationState::Declined);
    let (subject, text) = mail_to(&world, town.ada).await;
    assert!(subject.contains("Spring is cancelled") && text.contains("Too few places."), "{text}");
    let mut ada = Visitor::of(&world, town.ada).await;
    let story = ada.get(&format!("/rotations/applications/{again}")).await.body;
    assert!(story.contains("The call was cancelled."), "{story}");
    // Another call closes by itself after its last day.
    let next = open_call(&world, town.owner, "Autumn").await;
    world.advance(TimeDelta::days(31));
    assert_eq!(close_due(&world.env).await.expect("tick"), 0, "the last day is not over");
    world.advance(TimeDelta::days(1));
    assert_eq!(close_due(&world.env).await.expect("tick"), 1);
    let mut tx = world.env.db.read().await.expect("read");
    let call = call_get(&mut tx, next).await.expect("call").expect("call");
    assert_eq!(call.state, CallState::Closed);
    drop(tx);
    assert!(matches!(
        submit(&world.env, town.ada, next, &wish(&town)).await,
        Err(RotationError::NotOpen)
    ));
});

both!(leads_say_what_one_would_do_with_their_own_teams_only, async |world: World| {
    let town = town(&world).await;
    let dan = world.office_person("Dana Dee", "Design").await;
    world.rotation_lead(town.design, dan).await;
    let mut lead = Visitor::of(&world, dan).await;
    let field = format!("words-{}-{}", town.design, town.call);
    let (team, call) = (town.design.to_string(), town.call.to_string());
    let form =
        [("team", team.as_str()), ("call", call.as_str()), (field.as_str(), "Draw icons with us.")];
    assert_eq!(lead.post("/team-rotations", &form).await.status, StatusCode::SEE_OTHER);
    let mut ada = Visitor::of(&world, town.ada).await;
    let seen = ada.get(&format!("/rotations/{}", town.call)).await.body;
    assert!(seen.contains("Draw icons with us."), "{seen}");
    let long = "x".repeat(401);
    let form = [("team", team.as_str()), ("call", call.as_str()), (field.as_str(), long.as_str())];
    let refused = lead.post("/team-rotations", &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains(&long), "what was typed is kept");
    let foreign = town.legal.to_string();
    let form = [("team", foreign.as_str()), ("call", call.as_str())];
    assert_eq!(lead.post("/team-rotations", &form).await.status, StatusCode::NOT_FOUND);
});

both!(a_team_without_a_lead_leaves_the_question_to_the_owner, async |world: World| {
    let town = town(&world).await;
    let lou = world.office_person("Lou Loner", "Legal").await;
    let wish = Wish { choices: vec![town.design], ..wish(&town) };
    let id = submit(&world.env, lou, town.call, &wish).await.expect("submit");
    assert_eq!(world.rotation_application(id).await.state, ApplicationState::Submitted);
    assert!(mail_to(&world, town.owner).await.1.contains("names nobody who could be asked"));
    answer(&world.env, town.owner, id, &Word::These(vec![1]), true).await.expect("answer");
    assert_eq!(world.rotation_application(id).await.state, ApplicationState::Eligible);
});

both!(rows_of_applications_keep_their_order_and_their_transitions, async |world: World| {
    let town = town(&world).await;
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    let person = person_get(&mut tx, town.ada).await.expect("person").expect("person");
    let one = Application {
        id: world.env.ids.next(now),
        call_id: town.call,
        person_id: town.ada,
        home_team_id: person.team_id,
        choices: vec![town.design],
        periods: vec![0],
        length: 1,
        goals: String::new(),
        state: ApplicationState::Submitted,
        submitted_at: Some(now),
        asked_at: None,
        asked_id: None,
        escalated_at: None,
        answered_at: None,
        answered_by: None,
        agreed: None,
        reason: None,
        not_before_on: None,
        created_at: now,
        updated_at: now,
    };
    application_add(&mut tx, &one).await.expect("add");
    assert_eq!(applications_of_call(&mut tx, town.call).await.expect("rows"), [one.clone()]);
    assert_eq!(applications_of_person(&mut tx, town.ada).await.expect("rows"), [one.clone()]);
    let of_team = applications_from_team(&mut tx, town.search, ApplicationState::Submitted).await;
    assert_eq!(of_team.expect("rows").len(), 1);
    let skipped = Application { state: ApplicationState::Placed, ..one.clone() };
    assert!(
        application_set(&mut tx, &skipped, ApplicationState::Submitted, now).await.is_err(),
        "no state is skipped"
    );
    assert!(
        application_become(&mut tx, one.id, ApplicationState::Placed, None, now).await.is_err()
    );
    application_become(&mut tx, one.id, ApplicationState::Withdrawn, Some("changed my mind"), now)
        .await
        .expect("withdrawn");
    team_words_set(&mut tx, town.call, town.design, "Draw.", town.lead, now).await.expect("words");
    let words = team_words_of_call(&mut tx, town.call).await.expect("words");
    assert_eq!(words.get(&town.design).map(String::as_str), Some("Draw."));
    assert!(rotation_weeks_of_team(&mut tx, town.design).await.expect("weeks").is_empty());
    assert!(rotation_weeks_of_call(&mut tx, town.call).await.expect("weeks").is_empty());
    assert_eq!(RotationRules::default().choices, 5);
});
