//! Programmes as their owners steer them, through the pages.

use axum::http::StatusCode;
use chrono::{NaiveDate, TimeDelta, TimeZone, Utc};
use weft::domain::access::Role;
use weft::domain::coffee::{CoffeeRules, ProgrammeState};
use weft::domain::id::ProgrammeId;
use weft::programmes::programme_form::{ClockNote, Typed, upcoming};
use weft::store::audit::audit_about;
use weft::store::programme::{Programme, programme_get, programmes_all};

use crate::browser::Browser;
use crate::world::{World, both};

impl World {
    /// A browser of somebody who was made an admin.
    pub async fn admin(&self, name: &str) -> Browser {
        let person = self.id(name).await;
        weft::programmes::roles::grant(
            &self.env,
            &format!("{name}@test.example"),
            Role::Admin,
            None,
        )
        .await
        .expect("grant");
        self.browser_of(person).await
    }

    async fn the_programme(&self, id: ProgrammeId) -> Programme {
        let mut tx = self.env.db.read().await.expect("read");
        programme_get(&mut tx, id).await.expect("read").expect("programme")
    }
}

/// A form that holds.
fn form<'a>(step: &'a str, name: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("step", step),
        ("name", name),
        ("purpose", "Meet somebody new."),
        ("owner", "olga@test.example"),
        ("cadence", "every 2 weeks on Tuesday 09:00"),
        ("zone", "Europe/Berlin"),
        ("first_on", "2026-03-10"),
        ("minutes", "30"),
        ("ask_days", "3"),
        ("meet_within_days", "12"),
        ("cross_team", "yes"),
        ("repeat_after_days", "90"),
        ("hold", "auto"),
        ("hold_hours", "24"),
    ]
}

fn with<'a>(
    mut form: Vec<(&'a str, &'a str)>,
    name: &'a str,
    value: &'a str,
) -> Vec<(&'a str, &'a str)> {
    for pair in &mut form {
        if pair.0 == name {
            pair.1 = value;
        }
    }
    form
}

async fn town(world: &World) -> Browser {
    world.team("search").person("ada").in_coffee().person("abe").in_coffee().await;
    world.team("maps").person("bob").in_coffee().person("bea").asked_each_round().await;
    world.admin("olga").await
}

both!(a_programme_is_previewed_checked_and_made, async |world| {
    let olga = town(&world).await;
    let empty = olga.get("/admin/programmes/new").await;
    assert_eq!(empty.status, StatusCode::OK);
    let preview = olga.post("/admin/programmes/new", &form("preview", "Lunch")).await;
    assert_eq!(preview.status, StatusCode::OK);
    let text = preview.text();
    assert!(text.contains("Tue 10 Mar 2026"), "{text}");
    // The fifth draw lies behind the switch to summer time.
    assert!(text.contains("The clocks go forward on Sun 29 Mar"), "{text}");
    assert!(preview.body.contains("value=\"Lunch\""), "what was typed is kept");

    let check = olga.post("/admin/programmes/new", &form("check", "Lunch")).await;
    assert_eq!(check.status, StatusCode::OK);
    assert!(check.text().contains("Only people of different teams"), "{}", check.text());
    let again = olga.post("/admin/programmes/new", &form("change", "Lunch")).await;
    assert!(again.body.contains("value=\"Lunch\""));

    let made = olga.post("/admin/programmes/new", &form("open", "Lunch")).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let page = olga.get(made.location()).await;
    assert!(page.text().contains("The programme is open"), "{}", page.text());
    let mut tx = world.env.db.read().await.expect("read");
    let all = programmes_all(&mut tx).await.expect("programmes");
    let lunch = all.iter().find(|programme| programme.name == "Lunch").expect("made");
    assert_eq!(lunch.state, ProgrammeState::Active);
    assert_eq!(lunch.rules.hold_minutes, Some(24 * 60));
    let lines = audit_about(&mut tx, &format!("programme:{}", lunch.id), 10).await.expect("audit");
    assert_eq!(lines.len(), 1);
    assert!(!lines[0].detail.contains("Lunch") && !lines[0].detail.contains("olga"));
    drop(tx);
    // Pressed twice: the second finds the name taken, and nothing is made twice.
    let twice = olga.post("/admin/programmes/new", &form("open", "Lunch")).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(twice.text().contains("another programme has this name"));
});

