//! Measures of the organisation as a whole, from the same ties as a quarter's tables.
//!
//! Whom they are about: everybody who was in the directory at any time in the four quarters up to the quarter's end, which
//! the directory alone tells. Were those left out who have gone, the ties they had could be computed from the table of
//! ties and the density; were only those added who had ties, it could be computed that they had some.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::gates::{self, count};
use crate::graph::disclose::Facts;
use crate::graph::disclose::facts::MeasureFact;
use crate::graph::disclose::publication::{Dimension, Level};
use crate::graph::{
    Groups, Hosting, Measures, Meeting, Network, Person, Rate, Settings, View, across, components,
    measures,
};

/// Somebody of the directory, at the same place as in [`Facts::people`].
pub(super) struct Listing {
    /// Whether the person was in the directory in the year.
    pub(super) counts: bool,
    /// The number of the team at the quarter's end.
    pub(super) group: u32,
    /// Days and deeds.
    pub(super) person: Person,
}

/// What the measures are computed from, beside the facts.
pub(super) struct Sources {
    /// Everybody of the facts.
    pub(super) people: Vec<Listing>,
    /// Each day on which two people met; groups are the teams of that day.
    pub(super) meetings: Vec<Meeting>,
    /// The quarter's last day.
    pub(super) last_on: NaiveDate,
    /// Coffee meetings of the year.
    pub(super) groups: u32,
    /// Of these, those of which somebody said whether they took place.
    pub(super) told: u32,
    /// People of the meetings of which somebody said so.
    pub(super) answered: usize,
    /// People of those of which nobody did.
    pub(super) silent: usize,
}

impl Sources {
    /// Every measure, for the rules to decide about. None where a tie is of somebody who was not in the directory in the
    /// year: then tables and measures would not be made of the same ties.
    ///
    /// Cost: that of [`measures`]; seconds for 10,000 people.
    pub(super) fn measures(&self, facts: &Facts) -> Vec<MeasureFact> {
        let mut place = vec![None; self.people.len()];
        let mut people = Vec::new();
        for (at, listing) in self.people.iter().enumerate().filter(|(_, one)| one.counts) {
            place[at] = u32::try_from(people.len()).ok();
            people.push(listing);
        }
        let find = |pair: [u32; 2]| -> Option<[u32; 2]> {
            let [a, b] = pair.map(|at| place.get(at as usize).copied().flatten());
            Some([a?, b?])
        };
        let meetings: Option<Vec<Meeting>> = self
            .meetings
            .iter()
            .map(|meeting| Some(Meeting { people: find(meeting.people)?, ..*meeting }))
            .collect();
        let persons: Vec<Person> = people.iter().map(|one| one.person).collect();
        let view = View::year_to(self.last_on);
        let Some(Ok(network)) = meetings.map(|meetings| Network::new(&persons, &meetings, view))
        else {
            return Vec::new();
        };
        if network.ties().len() != facts.ties.len() {
            return Vec::new();
        }
        let groups = Groups::new(people.iter().map(|one| one.group).collect(), 0);
        let mut made = Made(Vec::new());
        let places: Vec<usize> =
            (0..self.people.len()).filter(|at| self.people[*at].counts).collect();
        let here: Vec<bool> = places.iter().map(|at| facts.people[*at].here).collect();
        let all = measures(&network, &groups, &Settings::default());
        self.whole(&mut made, &network, (&groups, &all), &here);
        Self::spread(&mut made, &network, &groups, &here);
        for level in [Level::Team, Level::Department, Level::Division] {
            across_groups(&mut made, facts, level, &persons, &places, &find, view);
        }
        made.0
    }

