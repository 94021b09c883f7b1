//! Rounds of any size: prices that settle over candidate pairs, a proof over all pairs, and a plan decided along the
//! prices.
//!
//! Nothing is stored for a pair of people, but for the candidates; see `docs/model.md`, "Method".

mod dive;
mod exact;
mod field;
mod hasty;
mod improve;
mod insert;
mod pace;
mod pairing;
mod real;
mod settle;
mod three;

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::crowd::Crowd;
use super::search::Dice;
use super::{Budget, NoClock, Phase, Progress, SCALE};
pub(super) use exact::Exact;
use field::{Field, Offer, Tolls};
use pace::Pace;
use pairing::Pairing;
use real::real;
use settle::{Cooling, Everybody, Graph, Pool, Prices, settle};

/// How many candidates each person is given at a time.
const EACH: usize = 12;

/// Candidates that cost more than this beyond their worth are dropped. Units: [`unit`].
const DROP: f64 = 100.0;

/// How often candidates are added and prices settle again, at most.
const ROUNDS: usize = 12;

/// Rounds end when what is not covered adds less than this part to the bound.
const COVERED: i64 = 100_000;

/// How often the prices are mended over all pairs at the end, at most.
const MENDS: usize = 4;

/// A plan and a proof.
pub(super) struct Found {
    pub(super) groups: Vec<Vec<usize>>,
    /// Units: milli-connections.
    pub(super) value: i64,
    pub(super) exact: Exact,
}

/// What warmth is counted in: the usual weights make it about one milli-connection.
fn unit(crowd: &Crowd) -> f64 {
    real(crowd.dearest_pair().max(1)) / 1_360.0
}

/// Searches and proves.
///
/// Cost: some looks at all pairs that pass over most of them, settling prices over some dozen candidates each, a dive
/// and exchanges: 10,000 people some seconds, 100,000 some minutes.
pub(super) fn solve(
    crowd: &Crowd,
    seed: u64,
    budget: &Budget<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Found {
    let mut work = Work::new(crowd);
    let proven = work.prove(budget, &mut |bound| {
        progress(Progress { phase: Phase::Bound, value: 0, bound: Some(bound) });
    });
    let (exact, three) = proven;
    let bound = exact.sum.div_euclid(SCALE);
    progress(Progress { phase: Phase::Search, value: 0, bound: Some(bound) });
    let (value, groups) = work.plan(seed, three, budget);
    progress(Progress { phase: Phase::Search, value, bound: Some(bound) });
    Found { groups, value, exact }
}

/// Prices and candidates under way.
struct Work<'a> {
    crowd: &'a Crowd,
    field: Field<'a>,
    unit: f64,
    pace: Pace,
    prices: Prices,
    candidates: Vec<Vec<u32>>,
}

impl<'a> Work<'a> {
    fn new(crowd: &'a Crowd) -> Self {
        let everybody = (0u32..).take(crowd.n).collect();
        // No pair is worth more than two of these.
        let most = real(crowd.dearest_pair()) / 2.0;
        Self {
            crowd,
            field: Field::new(crowd, everybody),
            unit: unit(crowd),
            pace: Pace::of(crowd.n),
            prices: Prices {
                net: vec![most; crowd.n],
                seats: vec![0.0; crowd.teams],
                links: HashMap::new(),
            },
            candidates: vec![Vec::new(); crowd.n],
        }
    }

    /// The best prices that were proven when the rounds, or the budget, end.
    fn prove(
        &mut self,
        budget: &Budget<'_>,
        tell: &mut dyn FnMut(i64),
    ) -> (Exact, Option<[usize; 3]>) {
        let crowd = self.crowd;
        // These cover every pair without a look, whatever happens next.
        let mut tolls = self.prices.tolls();
        for net in &mut tolls.net {
            *net += 1;
        }
        let nobody: Vec<Vec<Offer>> = Vec::new();
        let mut best = (exact::sum(crowd, &tolls), tolls, nobody);
        self.roughly(budget);
        let mut cold = false;
        for _ in 0..ROUNDS {
            let mut tolls = self.prices.tolls();
            let Some(offers) = self.field.offers(&tolls, EACH, &self.candidates, budget) else {
                break;
            };
            let lack = lack(&tolls, &offers);
            exact::mend(crowd, &mut tolls, &offers);
            let sum = exact::sum(crowd, &tolls);
            self.take(&offers);
            if sum < best.0 {
                best = (sum, tolls, offers);
                tell(sum.div_euclid(SCALE));
            }
            let covered = lack < sum / COVERED;
            if cold && covered {
                break;
            }
            self.settle(covered || cold, cold, budget);
            cold |= covered;
            if covered && !self.pace.again {
                break;
            }
        }
        self.mend(&mut best, budget);
        tell(best.0.div_euclid(SCALE));
        // When the time is over, a trio is not looked for beyond what its price takes.
        let candidates = if budget.is_over() { &[][..] } else { &self.candidates };
        exact::exact(crowd, &best.1, &best.2, candidates)
    }

