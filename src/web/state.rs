//! What every handler is given.

use std::sync::Arc;

use super::limit::Buckets;
use crate::programmes::Env;

/// The state of the pages: the world outside, and what this process alone may remember.
#[derive(Clone, Debug)]
pub struct App {
    /// Rows, time, identity, site.
    pub env: Env,
    /// How many proxies of the operator's own stand in front of the service. 0: the peer is the client.
    pub trusted_proxies: usize,
    /// Who asked for a sign-in mail how often: by client, and by mail address.
    pub limits: Arc<Limits>,
    /// The paths that exist, so that the navigation never offers one that does not.
    pub(super) paths: Arc<Vec<&'static str>>,
}

/// The rate limits of this process. They only slow down a flood; what must hold is held by rows.
#[derive(Debug)]
pub struct Limits {
    /// Sign-in requests, codes and links tried, by client address.
    pub by_client: Buckets,
    /// Sign-in mails, by mail address.
    pub by_address: Buckets,
    /// Looks at a calendar, by its secret address.
    pub by_feed: Buckets,
}

impl App {
    /// The pages over `env`.
    pub fn new(env: Env, trusted_proxies: usize) -> Self {
        let paths = super::routes().iter().map(|route| route.path).collect();
        Self {
            env,
            trusted_proxies,
            limits: Arc::new(Limits {
                // A whole office signs in on Monday morning from one address.
                by_client: Buckets::new(60, chrono::TimeDelta::seconds(5)),
                by_address: Buckets::new(5, chrono::TimeDelta::minutes(3)),
                // A calendar reads once an hour; several devices, and somebody who presses "refresh".
                by_feed: Buckets::new(20, chrono::TimeDelta::seconds(30)),
            }),
            paths: Arc::new(paths),
        }
    }

    /// Is there a page at this path?
    pub fn has(&self, path: &str) -> bool {
        self.paths.contains(&path)
    }

    /// Is the service reached by https, so that cookies are marked secure?
    pub fn secure(&self) -> bool {
        self.env.site.base_url.starts_with("https://")
    }
}
