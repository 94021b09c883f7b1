//! Roster and tie files into the database: previewed, applied, refused, stale, halfway.

use std::path::Path;

use chrono::TimeDelta;
use weft::domain::clock::Clock;
use weft::domain::id::PersonId;
use weft::domain::person::{Person, PersonState};
use weft::domain::roster::Reading;
use weft::domain::roster::columns::Field;
use weft::domain::roster::odd::OddDecision;
use weft::domain::tie::{TieSource, TieState, pair};
use weft::programmes::people::held::{HeldError, held_reopen, held_settle};
use weft::programmes::people::{
    Caution, Confirmation, Counts, ImportError, RosterPreview, roster_apply, roster_preview,
    roster_preview_get, ties_apply, ties_preview,
};
use weft::store::audit::audit_verify;
use weft::store::leaver::past_teams_of;
use weft::store::person::{PersonFilter, person_by_email, person_keep_by_hand, persons_count};
use weft::store::quarantine::{held_counts, held_get};
use weft::store::session::{Session, session_add, session_owner};
use weft::store::team::{team_by_name, teams_count};
use weft::store::tie::{tie_get, ties_of_source};

use crate::world::{World, both};

const FOUR: &str = "id,email,name,team,manager,site
1,ada@weft.example,Ada Lovelace,Search,,Berlin
2,bo@weft.example,Bo Åkesson,Search,1,Malmö
3,cy@weft.example,Cy Young,Sales,1,Berlin
4,di@weft.example,Di Prince,Sales,3,Berlin
";

impl World {
    async fn preview(&self, file: &str) -> Result<RosterPreview, ImportError> {
        let bytes = file.as_bytes().to_vec();
        roster_preview(&self.env, None, "roster.csv", bytes, &Reading::default()).await
    }

    async fn import(&self, file: &str) -> Counts {
        let preview = self.preview(file).await.expect("preview");
        roster_apply(&self.env, None, preview.id, Confirmation::All).await.expect("apply")
    }

    async fn someone(&self, email: &str) -> Option<Person> {
        let mut tx = self.env.db.read().await.expect("read");
        person_by_email(&mut tx, email).await.expect("person")
    }

    /// Every table an import may touch, as text: to see that nothing changed.
    async fn roster_dump(&self) -> String {
        let mut out = String::new();
        let mut tx = self.env.db.read().await.expect("read");
        let people = weft::store::roster::persons_known(&mut tx).await.expect("people");
        let teams = weft::store::team::teams_all(&mut tx).await.expect("teams");
        let held = held_counts(&mut tx).await.expect("held");
        let ties = ties_of_source(&mut tx, TieSource::Imported).await.expect("ties");
        let audit = audit_verify(&mut tx).await.expect("audit");
        out += &format!("{people:#?}{teams:#?}{held:?}{ties:?}{audit:?}");
        out
    }
}

both!(a_file_is_previewed_applied_once_and_changes_nothing_the_second_time, async |world| {
    let preview = world.preview(FOUR).await.expect("preview");
    assert_eq!(preview.summary.counts.new, 4);
    assert_eq!(preview.summary.new_teams, ["Sales", "Search"]);
    assert!(world.someone("ada@weft.example").await.is_none(), "a preview writes nobody");
    let counts =
        roster_apply(&world.env, None, preview.id, Confirmation::None).await.expect("apply");
    assert_eq!((counts.new, counts.after), (4, 4));
    let ada = world.someone("ada@weft.example").await.expect("ada");
    let bo = world.someone("bo@weft.example").await.expect("bo");
    assert_eq!(bo.manager_id, Some(ada.id));
    assert_eq!(bo.site.as_deref(), Some("Malmö"));
    let again = roster_apply(&world.env, None, preview.id, Confirmation::All).await;
    assert!(matches!(again, Err(ImportError::Gone)), "{again:?}");
    let kept = roster_preview_get(&world.env, preview.id).await.expect("kept");
    assert_eq!(kept.state, "applied");
    assert!(kept.summary.new.is_empty(), "names are not kept");

    let before = world.roster_dump().await;
    let second = world.preview(FOUR).await.expect("preview");
    assert!(second.summary.counts.nothing(), "{:?}", second.summary.counts);
    assert_eq!(second.summary.counts.same, 4);
    assert_eq!(world.roster_dump().await, before);
    roster_apply(&world.env, None, second.id, Confirmation::None).await.expect("apply");
    assert_eq!(world.someone("bo@weft.example").await, Some(bo));
});

