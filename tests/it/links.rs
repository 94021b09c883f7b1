//! Links of mails: for one purpose, one person, one thing, and only for a time.

use chrono::TimeDelta;
use weft::domain::clock::Clock;
use weft::domain::id::PersonId;
use weft::programmes::links::{LinkError, Purpose, open, url};

use crate::world::both;

both!(a_link_opens_only_what_it_was_made_for, async |world| {
    let now = world.clock.now();
    let (person, subject): (PersonId, uuid::Uuid) =
        (world.env.ids.next(now), world.env.ids.next(now));
    let link = url(&world.env, Purpose::Met, person, subject, now + TimeDelta::days(1));
    let token = link.rsplit('/').next().expect("token");
    assert!(link.starts_with("http://127.0.0.1:8080/l/met/"));
    assert_eq!(open(&world.env, Purpose::Met, token, now), Ok((person, subject)));
    assert_eq!(open(&world.env, Purpose::NotMet, token, now), Err(LinkError::Malformed));
    let late = now + TimeDelta::days(1);
    assert_eq!(open(&world.env, Purpose::Met, token, late), Err(LinkError::Expired));
    for at in 0..token.len() {
        let mut changed = token.as_bytes().to_vec();
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(changed).expect("text");
        let opened = open(&world.env, Purpose::Met, &changed, now);
        assert!(opened.is_err(), "changed at {at}: {opened:?}");
    }
    for odd in ["", "x", "é", "AAAA", &token[..20], &format!("{token}A")] {
        assert_eq!(open(&world.env, Purpose::Met, odd, now), Err(LinkError::Malformed), "{odd}");
    }
});