    /// Lowers what is over-covered, as long as it helps.
    fn mend(&self, best: &mut (i64, Tolls, Vec<Vec<Offer>>), budget: &Budget<'_>) {
        for _ in 0..MENDS {
            let mut tolls = best.1.clone();
            let Some(offers) = self.field.offers(&tolls, 1, &self.candidates, budget) else {
                return;
            };
            exact::mend(self.crowd, &mut tolls, &offers);
            let sum = exact::sum(self.crowd, &tolls);
            let won = best.0 - sum;
            if won >= 0 {
                *best = (sum, tolls, offers);
            }
            if won < sum / 1_000_000 {
                return;
            }
        }
    }

    /// First prices: everybody moves halfway to what their best partner leaves them, a link towards what the
    /// connections asked of it are worth, some times over.
    fn roughly(&mut self, budget: &Budget<'_>) {
        let crowd = self.crowd;
        let revisions = (100_000 / crowd.n.max(1)).clamp(4, 30);
        for _ in 0..revisions {
            let tolls = self.prices.tolls();
            let Some(offers) = self.field.offers(&tolls, 1, &self.candidates, budget) else {
                return;
            };
            let mut asked: HashMap<(u32, u32), usize> = HashMap::new();
            for (p, offers) in offers.iter().enumerate() {
                let Some(best) = offers.first() else { continue };
                let q = best.with as usize;
                let net = &mut self.prices.net[p];
                *net = f64::midpoint(*net, real(best.gain) / real(SCALE));
                if crowd.worth(p, q).is_some_and(|(_, fresh)| fresh) {
                    *asked.entry(crowd.link(p, q)).or_default() += 1;
                }
                self.candidates[p] = vec![best.with];
            }
            let step = |link, nth| real(crowd.link_step(link, nth));
            for &link in asked.keys() {
                self.prices.links.entry(link).or_insert_with(|| step(link, 1));
            }
            for (link, price) in &mut self.prices.links {
                // Both members of a pair ask for it.
                let nth = asked.get(link).map_or(1, |asked| asked.div_ceil(2).max(1));
                *price += (step(*link, nth) - *price) / 16.0;
            }
        }
    }

    /// Adds the offers to the candidates, and drops those that have become too dear.
    fn take(&mut self, offers: &[Vec<Offer>]) {
        let (crowd, prices) = (self.crowd, &self.prices);
        let most = DROP * self.unit;
        self.candidates.par_iter_mut().zip(offers).enumerate().for_each(|(p, (own, offers))| {
            own.retain(|&q| {
                let q = q as usize;
                let Some((worth, fresh)) = crowd.worth(p, q) else { return false };
                let link = if fresh {
                    let link = crowd.link(p, q);
                    let first = || real(crowd.link_step(link, 1));
                    prices.links.get(&link).copied().unwrap_or_else(first)
                } else {
                    0.0
                };
                prices.net[p] + prices.net[q] - real(worth) - link < most
            });
            for offer in offers {
                if !own.contains(&offer.with) {
                    own.push(offer.with);
                }
            }
        });
    }

    fn settle(&mut self, to_the_end: bool, again: bool, budget: &Budget<'_>) {
        let crowd = self.crowd;
        let mut graph = Graph::new(crowd, &self.candidates, &Everybody);
        let pool = Pool { members: &crowd.members, seats: &crowd.seats };
        let cooling = Cooling {
            from: self.unit
                * if again {
                    1.0
                } else if to_the_end {
                    8.0
                } else {
                    16.0
                },
            to: self.unit * if to_the_end { self.pace.to } else { 1.0 },
            by: self.pace.by,
            sweeps: self.pace.sweeps,
        };
        settle(crowd, &pool, &mut graph, &mut self.prices, cooling, budget);
    }

    /// The best plan of the seed's dives.
    fn plan(
        &self,
        seed: u64,
        three: Option<[usize; 3]>,
        budget: &Budget<'_>,
    ) -> (i64, Vec<Vec<usize>>) {
        let crowd = self.crowd;
        // More dives for small rounds, where each is short and chance is large.
        let chains: u64 = if crowd.n <= 1_000 {
            4
        } else if crowd.n <= 20_000 {
            2
        } else {
            1
        };
        let plans: Vec<(i64, Vec<Vec<usize>>)> = (0..chains)
            .into_par_iter()
            .map(|chain| self.dive(seed, chain, three, budget))
            .collect();
        let mut best = (0, Vec::new());
        for plan in plans {
            if plan.0 > best.0 {
                best = plan;
            }
        }
        best
    }