both!(changes_are_shown_field_by_field_and_moves_keep_the_former_team, async |world| {
    world.import(FOUR).await;
    world.advance(TimeDelta::days(1));
    let file = FOUR
        .replace(
            "2,bo@weft.example,Bo Åkesson,Search,1,Malmö",
            "2,bo.new@weft.example,Bo Berg,Sales,3,",
        )
        .replace("3,cy@weft.example", "3,bo@weft.example");
    let preview = world.preview(&file).await.expect("preview");
    let changed = &preview.summary.changed;
    assert_eq!(changed.len(), 2, "{changed:?}");
    let of =
        |field| changed[0].changes.iter().find(|change| change.field == field).expect("changed");
    assert_eq!(
        (of(Field::Name).before.as_str(), of(Field::Name).after.as_str()),
        ("Bo Åkesson", "Bo Berg")
    );
    assert_eq!(
        (of(Field::Team).before.as_str(), of(Field::Team).after.as_str()),
        ("Search", "Sales")
    );
    assert_eq!(
        (of(Field::Manager).before.as_str(), of(Field::Manager).after.as_str()),
        ("Ada Lovelace", "Cy Young")
    );
    assert_eq!((of(Field::Site).before.as_str(), of(Field::Site).after.as_str()), ("Malmö", ""));
    roster_apply(&world.env, None, preview.id, Confirmation::None).await.expect("apply");
    let bo = world.someone("bo.new@weft.example").await.expect("bo");
    assert_eq!(world.someone("bo@weft.example").await.expect("cy").name, "Cy Young");
    let mut tx = world.env.db.read().await.expect("read");
    let past = past_teams_of(&mut tx, bo.id).await.expect("past");
    assert_eq!(past, vec![("Search".to_owned(), world.clock.now())]);
    // Bo knows whoever else was in Search: Ada alone, with no day of a meeting.
    let ada = world.someone("ada@weft.example").await.expect("ada");
    let known = ties_of_source(&mut tx, TieSource::Team).await.expect("ties");
    let pairs: Vec<_> = known.iter().map(|tie| (tie.a_id, tie.b_id)).collect();
    assert_eq!(pairs, [pair(ada.id, bo.id).expect("two")]);
    assert_eq!((known[0].state, known[0].last_on, known[0].times), (TieState::Met, None, 0));
});

both!(leavers_end_at_once_and_come_back_as_they_were, async |world| {
    world.import(FOUR).await;
    let ada = world.someone("ada@weft.example").await.expect("ada");
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    let session = Session {
        hash: [1; 32],
        agent: "test".to_owned(),
        created_at: now,
        seen_at: now,
        expires_at: now + TimeDelta::days(1),
    };
    session_add(&mut tx, ada.id, &session).await.expect("session");
    tx.commit().await.expect("commit");

    let without: String = FOUR
        .lines()
        .filter(|line| !line.starts_with("1,"))
        .map(|line| format!("{line}\n"))
        .collect();
    let preview = world.preview(&without).await.expect("preview");
    assert_eq!(preview.summary.leaving.len(), 1);
    assert_eq!(preview.summary.leaving[0].name, "Ada Lovelace");
    assert_eq!(preview.summary.unknown.len(), 2, "two rows name her as manager");
    let cautions =
        vec![Caution::Leaving { people: 1, of: 4 }, Caution::UnknownManagers { people: 2, of: 3 }];
    for confirmation in
        [Confirmation::None, Confirmation::Page { leaving: Some(2), unknown_managers: false }]
    {
        match roster_apply(&world.env, None, preview.id, confirmation).await {
            Err(ImportError::Unconfirmed(open)) => assert_eq!(open, cautions),
            other => panic!("{other:?}"),
        }
    }
    let confirmation = Confirmation::Page { leaving: Some(1), unknown_managers: true };
    roster_apply(&world.env, None, preview.id, confirmation).await.expect("apply");
    assert_eq!(world.someone("ada@weft.example").await.expect("ada").state, PersonState::Left);
    let mut tx = world.env.db.read().await.expect("read");
    let session = session_owner(&mut tx, &[1; 32], now, now).await.expect("owner");
    assert!(session.is_none(), "her sessions are over");
    drop(tx);

    let preview = world.preview(FOUR).await.expect("preview");
    assert_eq!(preview.summary.back.len(), 1);
    roster_apply(&world.env, None, preview.id, Confirmation::None).await.expect("apply");
    assert_eq!(world.someone("ada@weft.example").await, Some(ada));
});