    /// `here`: who of the network's people is in the directory at the quarter's end. Whoever is gone, or has not begun,
    /// hides nobody.
    fn whole(
        &self,
        made: &mut Made,
        network: &Network,
        (groups, all): (&Groups, &Measures),
        here: &[bool],
    ) {
        made.put("density", all.density, None);
        made.put("mean-path", gates::mean_path(all.paths.between_groups), None);
        // Whoever knows how many pairs have no way knows how many people are outside the largest piece: a count (R6). Of all
        // pairs, those of different teams would tell of which teams these people are; and of those not both in the largest
        // piece, or it would tell what pieces the others are in.
        let [outside, inside] = by_largest_piece(network, here);
        let pieces = &all.pieces;
        for (name, value) in
            [("unreachable", gates::apart(all.people, pieces.giant)), ("giant", pieces.giant_share)]
        {
            made.0.extend(value.map(|value| MeasureFact {
                people: Some(all.people - pieces.giant),
                behind: Some(outside.min(inside)),
                ..fact(name, value)
            }));
        }
        if gates::tell_of_communities(all.people, all.ties) {
            // Pieces of one person are left out: their number is that of the people without a tie.
            made.count("communities", all.communities.of_two_or_more, None);
            made.put("agreement", gates::tenths(all.communities.like_groups), None);
        }
        let degrees: Vec<(f64, bool)> = network
            .nodes()
            .zip(here)
            .map(|(one, here)| (f64::from(network.degree(one)), *here))
            .collect();
        let behind = gates::behind_a_spread(&degrees);
        made.put("gini", gates::hundredths(all.degree_gini), Some(behind));
        if let Some(sides) = gates::behind_the_busiest(&all.betweenness_of, here) {
            made.put("concentration", all.betweenness.top_tenth_share, Some(sides));
        }
        made.0.push(MeasureFact {
            people: Some(pieces.cut_points),
            ..fact("cut-points", f64::from(pieces.cut_points))
        });
        if let Some(rate) = Rate::new(self.told.into(), self.groups.into())
            && let Some(rough) = gates::rough(rate)
        {
            let sides = count(self.answered.min(self.silent));
            for (name, value) in
                [("replies", rough.rate), ("replies-low", rough.low), ("replies-high", rough.high)]
            {
                made.put(name, Some(value), Some(sides));
            }
        }
        hosts(made, network, all.hosting.as_ref(), here);
        let few = |group: &crate::graph::GroupMeasures| group.standing.linked < 2;
        let tests: [(&str, &dyn Fn(&crate::graph::GroupMeasures) -> bool); 3] = [
            ("silos", &|group| group.standing.silo),
            ("few-links", &few),
            ("one-bridge", &|group| group.resilience == 1),
        ];
        let mut peopled = vec![0_u32; all.groups.len()];
        for (group, _) in groups.of_all().iter().zip(here).filter(|(_, here)| **here) {
            peopled[*group as usize] += 1;
        }
        for (name, holds) in tests {
            // A count of teams tells something about everybody in them, and about everybody in the others.
            let (mut teams, mut sides) = (0, [0, 0]);
            for (group, people) in all.groups.iter().zip(&peopled) {
                let such = group.standing.people > 0 && holds(group);
                teams += u32::from(such);
                sides[usize::from(such)] += people;
            }
            made.count(name, teams, Some(sides[0].min(sides[1])));
        }
        if let Some(ramp) = &all.newcomers
            && let Some(days) = ramp.median
        {
            // The day is somebody's own: weeks are enough. A median tells of each half, and of whoever was watched so long.
            let weeks = days.div_ceil(7);
            let watched = gates::watched_for(weeks, network.people(), here, network.view());
            let behind = ramp.events.min(ramp.people / 2).min(watched);
            made.put("ramp-weeks", Some(f64::from(weeks)), Some(behind));
        }
    }

    /// How evenly offers are spread among those who were open to them, whoever had none among them.
    fn spread(made: &mut Made, network: &Network, groups: &Groups, here: &[bool]) {
        let Some(opportunity) = crate::graph::opportunity(network, groups) else { return };
        let open: Vec<(crate::graph::Activity, bool)> = network
            .people()
            .iter()
            .zip(here)
            .filter_map(|(person, here)| Some((person.activity?, *here)))
            .filter(|(known, _)| known.eligible_months > 0.0)
            .collect();
        let offers: Vec<(f64, bool)> =
            open.iter().map(|(known, here)| (f64::from(known.offers), *here)).collect();
        let offered = gates::here_among(offers.iter().filter(|(offers, _)| *offers > 0.0));
        made.put("opportunity", gates::hundredths(Some(opportunity.rate)), Some(count(offered)));
        // Of offers, and not of offers a month: when somebody began is in the directory.
        let behind = gates::behind_a_spread(&offers);
        made.put("opportunity-gini", gates::hundredths(opportunity.gini), Some(behind));
        let between = opportunity.theil.and_then(|theil| theil.between_share);
        made.put("opportunity-between", between, Some(behind));
        let mut rates: Vec<f64> =
            open.iter().map(|(known, _)| f64::from(known.offers) / known.eligible_months).collect();
        rates.sort_unstable_by(f64::total_cmp);
        // A point of the curve tells what a tenth has.
        let tenth = count(gates::here_among(&open) / 10);
        let curve = gates::curve(opportunity.lorenz, opportunity.rate, &rates);
        for (at, share) in curve.into_iter().flatten().enumerate().take(10).skip(1) {
            made.put(&format!("lorenz-{at}"), Some(share), Some(behind.min(tenth)));
        }
    }
}

/// How much time guests take of those who look after them. It tells of the hosts alone, none of whom may have more than
/// half of it (rule R7).
fn hosts(made: &mut Made, network: &Network, hosting: Option<&Hosting>, here: &[bool]) {
    let Some(hosting) = hosting else { return };
    let loads: Vec<(f64, bool)> = network
        .people()
        .iter()
        .zip(here)
        .filter_map(|(person, here)| Some((person.activity?.hosted_weeks, *here)))
        .filter(|(weeks, _)| *weeks > 0.0)
        .collect();
    if gates::dominated(&values(&loads)) {
        return;
    }
    let behind = Some(count(gates::here_among(&loads)));
    made.put("hosting", Some(hosting.weeks / f64::from(hosting.hosts.max(1))), behind);
    let spread = Some(gates::behind_a_spread(&loads));
    made.put("hosting-gini", gates::hundredths(hosting.gini), spread);
}

