//! People, their sign-ins, wishes and data.

use chrono::TimeDelta;
use serde_json::json;
use weft::domain::access::Role;
use weft::domain::clock::Clock;
use weft::domain::id::{ImportId, SignInId};
use weft::domain::person::{Language, PersonState};
use weft::domain::roster::odd::{OddDecision, OddReason};
use weft::store::held::{held_erase, held_history, held_meetings, held_service, held_wishes};
use weft::store::history::{meetings_of, stated_add, stated_remove, ties_of, ties_summary};
use weft::store::home::directory_of;
use weft::store::import::{
    NewImport, import_bytes, import_end, import_get, import_insert, imports_applied, imports_lock,
};
use weft::store::leaver::{past_teams_add, people_end};
use weft::store::person::{person_get, person_set_locale};
use weft::store::profile::{pause_clear, person_known};
use weft::store::quarantine::{
    Held, held_decide, held_decisions, held_forget_others, held_page, held_put,
};
use weft::store::rather_not::{rather_not_remove, rather_nots_count};
use weft::store::role::{
    role_grant, role_has, role_holders_besides, role_list, role_revoke, role_revoke_all,
};
use weft::store::roster::persons_adopt;
use weft::store::session::{
    session_delete_all, session_end, session_forget, session_list, session_revoke,
    session_revoke_others, session_touch,
};
use weft::store::sign_in::{
    NewSignIn, sign_in_add, sign_in_by_token, sign_in_get, sign_in_mailed, sign_in_possible,
    sign_in_try_code, sign_in_use, sign_ins_delete_all, sign_ins_forget, sign_ins_unmailed,
};
use weft::store::team::{team_by_name, teams_led_by};
use weft::store::view::{View, view_add, view_delete_all, view_exists};

use super::ask;
use crate::world::both;

both!(roles_are_granted_counted_and_taken_back, async |world| {
    world.team("search").person("ada").person("bob").await;
    let (ada, bob) = (world.id("ada").await, world.id("bob").await);
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    assert!(ask!(tx, role_grant(ada, Role::Admin, None, now)));
    assert!(!ask!(tx, role_grant(ada, Role::Admin, None, now)));
    assert!(ask!(tx, role_grant(bob, Role::Auditor, Some(ada), now)));
    assert_eq!(ask!(tx, role_holders_besides(Role::Admin, ada)), 0);
    assert_eq!(ask!(tx, role_list()).len(), 2);
    assert!(ask!(tx, role_has(bob, Role::Auditor)));
    assert!(ask!(tx, role_revoke(bob, Role::Auditor)));
    assert!(!ask!(tx, role_revoke(bob, Role::Auditor)));
    assert_eq!(ask!(tx, role_revoke_all(ada)), 1);
    assert!(ask!(tx, teams_led_by(ada)).is_empty());
});

both!(a_sign_in_is_found_tried_used_and_forgotten, async |world| {
    world.team("search").person("ada").await;
    let now = world.clock.now();
    let id: SignInId = world.env.ids.next(now);
    let new = NewSignIn {
        id,
        token_hash: [1; 32],
        code_hash: [2; 32],
        agent: "Firefox".to_owned(),
        return_to: "/".to_owned(),
        created_at: now,
        expires_at: now + TimeDelta::minutes(15),
    };
    let mut tx = world.env.db.write().await.expect("write");
    assert!(!ask!(tx, sign_in_possible()) || ask!(tx, sign_in_get(id)).is_none());
    ask!(tx, sign_in_add(&new, "ada@test.example"));
    assert_eq!(ask!(tx, sign_ins_unmailed(now)), [id]);
    ask!(tx, sign_in_mailed(id, now));
    assert!(ask!(tx, sign_ins_unmailed(now)).is_empty());
    assert!(ask!(tx, sign_in_by_token(&[1; 32])).is_some());
    assert!(ask!(tx, sign_in_try_code(id, 5, now)));
    assert!(ask!(tx, sign_in_use(id, now)));
    assert!(!ask!(tx, sign_in_use(id, now)));
    ask!(tx, sign_ins_forget(now + TimeDelta::days(1)));
    let ada =
        weft::store::person::person_by_email(&mut tx, "ada@test.example").await.expect("read");
    ask!(tx, sign_ins_delete_all(ada.expect("ada").id));
    assert!(ask!(tx, sign_in_get(id)).is_none());
});