both!(every_wrong_field_is_said_at_once_and_everything_typed_is_kept, async |world| {
    let olga = town(&world).await;
    let typed = [
        ("step", "check"),
        ("name", ""),
        ("purpose", "Because <b>people</b> should meet"),
        ("owner", "nobody@test.example"),
        ("cadence", "every blue moon"),
        ("zone", "Europe/Atlantis"),
        ("first_on", "31.02.2026"),
        ("minutes", "half an hour"),
        ("ask_days", "99"),
        ("meet_within_days", "0"),
        ("repeat_after_days", "-1"),
        ("hold", "auto"),
        ("hold_hours", "1e3"),
    ];
    let answer = olga.post("/admin/programmes/new", &typed).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in [
        "name",
        "zone",
        "first_on",
        "minutes",
        "ask_days",
        "meet_within_days",
        "repeat_after_days",
        "hold_hours",
    ] {
        assert!(
            answer.body.contains(&format!("href=\"#{field}\"")),
            "{field} is not in the summary"
        );
    }
    for kept in
        ["every blue moon", "Europe/Atlantis", "31.02.2026", "half an hour", "nobody@test.example"]
    {
        assert!(answer.body.contains(kept), "{kept} was lost");
    }
    assert!(answer.body.contains("&#60;b&#62;people") || answer.body.contains("&lt;b&gt;people"));
    // Owner and name are looked up once the rest holds.
    let owner = olga
        .post(
            "/admin/programmes/new",
            &with(form("check", "coffee"), "owner", "nobody@test.example"),
        )
        .await;
    assert_eq!(owner.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(owner.text().contains("nobody active on the roster"), "{}", owner.text());
    assert!(owner.text().contains("another programme has this name"), "{}", owner.text());
    // A question that would go out before the round before it was drawn.
    let overlap = with(with(form("check", "Daily"), "cadence", "every day 09:00"), "ask_days", "2");
    let overlap = olga.post("/admin/programmes/new", &overlap).await;
    assert_eq!(overlap.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(overlap.text().contains("rounds are 1 day apart"), "{}", overlap.text());
});

both!(an_edit_says_what_it_does_to_the_coming_round, async |world| {
    let olga = town(&world).await;
    let id = world.programme().await;
    let path = format!("/admin/programmes/{id}");
    let before = world.the_programme(id).await;
    let page = olga.get(&format!("{path}/edit")).await;
    assert_eq!(page.status, StatusCode::OK);
    let seen = before.updated_at.timestamp_micros().to_string();
    let mut typed = form("check", "Coffee");
    typed = with(typed, "cadence", "every week on Wednesday 10:00");
    typed = with(typed, "first_on", "2026-01-06");
    typed = with(typed, "hold", "approve");
    typed.push(("seen", &seen));
    let check = olga.post(&format!("{path}/edit"), &typed).await;
    assert_eq!(check.status, StatusCode::OK, "{}", check.text());
    let text = check.text();
    assert!(text.contains("The next draw moves from"), "{text}");
    assert!(text.contains("nobody is told anything before an administrator approves"), "{text}");
    world.advance(TimeDelta::seconds(1));
    let saved = olga.post(&format!("{path}/edit"), &with(typed.clone(), "step", "save")).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert_eq!(world.the_programme(id).await.rules.hold_minutes, None);
    // The other tab still shows the programme as it was: it learns what happened, and nothing is overwritten.
    let stale = with(with(typed, "step", "save"), "cadence", "every day 07:00");
    let stale = olga.post(&format!("{path}/edit"), &stale).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.text().contains("was changed on"), "{}", stale.text());
    assert_eq!(world.the_programme(id).await.cadence, "every week on Wednesday 10:00");
});

both!(pausing_twice_is_pausing_once_and_what_ended_stays_ended, async |world| {
    let olga = town(&world).await;
    let id = world.programme().await;
    let path = format!("/admin/programmes/{id}");
    let ask = olga.get(&format!("{path}/pause")).await;
    assert!(ask.text().contains("take part"), "{}", ask.text());
    for _ in 0..2 {
        let answer = olga.post(&format!("{path}/pause"), &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(world.the_programme(id).await.state, ProgrammeState::Paused);
    let mut tx = world.env.db.read().await.expect("read");
    let lines = audit_about(&mut tx, &format!("programme:{id}"), 10).await.expect("audit");
    assert_eq!(lines.iter().filter(|line| line.action == "programme-paused").count(), 1);
    drop(tx);
    assert_eq!(olga.post(&format!("{path}/end"), &[]).await.status, StatusCode::SEE_OTHER);
    let late = olga.post(&format!("{path}/resume"), &[]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("What you wanted was not done"), "{}", late.text());
    assert_eq!(olga.get(&format!("{path}/edit")).await.status, StatusCode::CONFLICT);
    assert_eq!(olga.get(&format!("{path}/nonsense")).await.status, StatusCode::NOT_FOUND);
});

both!(participants_do_not_see_the_steering, async |world| {
    let olga = town(&world).await;
    let id = world.programme().await;
    let run = world.draw().await;
    let ada = world.browser_of(world.id("ada").await).await;
    let paths = [
        "/admin/programmes".to_owned(),
        "/admin/programmes/new".to_owned(),
        format!("/admin/programmes/{id}"),
        format!("/admin/programmes/{id}/edit"),
        format!("/admin/programmes/{id}/draw"),
        "/admin/runs".to_owned(),
        format!("/admin/runs/{run}"),
        format!("/admin/runs/{run}/events"),
        format!("/admin/runs/{run}/mails"),
        format!("/admin/runs/{run}/groups"),
        format!("/admin/runs/{run}/release"),
        "/admin/outbox".to_owned(),
        "/admin/audit".to_owned(),
        "/admin/capacity".to_owned(),
        "/admin/health".to_owned(),
    ];
    for path in paths {
        assert_eq!(ada.get(&path).await.status, StatusCode::FORBIDDEN, "{path}");
        assert_eq!(olga.get(&path).await.status, StatusCode::OK, "{path}");
        assert_eq!(
            world.strange_browser().get(&path).await.status,
            StatusCode::SEE_OTHER,
            "{path}"
        );
    }
    for path in [format!("/admin/runs/{run}/release"), format!("/admin/programmes/{id}/end")] {
        assert_eq!(ada.post(&path, &[]).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(world.the_programme(id).await.state, ProgrammeState::Active);
});

#[test]
fn the_five_dates_say_what_the_clocks_do() {
    let zone = chrono_tz::Europe::Berlin;
    let at = |m, d| Utc.with_ymd_and_hms(2026, m, d, 0, 0, 0).single().expect("instant");
    let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).expect("day");
    let spring = upcoming("every day 02:30", zone, at(1, 1), at(3, 27));
    assert_eq!(spring.len(), 5);
    let gap = spring.iter().find(|date| date.on == day(3, 29)).expect("the day of the switch");
    assert_eq!((gap.time.to_string().as_str(), gap.note), ("03:00:00", Some(ClockNote::Skipped)));
    let autumn = upcoming("every day 02:30", zone, at(1, 1), at(10, 23));
    let fold = autumn.iter().find(|date| date.on == day(10, 25)).expect("the day of the switch");
    assert_eq!(fold.note, Some(ClockNote::Twice));
    let weekly = upcoming("every week on Tuesday 09:00", zone, at(1, 1), at(10, 14));
    assert_eq!(weekly[1].note, Some(ClockNote::Back { on: day(10, 25) }));
    assert!(weekly.iter().all(|date| date.time.to_string() == "09:00:00"));
}

proptest::proptest! {
    #[test]
    fn any_form_is_read_without_panic(texts in proptest::collection::vec(".{0,40}", 13)) {
        let mut texts = texts.into_iter();
        let mut next = || texts.next().unwrap_or_default();
        let typed = Typed {
            name: next(), purpose: next(), owner: next(), cadence: next(), zone: next(), first_on: next(),
            minutes: next(), ask_days: next(), meet_within_days: next(), cross_team: next(),
            repeat_after_days: next(), hold: next(), hold_hours: next(),
        };
        proptest::prop_assert!(typed.check(&CoffeeRules::default()).is_err());
    }
}
