//! What a kind tells about its packing problem, so that one explanation serves both.

use std::collections::{HashMap, HashSet};

use super::super::certificate::{RowName, RowPrice};
use super::super::change::Change;
use super::super::plan::{Placement, Plan};
use super::dual::{Odd, Prices};
use super::packing::{About, Candidate, Packing};
use super::rule::Rule;

/// A kind's words for numbers.
pub trait View {
    /// The packing problem; with `wide`, also candidates for which a team has no place at all.
    fn packing(&self, wide: bool) -> Packing;
    /// A placement's person and team; nothing for unknown ids.
    fn numbers(&self, one: &Placement) -> Option<(u32, u32)>;
    /// A person's id.
    fn person(&self, person: u32) -> &str;
    /// A team's id.
    fn team(&self, team: u32) -> &str;
    /// How many times a person's placement takes.
    fn length(&self, person: u32) -> u32;
    /// What a placement adds beside its share of load and `manager_first`, by term.
    fn terms(&self, one: &Candidate) -> Vec<(&'static str, i64)>;
    /// The name of the count's term: what several placements add together.
    fn shared(&self) -> &'static str;
    /// What a limit or count is about, by ids.
    fn name(&self, about: About) -> RowPrice;
    /// The change that widens a limit by so much; nothing when it is not anybody's to widen.
    fn widened(&self, about: About, more: u32) -> Option<Change>;
    /// Why somebody has no placement, in a sentence with its numbers.
    fn unplaced(&self, plan: &Plan, person: &str, because: &str) -> String;
    /// Who has to visit which team and does not.
    fn missed(&self, plan: &Plan) -> Vec<(u32, u32)>;
    /// That these people miss a team they have to visit, with the numbers.
    fn missed_words(&self, plan: &Plan, team: u32, missed: &[u32]) -> String;
}

/// The plan's placements as candidates; nothing when one of them is none.
pub fn chosen(view: &impl View, packing: &Packing, plan: &Plan) -> Option<Vec<usize>> {
    let spots: Option<Vec<(u32, u32, u32)>> = plan
        .placements
        .iter()
        .map(|one| view.numbers(one).map(|(person, team)| (person, team, one.start)))
        .collect();
    let spots = spots?;
    let wanted: HashSet<(u32, u32, u32)> = spots.iter().copied().collect();
    let spot = |c: usize| {
        let one = &packing.candidates[c];
        (one.person, one.team, one.start)
    };
    let number: HashMap<(u32, u32, u32), usize> = (0..packing.candidates.len())
        .filter(|&c| wanted.contains(&spot(c)))
        .map(|c| (spot(c), c))
        .collect();
    spots.iter().map(|spot| number.get(spot).copied()).collect()
}

/// The certificate's prices by the packing's numbers.
pub fn prices(view: &impl View, packing: &Packing, plan: &Plan) -> Prices {
    let mut prices = Prices::none(packing);
    let Some(relaxation) = &plan.certificate.relaxation else { return prices };
    let key =
        |row: &RowPrice| (row.constraint.clone(), row.person.clone(), row.team.clone(), row.at);
    let of: HashMap<_, i64> = relaxation.rows.iter().map(|row| (key(row), row.price)).collect();
    let in_sets = || relaxation.odd_sets.iter().flat_map(|set| &set.rows);
    let is_once = |constraint: &str| constraint == Rule::OncePerTeam.name();
    let once = relaxation.rows.iter().any(|row| is_once(&row.constraint))
        || in_sets().any(|row| is_once(&row.constraint));
    let named: HashSet<_> = in_sets().map(|row| key(&row.at_price(0))).collect();
    let mut number = HashMap::new();
    for ((price, limit), row) in prices.limits.iter_mut().zip(&packing.limits).zip(0..) {
        // There are very many of these, and hardly any has a price.
        if once || limit.about.rule != Rule::OncePerTeam {
            let key = key(&view.name(limit.about));
            *price = of.get(&key).copied().unwrap_or(0).max(0);
            if named.contains(&key) {
                number.insert(key, row);
            }
        }
    }
    for (price, count) in prices.counts.iter_mut().zip(&packing.counts) {
        *price = of.get(&key(&view.name(count.about))).copied().unwrap_or(0);
    }
    let odd = relaxation.odd_sets.iter().map(|set| {
        let row = |row: &RowName| number.get(&key(&row.at_price(0))).copied();
        let mut rows: Vec<u32> = set.rows.iter().filter_map(row).collect();
        rows.sort_unstable();
        Odd { rows, price: set.price }
    });
    Prices::of(prices.limits, prices.counts, odd.collect())
}