both!(sessions_that_are_not_there_are_no_error, async |world| {
    world.team("search").person("ada").await;
    let ada = world.id("ada").await;
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    ask!(tx, session_touch(&[3; 32], now));
    assert!(ask!(tx, session_list(ada, now, now - TimeDelta::hours(12))).is_empty());
    assert!(!ask!(tx, session_revoke(ada, &[3; 32], now)));
    assert_eq!(ask!(tx, session_revoke_others(ada, &[3; 32], now)), 0);
    ask!(tx, session_end(&[3; 32], now));
    assert_eq!(ask!(tx, session_forget(now)), 0);
    assert_eq!(ask!(tx, session_delete_all(ada)), 0);
});

both!(what_somebody_said_of_themself_is_kept_and_erased, async |world| {
    world.team("search").person("ada").await;
    world.team("maps").person("bob").await;
    let (ada, bob) = (world.id("ada").await, world.id("bob").await);
    world.rather_not("ada", "bob").await;
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    assert!(ask!(tx, person_known(ada)).is_some());
    assert!(!ask!(tx, pause_clear(ada)));
    assert_eq!(ask!(tx, rather_nots_count(ada)), 1);
    assert!(ask!(tx, rather_not_remove(ada, bob)));
    assert!(!ask!(tx, rather_not_remove(ada, bob)));
    assert!(ask!(tx, stated_add(ada, bob, now)));
    assert_eq!(ask!(tx, ties_of(ada, 10, 0)).len(), 1);
    ask!(tx, ties_summary(ada));
    assert!(ask!(tx, stated_remove(ada, bob)));
    assert!(ask!(tx, meetings_of(ada, "", 10, 0)).is_empty());
    assert!(ask!(tx, directory_of(ada)).is_some());
    ask!(tx, person_set_locale(ada, chrono_tz::Asia::Tokyo, Language::German, now));
    assert_eq!(ask!(tx, person_get(ada)).expect("ada").zone, chrono_tz::Asia::Tokyo);

    let view = View { viewer: "admin".to_owned(), what: "profile".to_owned(), at: now };
    ask!(tx, view_add(uuid::Uuid::from_u128(1), ada, &view));
    assert!(ask!(tx, view_exists(ada, "admin", "profile")));
    ask!(tx, held_wishes(ada));
    assert!(ask!(tx, held_meetings(ada)).is_empty());
    ask!(tx, held_history(ada));
    ask!(tx, held_service(ada));
    ask!(tx, view_delete_all(ada));
    assert!(!ask!(tx, view_exists(ada, "admin", "profile")));
    ask!(tx, people_end(&[ada], now));
    assert_eq!(ask!(tx, person_get(ada)).expect("ada").state, PersonState::Left);
    assert!(ask!(tx, held_erase(ada, now)));
    tx.commit().await.expect("commit");
});

both!(an_import_is_kept_ended_and_its_odd_accounts_decided, async |world| {
    world.team("search").person("ada").await;
    let ada = world.id("ada").await;
    let now = world.clock.now();
    let id: ImportId = world.env.ids.next(now);
    let mut tx = world.env.db.write().await.expect("write");
    ask!(tx, imports_lock("roster"));
    let (mapping, summary) = (json!({}), json!({ "new": 1 }));
    let import = NewImport {
        id,
        kind: "roster",
        file_name: "people.csv",
        bytes: b"email",
        mapping: &mapping,
        summary: &summary,
        created_by: Some(ada),
    };
    ask!(tx, import_insert(&import, now));
    assert_eq!(ask!(tx, import_bytes(id)), b"email");
    let held = Held {
        email: "printer@test.example".to_owned(),
        external_id: None,
        name: String::new(),
        row: json!({}),
        reason: OddReason::Room,
        decision: None,
        import_id: Some(id),
    };
    ask!(tx, held_put(std::slice::from_ref(&held), now));
    assert_eq!(ask!(tx, held_page(true, 0, 10)).len(), 1);
    ask!(tx, held_decide(&held.email, None, Some(OddDecision::Ignored)));
    assert_eq!(ask!(tx, held_decisions()), [(held.email, Some(OddDecision::Ignored))]);
    assert_eq!(ask!(tx, held_forget_others(id)), 0);
    ask!(tx, import_end(id, true, &summary, now));
    assert_eq!(ask!(tx, imports_applied(10)).len(), 1);
    assert_eq!(ask!(tx, import_get(id)).expect("import").state, "applied");
    ask!(tx, persons_adopt(&[ada]));
    let team = ask!(tx, team_by_name("search")).expect("team");
    ask!(tx, past_teams_add(&[(ada, team.id)], now));
});
