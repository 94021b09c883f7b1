//! A plan looked at with its prices: what each person could have instead, what it costs at least, and repairs.

use std::ops::Range;

use super::super::change::Change;
use super::super::plan::Plan;
use super::dual::{Prices, floor};
use super::packing::Packing;
use super::rule::Rule;
use super::state::State;
use super::view::{View, chosen, prices};

/// So many of a person's, or of a team's and time's, candidates are tried.
const TRIED: usize = 24;

/// At most so many placements give way to one.
const GIVE_WAY: usize = 6;

/// The plan, with all candidates, also those for which there is no place at all.
pub struct Scene<'a, V: View> {
    pub view: &'a V,
    pub packing: Packing,
    /// The plan's placements, in its order.
    pub chosen: Vec<usize>,
    pub prices: Prices,
    /// Whether a team has a place for it at all.
    pub open: Vec<bool>,
    /// What the prices prove. Units: 1/65536 milli-connection, without the constant.
    pub sum: i128,
    /// What the plan is worth without the constant. Units: milli-connections.
    pub value: i64,
    of_person: Vec<Range<usize>>,
    /// The dearest candidates of each person, and of each team's limits.
    dearest: Vec<Vec<u32>>,
    of_limit: Vec<Vec<u32>>,
    /// What a person's own limits cost, how many placements they may have.
    own: Vec<(i128, i64)>,
}

fn is_own(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::OnePlace | Rule::OncePerTeam | Rule::Order | Rule::Stints | Rule::OnePlacement
    )
}

fn is_team(rule: Rule) -> bool {
    matches!(rule, Rule::TeamPlaces | Rule::Lend)
}

/// Whether every team has a place, and lends somebody, for a candidate.
fn is_open(packing: &Packing, c: usize) -> bool {
    packing.candidates[c].locked
        || packing.factors(c).iter().all(|&(row, _)| {
            let limit = &packing.limits[row as usize];
            !is_team(limit.about.rule) || limit.most > 0
        })
}

fn number(c: usize) -> u32 {
    u32::try_from(c).unwrap_or(u32::MAX)
}

impl<'a, V: View> Scene<'a, V> {
    /// Looks at a plan; nothing when it is not one of this problem.
    ///
    /// Cost: a look at all candidates.
    pub fn new(view: &'a V, plan: &Plan) -> Option<Self> {
        let packing = view.packing(true);
        let chosen = chosen(view, &packing, plan)?;
        let prices = prices(view, &packing, plan);
        let open = (0..packing.candidates.len()).map(|c| is_open(&packing, c)).collect::<Vec<_>>();
        let people = packing.candidates.iter().map(|one| one.person as usize + 1).max();
        let people = people.unwrap_or(0);
        let mut of_person = vec![0..0; people];
        let mut own = vec![(0, 0); people];
        for (c, one) in packing.candidates.iter().enumerate() {
            let range = &mut of_person[one.person as usize];
            *range = if range.end == 0 { c..c + 1 } else { range.start..c + 1 };
        }
        for (price, limit) in prices.limits.iter().zip(&packing.limits) {
            if let (true, Some(p)) = (is_own(limit.about.rule), limit.about.person) {
                let Some(own) = own.get_mut(p as usize) else { continue };
                own.0 += i128::from(*price) * i128::from(limit.most);
                if matches!(limit.about.rule, Rule::Stints | Rule::OnePlacement) {
                    own.1 = limit.most;
                }
            }
        }
        let mut order: Vec<(i64, u32)> = Vec::with_capacity(packing.candidates.len());
        let mut sum = prices.bound(&packing);
        for (c, open) in open.iter().enumerate() {
            let excess = prices.excess(&packing, c);
            if *open {
                order.push((-excess, number(c)));
            } else {
                sum -= i128::from(excess.max(0));
            }
        }
        order.sort_unstable();
        let mut dearest = vec![Vec::new(); people];
        let mut of_limit = vec![Vec::new(); packing.limits.len()];
        for (_, c) in order {
            let dearest = &mut dearest[packing.candidates[c as usize].person as usize];
            if dearest.len() < TRIED {
                dearest.push(c);
            }
            for &(row, _) in packing.factors(c as usize) {
                let list = &mut of_limit[row as usize];
                if list.len() < TRIED && is_team(packing.limits[row as usize].about.rule) {
                    list.push(c);
                }
            }
        }
        let value = plan.value - packing.constant;
        Some(Self {
            view,
            packing,
            chosen,
            prices,
            open,
            sum,
            value,
            of_person,
            dearest,
            of_limit,
            own,
        })
    }

    /// Whether there is a place for a candidate, the limits being what they are now.
    pub fn is_open(&self, c: usize) -> bool {
        is_open(&self.packing, c)
    }

    /// All candidates of a person.
    pub fn candidates(&self, person: u32) -> Range<usize> {
        self.of_person.get(person as usize).cloned().unwrap_or(0..0)
    }