both!(a_stale_preview_is_refused_with_a_new_one, async |world| {
    world.import(FOUR).await;
    let file = FOUR.replace("Di Prince", "Diana Prince");
    let preview = world.preview(&file).await.expect("preview");
    let other = FOUR.replace("Di Prince", "D. Prince").replace("Cy Young", "Cyrus Young");
    let second = roster_preview(
        &world.env,
        Some(some_admin(&world).await),
        "b.csv",
        other.into_bytes(),
        &Reading::default(),
    )
    .await
    .expect("another preview");
    roster_apply(&world.env, None, second.id, Confirmation::None).await.expect("the other first");
    let stale = roster_apply(&world.env, None, preview.id, Confirmation::All).await;
    let Err(ImportError::StaleRoster(fresh)) = stale else { panic!("{stale:?}") };
    assert_eq!(fresh.summary.counts.changed, 2);
    assert_eq!(world.someone("di@weft.example").await.expect("di").name, "D. Prince");
    assert!(matches!(
        roster_apply(&world.env, None, preview.id, Confirmation::All).await,
        Err(ImportError::Gone)
    ));
    roster_apply(&world.env, None, fresh.id, Confirmation::None).await.expect("the new preview");
    assert_eq!(world.someone("di@weft.example").await.expect("di").name, "Diana Prince");
});

async fn some_admin(world: &World) -> PersonId {
    world.someone("ada@weft.example").await.expect("ada").id
}

both!(a_refused_file_keeps_nothing, async |world| {
    world.import(FOUR).await;
    let before = world.roster_dump().await;
    let file = format!("{FOUR}5,ed@weft.example,=1+1,Sales,,\n");
    let refused = world.preview(&file).await;
    let Err(ImportError::Roster(refusal)) = refused else { panic!("{refused:?}") };
    assert_eq!(refusal.flaws.total, 1);
    assert_eq!(world.roster_dump().await, before);
});

both!(a_failure_midway_leaves_everything_as_it_was, async |world| {
    world.import(FOUR).await;
    let file =
        format!("{FOUR}5,ed@weft.example,Ed Ward,Support,1,\n6,info@weft.example,Info,IT,,\n")
            .replace("3,cy@weft.example,Cy Young,Sales", "3,cy@weft.example,Cy Young,Search");
    let preview = world.preview(&file).await.expect("preview");
    let before = world.roster_dump().await;
    // The audit line is the last thing an import writes.
    world.raw("alter table audit rename to audit_gone").await;
    let failed = roster_apply(&world.env, None, preview.id, Confirmation::All).await;
    assert!(matches!(failed, Err(ImportError::Store(_))), "{failed:?}");
    world.raw("alter table audit_gone rename to audit").await;
    assert_eq!(world.roster_dump().await, before);
    roster_apply(&world.env, None, preview.id, Confirmation::All).await.expect("afterwards");
    assert!(world.someone("ed@weft.example").await.is_some());
});

