//! Every route × every role: what the policy says is what happens. Looking changes nothing; forms of other sites do
//! nothing.

use axum::http::{Method, StatusCode};
use weft::domain::access::{Action, Role, Roles};
use weft::web::routes;

use crate::visitor::Visitor;
use crate::world::both;

const SOME_ID: &str = "01900000-0000-7000-8000-000000000000";

/// A path that matches the route, with ids of nothing.
fn filled(path: &str) -> String {
    path.split('/')
        .map(|part| if part.starts_with('{') { SOME_ID } else { part })
        .collect::<Vec<_>>()
        .join("/")
}

both!(every_route_obeys_the_policy_for_every_role, async |world| {
    let mut visitors = vec![(None, None)];
    for role in Role::ALL {
        visitors.push((Some(*role), Some(world.somebody_who_is(*role).await)));
    }
    for (role, person) in &visitors {
        let roles = role.map(|role| Roles::new([role]));
        for (looking, method) in [(true, Method::GET), (false, Method::POST)] {
            let mut browser = Visitor::new(&world);
            if let Some(person) = person {
                browser.enter(&world, person.id).await;
            }
            let before = world.counts().await;
            for route in routes().iter().filter(|route| route.method == method) {
                let path = filled(route.path);
                let allowed = route.action == Action::Public
                    || roles.as_ref().is_some_and(|roles| roles.may(route.action));
                let answer = browser.send(method.clone(), &path, String::new()).await;
                let who = role.map_or("nobody", Role::as_str);
                let to_sign_in = answer.leads_to().starts_with("/sign-in?to=");
                if allowed {
                    let refused = answer.status == StatusCode::FORBIDDEN || to_sign_in;
                    assert!(
                        !refused && !answer.status.is_server_error(),
                        "{who}: {route:?} gives {}",
                        answer.status
                    );
                } else if role.is_none() {
                    assert!(
                        to_sign_in && answer.status == StatusCode::SEE_OTHER,
                        "{who}: {route:?} gives {}",
                        answer.status
                    );
                } else {
                    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{who}: {route:?}");
                }
                // Signing out is a route too.
                if let (false, Some(person)) = (looking, person) {
                    browser.enter(&world, person.id).await;
                }
            }
            if looking {
                assert_eq!(before, world.counts().await, "a GET changed something for {role:?}");
            }
        }
    }
});

both!(a_form_of_another_site_does_nothing, async |world| {
    let admin = world.somebody_who_is(Role::Admin).await;
    let mut browser = Visitor::of(&world, admin.id).await.elsewhere();
    let before = world.counts().await;
    for route in routes().iter().filter(|route| route.method == Method::POST) {
        let answer =
            browser.send(Method::POST, &filled(route.path), "sending=pause".to_owned()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{route:?}");
        assert!(answer.body.contains("another site"), "a designed page");
    }
    assert_eq!(before, world.counts().await);
});

both!(errors_are_pages_and_headers_hold_everywhere, async |world| {
    let ada = world.somebody("Ada Lov").await;
    let mut browser = Visitor::of(&world, ada.id).await;
    for (method, path, status) in [
        (Method::GET, "/no-such-page", StatusCode::NOT_FOUND),
        (Method::GET, "/mailbox?mail=01900000-0000-7000-8000-000000000000", StatusCode::NOT_FOUND),
        (Method::GET, "/mailbox/x/html", StatusCode::NOT_FOUND),
        (Method::GET, "/mailbox/%ff/file/0", StatusCode::BAD_REQUEST),
        (Method::PUT, "/me", StatusCode::METHOD_NOT_ALLOWED),
        (Method::GET, "/admin/settings", StatusCode::FORBIDDEN),
        (Method::GET, "/sign-in/link/%00", StatusCode::NOT_FOUND),
    ] {
        let answer = browser.send(method, path, String::new()).await;
        assert_eq!(answer.status, status, "{path}");
        assert!(
            answer.body.contains("<h1>") && answer.body.contains("class=\"side\""),
            "{path}: {}",
            answer.body
        );
        let csp = answer.headers["content-security-policy"].to_str().expect("policy");
        assert!(
            csp.starts_with("default-src 'none'; script-src 'self'") && !csp.contains("unsafe")
        );
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
        assert_eq!(answer.headers["referrer-policy"], "same-origin");
        assert_eq!(answer.headers["cache-control"], "no-store");
    }
});