    /// A person's candidates that could come into question, the dearest first.
    pub fn dearest(&self, person: u32) -> impl Iterator<Item = usize> {
        self.dearest.get(person as usize).into_iter().flatten().map(|&c| c as usize)
    }

    /// What a candidate is worth above the prices of what it shares with others.
    fn net(&self, c: usize) -> i128 {
        let mut net = i128::from(self.prices.excess(&self.packing, c));
        for &(row, factor) in self.packing.factors(c) {
            if is_own(self.packing.limits[row as usize].about.rule) {
                net += i128::from(factor) * i128::from(self.prices.limits[row as usize]);
            }
        }
        net
    }

    /// What no plan is worth more than in which a person has none of the candidates `skip`, and with `placed` at
    /// least one other. Without the constant.
    pub fn bound_without(&self, person: u32, skip: impl Fn(usize) -> bool, placed: bool) -> i64 {
        let (cost, most) = self.own.get(person as usize).copied().unwrap_or_default();
        let mut rest = self.sum - cost;
        let mut best: Vec<(u32, i128)> = Vec::new();
        for c in self.candidates(person).filter(|&c| self.open[c]) {
            let (excess, one) = (self.prices.excess(&self.packing, c), self.packing.candidates[c]);
            rest -= i128::from(if one.locked { excess } else { excess.max(0) });
            if !skip(c) {
                best.push((one.start, self.net(c)));
            }
        }
        let alone = best.iter().map(|(_, net)| *net).max();
        best.sort_unstable_by_key(|&(start, net)| (start, -net));
        best.dedup_by_key(|(start, _)| *start);
        // The best choice of stays that do not overlap, by their number, week after week.
        let length = self.view.length(person) as usize;
        let end = best.last().map_or(0, |(start, _)| *start as usize + length);
        let most = usize::try_from(most).unwrap_or(0).min(best.len());
        let mut now = vec![0_i128; end + 1];
        let mut own = 0;
        for _ in 0..most {
            let mut next = vec![0_i128; end + 1];
            let mut stays = best.iter().peekable();
            for week in 0..end {
                next[week + 1] = next[week + 1].max(next[week]);
                while let Some((_, net)) = stays.next_if(|(start, _)| *start as usize == week) {
                    next[week + length] = next[week + length].max(now[week] + net);
                }
            }
            own = own.max(next[end]);
            now = next;
        }
        match alone {
            // Who has to be placed may cost more than they bring.
            Some(alone) if placed && own <= 0 => rest += alone,
            _ => rest += own,
        }
        floor(rest)
    }

    /// What the prices leave above the plan. Units: milli-connections.
    pub fn most_gain(&self) -> i64 {
        (floor(self.sum) - self.value).max(0)
    }

    /// The person whom a change concerns.
    pub fn concerned(&self, change: &Change) -> Option<u32> {
        let (Change::Stint { person, .. }
        | Change::Stay { person, .. }
        | Change::Admit { person, .. }
        | Change::Start { person, .. }
        | Change::Unlock { person, .. }) = change
        else {
            return None;
        };
        let mut people = self.packing.candidates.iter().map(|one| one.person);
        people.find(|&one| self.view.person(one) == person)
    }

    /// A plan to change.
    pub fn state(&self) -> State<'_> {
        let mut state = State::of(&self.packing, &self.chosen);
        state.done.clear();
        state
    }

    /// Brings a candidate in, whatever stands against it goes, and those affected look anew, but not at what is kept
    /// `out`. Says whether it could; if not, go back by `undo`.
    pub fn bring(&self, state: &mut State<'_>, c: usize, out: impl Fn(usize) -> bool) -> bool {
        let mut gone = Vec::new();
        while let Some(row) = state.over(c) {
            let within = state.within[row].iter().map(|&other| other as usize);
            let weakest = within
                .filter(|&other| !self.packing.candidates[other].locked)
                .min_by_key(|&other| (self.packing.candidates[other].value, other));
            match weakest {
                Some(other) if gone.len() < GIVE_WAY => {
                    state.take(other);
                    gone.push(other);
                }
                _ => return false,
            }
        }
        state.put(c);
        self.refill(state, &gone, |other| other == c || out(other));
        state.holds()
    }

    /// Those who gave way, and those who wait for their places, take what is free.
    pub fn refill(&self, state: &mut State<'_>, gone: &[usize], out: impl Fn(usize) -> bool) {
        let fill = |state: &mut State<'_>, list: &[u32]| {
            for other in list.iter().map(|&other| other as usize) {
                if !state.chosen[other]
                    && !out(other)
                    && state.over(other).is_none()
                    && state.gain(other) > 0
                {
                    state.put(other);
                }
            }
        };
        for &other in gone {
            fill(state, &self.dearest[self.packing.candidates[other].person as usize]);
        }
        for &other in gone {
            for &(row, _) in self.packing.factors(other) {
                fill(state, &self.of_limit[row as usize]);
            }
        }
    }
}
