//! All measures of one network and one partition, in one struct without anybody's name or own value.

use serde::{Deserialize, Serialize};

use super::across::{Across, Standing, across, density, standings};
use super::change::{Change, change};
use super::chart::{assortativity, modularity};
use super::communities::{Communities, communities};
use super::components::{Pieces, pieces};
use super::groups::Groups;
use super::inequality::{Hosting, Opportunity, gini, hosting, lorenz, opportunity};
use super::network::{Layer, Network, node};
use super::paths::{Concentration, Paths, Sampling, concentration, walks};
use super::rates::{Rate, participation, replies};
use super::resilience::{Pair, holds, pairs};
use super::survival::{Survival, newcomers};

/// How exactly to measure, and by which seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Decides the order in which communities are looked for, and who is walked from where not all are.
    pub seed: u64,
    /// Runs of which the best communities are taken.
    pub community_runs: u32,
    /// Up to so many people walks go from everybody.
    pub exact_up_to: usize,
    /// Above, from so many.
    pub pivots: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { seed: 1, community_runs: 20, exact_up_to: 20_000, pivots: 1_000 }
    }
}

/// One group's own measures.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupMeasures {
    /// How it stands to the others.
    #[serde(flatten)]
    pub standing: Standing,
    /// People who must leave before it loses every tie to all other groups.
    pub resilience: u32,
}

/// Every measure. What cannot be said of this network is none, never a number that stands for it.
///
/// The figures are not yet fit to be shown: groups here may be as small as one person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measures {
    /// People.
    pub people: u32,
    /// Pairs that were introduced or met.
    pub introduced: u64,
    /// Pairs that met.
    pub met: u64,
    /// Pairs that met again.
    pub kept: u64,
    /// Which of these are the ties of everything below.
    pub layer: Layer,
    /// Ties.
    pub ties: u64,
    /// Ties over pairs.
    pub density: Option<f64>,
    /// How many of those who could took part.
    pub participation: Option<Rate>,
    /// How many of the questions after meetings were answered.
    pub replies: Option<Rate>,
    /// Ties across groups.
    pub across: Across,
    /// Modularity of the groups: Q of the org chart.
    pub modularity: Option<f64>,
    /// Nominal assortativity of the groups.
    pub assortativity: Option<f64>,
    /// Communities that the ties show.
    pub communities: Communities,
    /// Distances.
    pub paths: Paths,
    /// How many walks these and betweenness rest on.
    pub sampling: Sampling,
    /// Pieces, isolates, cut edges and points.
    pub pieces: Pieces,
    /// How much the shortest ways run through few people.
    pub betweenness: Concentration,
    /// Everybody's own betweenness, in the order of people: for the rules that decide about the line above, and for nobody
    /// to see.
    #[serde(skip)]
    pub betweenness_of: Vec<f64>,
    /// Gini coefficient of the number of ties.
    pub degree_gini: Option<f64>,
    /// Lorenz curve of the number of ties, in tenths.
    pub degree_lorenz: Option<[f64; 11]>,
    /// What became of the ties of the window before.
    pub change: Option<Change>,
    /// Newcomers' time to the third tie across groups.
    pub newcomers: Option<Survival>,
    /// How evenly offers are spread.
    pub opportunity: Option<Opportunity>,
    /// The load of hosting.
    pub hosting: Option<Hosting>,
    /// Each group, by index; groups that only ties of earlier days name come after.
    pub groups: Vec<GroupMeasures>,
    /// Each pair of groups with a tie, sorted.
    pub pairs: Vec<Pair>,
}

/// Measures a network.
///
/// Panics where `groups` has another number of people than the network.
/// Cost: walks × ties, beside which everything else is small: 10,000 people with 33,000 ties take seconds on one core.
pub fn measures(network: &Network, groups: &Groups, settings: &Settings) -> Measures {
    assert_eq!(network.len(), groups.of_all().len(), "everybody has one group");
    let (walks, (found, (pairs, holds))) = rayon::join(
        || walks(network, groups, settings.exact_up_to, settings.pivots, settings.seed),
        || {
            rayon::join(
                || communities(network, groups, settings.community_runs, settings.seed).1,
                || (pairs(network, groups), holds(network, groups)),
            )
        },
    );
    let degrees: Vec<f64> =
        network.nodes().map(|person| f64::from(network.degree(person))).collect();
    let standings = standings(network, groups);
    Measures {
        people: node(network.len()),
        introduced: network.in_layer(Layer::Introduced),
        met: network.in_layer(Layer::Met),
        kept: network.in_layer(Layer::Kept),
        layer: network.view().layer,
        ties: network.ties().len() as u64,
        density: density(network),
        participation: participation(network),
        replies: replies(network),
        across: across(network, groups),
        modularity: modularity(network, groups),
        assortativity: assortativity(network, groups),
        communities: found,
        paths: walks.paths,
        sampling: walks.sampling,
        pieces: pieces(network),
        betweenness: concentration(&walks.betweenness),
        betweenness_of: walks.betweenness,
        degree_gini: gini(&degrees),
        degree_lorenz: lorenz(&degrees),
        change: change(network),
        newcomers: newcomers(network),
        opportunity: opportunity(network, groups),
        hosting: hosting(network, groups),
        groups: standings
            .into_iter()
            .enumerate()
            .map(|(at, standing)| GroupMeasures {
                standing,
                resilience: holds.get(at).copied().unwrap_or(0),
            })
            .collect(),
        pairs,
    }
}
