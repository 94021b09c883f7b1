//! The measures for a terminal: one a line, with what it means.

use chrono::NaiveDate;

use crate::cli::count;
use crate::graph::{Measures, Rate, SILO};

/// Groups that are printed by name.
const SHOWN: usize = 15;

/// Every measure by its name.
pub(super) fn table(
    found: &Measures,
    names: &[String],
    as_of: Option<NaiveDate>,
    without: usize,
) -> String {
    let mut out = Vec::new();
    let mut line = |name: &str, value: String| out.push(format!("{name:<34} {value}"));
    let of_ties = format!(
        "{} of {} in {}",
        count(size(found.ties), "tie", "ties"),
        count(found.people as usize, "person", "people"),
        count(names.len(), "group", "groups")
    );
    line("Network", of_ties);
    if let Some(as_of) = as_of {
        line("Last day that counts", as_of.to_string());
    }
    if without > 0 {
        line("Left out", count(without, "tie of somebody who left", "ties of people who left"));
    }
    line("Met; met again", format!("{}; {}", found.met, found.kept));
    line("Participation", rate(found.participation));
    line("Replies", rate(found.replies));
    line("Density", real(found.density));
    line("Ties across groups", share(found.across.share));
    if found.across.weighted_share != found.across.share {
        line("  by weight", share(found.across.weighted_share));
    }
    line("  lift over chance", real(found.across.lift));
    line("Modularity of the groups", real(found.modularity));
    line("Assortativity of the groups", real(found.assortativity));
    let communities = &found.communities;
    let of_two = communities.of_two_or_more;
    line("Communities", format!("{} ({of_two} of two people or more)", communities.count));
    line("  modularity", real(communities.modularity));
    line("  stability", real(communities.stability));
    line("  likeness to the groups", real(communities.like_groups));
    line("Mean shortest path", format!("{} steps", real(found.paths.mean)));
    line("  pairs that cannot be reached", share(found.paths.unreachable));
    line("  between groups", format!("{} steps", real(found.paths.between_groups)));
    line("  of these not to be reached", share(found.paths.unreachable_between_groups));
    line("Global efficiency", real(found.paths.efficiency));
    let pieces = &found.pieces;
    line("Pieces", format!("{}, of them {} without a tie", pieces.components, pieces.isolates));
    line("  largest", format!("{} people, {}", pieces.giant, share(pieces.giant_share)));
    line("Cut edges; cut points", format!("{}; {}", pieces.cut_edges, pieces.cut_points));
    line("Betweenness, Gini", real(found.betweenness.gini));
    line("  of the top tenth", share(found.betweenness.top_tenth_share));
    line("  centralization", real(found.betweenness.centralization));
    if found.sampling.sources < found.sampling.of {
        let (sources, of) = (found.sampling.sources, found.sampling.of);
        let error = 100.0 * found.sampling.error;
        line("  sampled", format!("{sources} of {of} people; off by at most {error:.1} % (95 %)"));
    }
    line("Ties a person, Gini", real(found.degree_gini));
    // Ties without a day belong to no window: then there is nothing to compare.
    if let Some(change) = found.change.filter(|change| change.before + change.now > 0) {
        line("Growth since the window before", share(change.growth));
        line("  novelty; churn", format!("{}; {}", share(change.novelty), share(change.churn)));
    }
    if let Some(newcomers) = &found.newcomers {
        let median =
            newcomers.median.map_or("not reached".to_owned(), |days| format!("{days} days"));
        let (events, people) = (newcomers.events, newcomers.people);
        line(
            "Newcomers' third tie across",
            format!("median {median}; {events} of {people} so far"),
        );
    }
    if let Some(opportunity) = &found.opportunity {
        let gini = real(opportunity.gini);
        line("Offers a month", format!("{:.3}, Gini {gini}", opportunity.rate));
    }
    if let Some(hosting) = &found.hosting {
        line("Hosting", format!("{} people, {:.1} weeks", hosting.hosts, hosting.weeks));
    }
    groups(&mut out, found, names);
    out.join("\n")
}

fn groups(out: &mut Vec<String>, found: &Measures, names: &[String]) {
    let silos = found.groups.iter().filter(|group| group.standing.silo).count();
    let few = found.groups.iter().filter(|group| group.standing.linked < 2).count();
    let thread = found.pairs.iter().filter(|pair| pair.resilience == 1).count();
    out.push(format!("{:<34} {silos} (more than {SILO} ties within for each across)", "Silos"));
    out.push(format!("{:<34} {few}", "Groups tied to fewer than two others"));
    out.push(format!(
        "{:<34} {thread} of {}",
        "Pairs of groups that hang on one",
        found.pairs.len()
    ));
    out.push(String::new());
    let head = ["people", "within", "across", "E-I", "linked", "hold"];
    let [people, within, across, ei, linked, hold] = head;
    out.push(format!(
        "{:<34} {people:>7} {within:>7} {across:>7} {ei:>7} {linked:>7} {hold:>7}",
        "Group"
    ));
    for (group, name) in found.groups.iter().zip(names).take(SHOWN) {
        let standing = &group.standing;
        let ei = standing.ei.map_or("–".to_owned(), |ei| format!("{ei:.3}"));
        let name: String = name.chars().take(34).collect();
        out.push(format!(
            "{name:<34} {:>7} {:>7} {:>7} {ei:>7} {:>7} {:>7}",
            standing.people,
            standing.internal,
            standing.external,
            standing.linked,
            group.resilience
        ));
    }
    if found.groups.len() > SHOWN {
        out.push(format!("… and {} more; --json has all", found.groups.len() - SHOWN));
    }
}

fn size(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

fn real(value: Option<f64>) -> String {
    value.map_or("–".to_owned(), |value| format!("{value:.3}"))
}

fn share(value: Option<f64>) -> String {
    value.map_or("–".to_owned(), |value| format!("{:.1} %", 100.0 * value))
}

fn rate(rate: Option<Rate>) -> String {
    rate.map_or("–".to_owned(), |rate| {
        let [of_all, low, high] = [rate.rate, rate.low, rate.high].map(|part| 100.0 * part);
        format!("{of_all:.1} % of {} ({low:.1}–{high:.1} %)", rate.whole)
    })
}