    fn dive(
        &self,
        seed: u64,
        chain: u64,
        three: Option<[usize; 3]>,
        budget: &Budget<'_>,
    ) -> (i64, Vec<Vec<usize>>) {
        let crowd = self.crowd;
        let mut dice = Dice::new(seed, 5_000 + chain);
        let mut plan = Pairing::new(crowd);
        let three = three.filter(|&three| plan.seal(three));
        let mut plan = dive::dive(
            plan,
            self.prices.clone(),
            self.candidates.clone(),
            dice.roll(),
            (self.unit, &self.pace),
            budget,
        );
        insert::insert(&mut plan, budget);
        if budget.is_over() {
            hasty::fill(&mut plan);
        } else {
            self.improve(&mut plan, &mut dice, three, budget);
        }
        let mut groups = plan.pairs();
        let mut value = plan.value;
        if let Some(three) = three {
            groups.push(three.to_vec());
        } else if crowd.trio {
            value += insert::third(&mut plan, &mut groups);
        }
        (value, groups)
    }

    fn improve(
        &self,
        plan: &mut Pairing<'_>,
        dice: &mut Dice,
        three: Option<[usize; 3]>,
        budget: &Budget<'_>,
    ) {
        let crowd = self.crowd;
        let graph = Graph::new(crowd, &self.candidates, &Everybody);
        let steps = crowd.n * (4_000_000 / crowd.n.max(1)).clamp(50, 1_000);
        #[expect(clippy::cast_possible_truncation, reason = "a weight")]
        let warm = (self.unit.round() as i64).max(1);
        improve::improve(plan, &graph, dice, steps, warm, three, budget);
    }
}

/// By how much pairs are not covered in all, at most.
fn lack(tolls: &Tolls, offers: &[Vec<Offer>]) -> i64 {
    let lack = |(net, offers): (&i64, &Vec<Offer>)| {
        offers.first().map_or(0, |best| (best.gain - net).max(0) / 2)
    };
    tolls.net.iter().zip(offers).map(lack).sum()
}

/// For everybody, the people with whom a pair leaves least of these prices uncovered.
///
/// Units: 1/[`SCALE`] milli-connection. Cost: a look at all pairs that passes over most of them.
pub(super) fn likely(
    crowd: &Crowd,
    people: &[i64],
    seats: &[i64],
    links: &BTreeMap<(u32, u32), i64>,
    each: usize,
) -> Vec<Vec<u32>> {
    let net = |(p, price): (usize, &i64)| {
        price + seats[crowd.team[p] as usize] - SCALE * crowd.presence[p]
    };
    let tolls = Tolls {
        net: people.iter().enumerate().map(net).collect(),
        seats: seats.to_vec(),
        links: links.iter().map(|(&link, &price)| (link, price)).collect(),
    };
    let field = Field::new(crowd, (0u32..).take(crowd.n).collect());
    let offers = field.offers(&tolls, each, &[], &Budget::unlimited(&NoClock));
    let list = |offers: Vec<Offer>| offers.into_iter().map(|offer| offer.with).collect();
    offers.unwrap_or_default().into_iter().map(list).collect()
}

#[cfg(test)]
#[path = "../../../tests/optimise/make.rs"]
mod make;

#[cfg(test)]
mod tests {
    use super::super::certify::certify;
    use super::super::coffee::{solve_large, solve_small};
    use super::super::{Budget, NoClock, Problem};
    use super::make::{Stream, dense, mixed};

    #[test]
    fn small_rounds_are_solved_as_well_by_prices_and_a_dive() {
        let (mut short, mut loose, mut whole) = (0, 0, 0);
        for seed in 0..80 {
            let n = usize::try_from(Stream(seed).below(40)).unwrap_or(0);
            let problem = mixed(seed, n);
            let budget = Budget::unlimited(&NoClock);
            let small = solve_small(&problem, "", seed, &budget, &mut |_| ());
            let large = solve_large(&problem, "", seed, &budget, &mut |_| ());
            assert!(large.value <= small.bound, "seed {seed}");
            assert!(large.bound >= small.value, "seed {seed}");
            let verdict = certify(&Problem::Coffee(problem), &large);
            assert!(verdict.holds(), "seed {seed}: {:?}", verdict.refused);
            short += small.value - large.value;
            loose += large.bound - small.bound;
            whole += small.value;
        }
        // Not proven to be optimal, but never far.
        assert!(short * 150 < whole, "{short} of {whole} are missing");
        assert!(loose * 40 < whole, "{loose} of {whole} are not excluded");
    }

    #[test]
    fn the_same_plan_with_one_and_with_two_threads() {
        let problem = dense(5, 301, 20);
        let budget = Budget::unlimited(&NoClock);
        let with = |threads: usize| {
            let pool =
                rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            pool.install(|| solve_large(&problem, "", 3, &budget, &mut |_| ()).canonical())
        };
        assert_eq!(with(1), with(2));
    }
}