both!(odd_accounts_wait_and_what_was_said_is_remembered, async |world| {
    let file = format!(
        "{FOUR}5,info@weft.example,Information,IT,,\n6,ed@contractor.example,Ed Ward,Sales,1,\n7,no-one@weft.example,,Sales,,\n"
    );
    let counts = world.import(&file).await;
    assert_eq!((counts.new, counts.held), (4, 3));
    let admin = some_admin(&world).await;
    let ed =
        held_settle(&world.env, admin, "ed@contractor.example", OddDecision::Person, "Ed Ward")
            .await
            .expect("ed")
            .expect("a person");
    assert_eq!(world.someone("ed@contractor.example").await.expect("ed").id, ed);
    held_settle(&world.env, admin, "info@weft.example", OddDecision::Ignored, "")
        .await
        .expect("info");
    let nameless =
        held_settle(&world.env, admin, "no-one@weft.example", OddDecision::Person, " ").await;
    assert!(matches!(nameless, Err(HeldError::Name(None))), "{nameless:?}");
    let twice =
        held_settle(&world.env, admin, "info@weft.example", OddDecision::Person, "Info").await;
    assert!(matches!(twice, Err(HeldError::Decided)), "{twice:?}");

    let preview = world.preview(&file).await.expect("again");
    let counts = preview.summary.counts;
    assert_eq!((counts.new, counts.held, counts.ignored), (0, 1, 1), "{counts:?}");
    assert_eq!(counts.changed, 1, "ed gets his manager: {:?}", preview.summary.changed);
    held_reopen(&world.env, admin, "info@weft.example").await.expect("reopen");
    let mut tx = world.env.db.read().await.expect("read");
    assert_eq!(held_counts(&mut tx).await.expect("counts"), (2, 1));
    assert_eq!(
        held_get(&mut tx, "info@weft.example").await.expect("held").expect("info").decision,
        None
    );
});

both!(people_made_by_hand_stay_when_a_file_does_not_have_them, async |world| {
    world.import(FOUR).await;
    let di = world.someone("di@weft.example").await.expect("di");
    let mut tx = world.env.db.write().await.expect("write");
    person_keep_by_hand(&mut tx, di.id).await.expect("by hand");
    tx.commit().await.expect("commit");
    let without = FOUR.replace("4,di@weft.example,Di Prince,Sales,3,Berlin\n", "");
    assert_eq!(world.preview(&without).await.expect("preview").summary.counts.leaving, 0);
    world.import(FOUR).await;
    assert_eq!(world.preview(&without).await.expect("preview").summary.counts.leaving, 1);
});

fn eu_core(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/eu-core").join(name);
    std::fs::read(path).expect("file")
}

both!(a_real_organisation_and_who_knows_whom, async |world| {
    let roster = eu_core("roster.csv");
    let preview = roster_preview(&world.env, None, "roster.csv", roster, &Reading::default())
        .await
        .expect("preview");
    let counts = preview.summary.counts;
    assert_eq!((counts.rows, counts.new, counts.held, counts.new_teams), (1005, 1005, 0, 42));
    roster_apply(&world.env, None, preview.id, Confirmation::None).await.expect("apply");
    let ties = eu_core("ties.csv");
    let lines = ties.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).count() - 1;
    let preview = ties_preview(&world.env, None, "ties.csv", ties.clone(), &Reading::default())
        .await
        .expect("ties");
    assert_eq!(preview.summary.counts.new, lines);
    ties_apply(&world.env, None, preview.id).await.expect("apply ties");
    let mut tx = world.env.db.read().await.expect("read");
    assert_eq!(persons_count(&mut tx, &PersonFilter::default()).await.expect("count"), 1005);
    assert_eq!(teams_count(&mut tx).await.expect("teams"), 42);
    assert_eq!(ties_of_source(&mut tx, TieSource::Imported).await.expect("ties").len(), lines);
    assert!(team_by_name(&mut tx, "Department 01").await.expect("team").is_some());
    drop(tx);
    let again =
        ties_preview(&world.env, None, "ties.csv", ties, &Reading::default()).await.expect("again");
    assert_eq!((again.summary.counts.new, again.summary.counts.same), (0, lines));
});

both!(ties_are_added_and_changed_and_those_of_earlier_files_stay, async |world| {
    world.import(FOUR).await;
    let tie = async |file: &str| {
        let preview = ties_preview(
            &world.env,
            None,
            "ties.csv",
            file.as_bytes().to_vec(),
            &Reading::default(),
        )
        .await
        .expect("preview");
        ties_apply(&world.env, None, preview.id).await.expect("apply")
    };
    let counts = tie("a,b,date,times\n1,2,2025-12-01,3\n1,3,,\n").await;
    assert_eq!((counts.new, counts.people), (2, 3));
    let counts = tie("a,b,times\nbo@weft.example,1,4\n2,4,\n").await;
    assert_eq!((counts.new, counts.changed, counts.kept), (1, 1, 1));
    let ada = world.someone("ada@weft.example").await.expect("ada").id;
    let bo = world.someone("bo@weft.example").await.expect("bo").id;
    let mut tx = world.env.db.read().await.expect("read");
    let tie = tie_get(&mut tx, pair(ada, bo).expect("two"), TieSource::Imported)
        .await
        .expect("get")
        .expect("tie");
    assert_eq!(
        (tie.times, tie.last_on.map(|day| day.to_string()).as_deref()),
        (4, Some("2025-12-01"))
    );
    drop(tx);
    let bad =
        ties_preview(&world.env, None, "t.csv", b"a,b\n1,9\n".to_vec(), &Reading::default()).await;
    assert!(matches!(bad, Err(ImportError::Ties(_))), "{bad:?}");
});