/// How many people who are here are outside of the largest piece, and how many are in it.
fn by_largest_piece(network: &Network, here: &[bool]) -> [u32; 2] {
    let piece = components(network);
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    for one in &piece {
        *sizes.entry(*one).or_default() += 1;
    }
    let largest = sizes.iter().max_by_key(|(_, size)| **size).map(|(piece, _)| *piece);
    let mut counts = [0; 2];
    for (one, _) in piece.iter().zip(here).filter(|(_, here)| **here) {
        counts[usize::from(Some(*one) == largest)] += 1;
    }
    counts
}

/// Values alone, without who is here.
fn values(some: &[(f64, bool)]) -> Vec<f64> {
    some.iter().map(|(value, _)| *value).collect()
}

/// The measures from which the number of ties across groups follows, for the groups of a level.
fn across_groups(
    made: &mut Made,
    facts: &Facts,
    level: Level,
    persons: &[Person],
    places: &[usize],
    find: &dyn Fn([u32; 2]) -> Option<[u32; 2]>,
    view: View,
) {
    let none = facts.names.get(&Dimension::Unit).map_or(0, |names| count(names.len()));
    let unit = |place: Option<u32>| place.unwrap_or(none);
    let meetings: Option<Vec<Meeting>> = facts
        .ties
        .iter()
        .map(|tie| {
            let side = |side| unit(facts.side_of(tie, side, Dimension::Unit, level));
            Some(Meeting {
                people: find(tie.people)?,
                groups: [side(0), side(1)],
                on: None,
                times: 1,
                state: crate::domain::tie::TieState::Met,
            })
        })
        .collect();
    let Some(Ok(network)) = meetings.map(|meetings| Network::new(persons, &meetings, view)) else {
        return;
    };
    let of = places.iter().map(|at| unit(facts.group_of(*at, Dimension::Unit, level))).collect();
    let groups = Groups::new(of, 0);
    let across = across(&network, &groups);
    for (name, value) in [("across", across.share), ("lift", across.lift)] {
        if let Some(value) = value {
            made.0.push(MeasureFact { level: Some(level), ..fact(name, value) });
        }
    }
}

/// Measures that were made; what cannot be said is left out.
struct Made(Vec<MeasureFact>);

impl Made {
    fn put(&mut self, name: &str, value: Option<f64>, behind: Option<u32>) {
        self.0.extend(value.map(|value| MeasureFact { behind, ..fact(name, value) }));
    }

    fn count(&mut self, name: &str, value: u32, behind: Option<u32>) {
        self.put(name, Some(f64::from(value)), behind);
    }
}

fn fact(name: &str, value: f64) -> MeasureFact {
    #[expect(clippy::cast_possible_truncation, reason = "measures are far below 2^53 thousandths")]
    let thousandths = (value * 1000.0).round() as i64;
    MeasureFact { name: name.to_owned(), thousandths, people: None, behind: None, level: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Activity;

    /// What is said of hosts with so many weeks each, and of how many people it tells.
    fn said_of_hosts(weeks: &[f64]) -> Vec<(String, i64, Option<u32>)> {
        let persons: Vec<Person> = weeks
            .iter()
            .map(|weeks| Person {
                activity: Some(Activity { hosted_weeks: *weeks, ..Activity::default() }),
                ..Person::default()
            })
            .collect();
        let last_on = NaiveDate::from_ymd_opt(2026, 3, 31).expect("day");
        let network = Network::new(&persons, &[], View::year_to(last_on)).expect("network");
        let groups = Groups::new(vec![0; weeks.len()], 0);
        let mut made = Made(Vec::new());
        let here = vec![true; weeks.len()];
        hosts(&mut made, &network, crate::graph::hosting(&network, &groups).as_ref(), &here);
        made.0.into_iter().map(|it| (it.name, it.thousandths, it.behind)).collect()
    }

    #[test]
    fn what_guests_take_tells_of_the_hosts_alone_and_of_no_one_among_them() {
        let even = said_of_hosts(&[2.0, 2.0, 2.0, 0.0, 0.0]);
        assert_eq!(even[0], ("hosting".to_owned(), 2000, Some(3)));
        assert_eq!(even[1], ("hosting-gini".to_owned(), 0, Some(0)), "all alike");
        assert_eq!(said_of_hosts(&[9.0, 1.0, 1.0, 1.0, 1.0]), [], "one has more than half");
        assert_eq!(said_of_hosts(&[0.0; 5]), [], "nobody hosted");
    }
}