both!(an_address_that_passes_to_somebody_new_hands_over_no_account, async |world| {
    world.import(FOUR).await;
    let before = world.roster_dump().await;
    let passed = FOUR.replace("2,bo@weft.example,Bo Åkesson", "77,bo@weft.example,Zoe Newhire");
    assert!(matches!(world.preview(&passed).await, Err(ImportError::Roster(_))));
    assert_eq!(world.roster_dump().await, before);
    // A new id for the same name, or a new name under the same id, is the same person.
    for same in [
        FOUR.replace("2,bo@weft.example", "77,bo@weft.example"),
        FOUR.replace("2,bo@weft.example,Bo Åkesson", "77,bo@weft.example,Bo Berg"),
    ] {
        world.import(&same).await;
        assert!(world.someone("bo@weft.example").await.is_some());
    }
});

both!(
    functions_and_levels_come_with_the_roster_and_stay_where_it_has_no_such_columns,
    async |world| {
        let file = "id,email,name,team,function,level
1,ada@weft.example,Ada Lovelace,Search,Engineering,Principal
2,bo@weft.example,Bo Åkesson,Search,Engineering,
";
        let preview = world.preview(file).await.expect("preview");
        assert_eq!(preview.summary.counts.new, 2);
        roster_apply(&world.env, None, preview.id, Confirmation::None).await.expect("apply");
        let of = |person: &Person| (person.function.clone(), person.seniority.clone());
        let some = |text: &str| Some(text.to_owned());
        let ada = world.someone("ada@weft.example").await.expect("ada");
        assert_eq!(of(&ada), (some("Engineering"), some("Principal")));
        let bo = world.someone("bo@weft.example").await.expect("bo");
        assert_eq!(of(&bo), (some("Engineering"), None));
        // Changes are shown before they are made.
        let changed = file.replace("Search,Engineering,Principal", "Search,Product,Lead");
        let preview = world.preview(&changed).await.expect("preview");
        let changes = &preview.summary.changed[0].changes;
        let words: Vec<_> = changes
            .iter()
            .map(|change| (change.field, change.before.as_str(), change.after.as_str()))
            .collect();
        assert_eq!(
            words,
            [(Field::Function, "Engineering", "Product"), (Field::Seniority, "Principal", "Lead")]
        );
        roster_apply(&world.env, None, preview.id, Confirmation::None).await.expect("apply");
        // A file without the columns says nothing of them.
        let without = "id,email,name,team
1,ada@weft.example,Ada Lovelace,Search
2,bo@weft.example,Bo Åkesson,Search
";
        let preview = world.preview(without).await.expect("preview");
        assert_eq!(preview.summary.counts.same, 2, "{:?}", preview.summary.counts);
        let ada = world.someone("ada@weft.example").await.expect("ada");
        assert_eq!(of(&ada), (some("Product"), some("Lead")));
        // The person reads both, takes them along, and they go with the person.
        let data = weft::programmes::person_data::export(&world.env, ada.id).await.expect("export");
        assert_eq!(
            (&data["person"]["function"], &data["person"]["level"]),
            (&"Product".into(), &"Lead".into())
        );
        let page = world.browser_of(ada.id).await.get("/me").await.text();
        assert!(
            ["Function", "Product", "Level", "Lead"].iter().all(|words| page.contains(words)),
            "{page}"
        );
        weft::programmes::person_data::erase(&world.env, ada.id, None).await.expect("erase");
        let mut tx = world.env.db.read().await.expect("read");
        let gone =
            weft::store::person::person_get(&mut tx, ada.id).await.expect("read").expect("row");
        assert_eq!(of(&gone), (None, None));
    }
);
