//! A better plan person by person: all stays of one are chosen anew at once, whoever stands against them goes and
//! chooses anew too.
//!
//! What one person can have is a choice of stays that do not overlap, at most so many, in different teams: found
//! exactly, week after week, but for the teams, of which the dearer of two equal ones is kept.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::Rng;

use super::super::Budget;
use super::super::certificate::SCALE;
use super::dual::Prices;
use super::packing::Packing;
use super::rule::Rule;
use super::state::State;

/// So many of a person's candidates are looked at, those that lie highest above their prices, drawn anew each time.
const LOOKED_AT: usize = 1_200;

/// What luck adds to their standing when they are drawn. Units: 1/65536 milli-connection.
const LUCK: u64 = 25 * SCALE.unsigned_abs();

/// So often they are drawn, and so many changes of each person are tried each time.
const DRAWS: usize = 2;
const OF_EACH: usize = 50;

/// So many people may take each other's places in one change; the last of them take what is free.
const CHAIN: usize = 6;

/// What a change may lose in the beginning. Units: milli-connections.
const PATIENCE: f64 = 10.0;

/// So often a team that was chosen twice is given up.
const TWICE: usize = 4;

/// A person's candidates, by their start.
#[derive(Debug, Clone, Default)]
struct Person {
    candidates: Vec<u32>,
    length: usize,
    first: usize,
    end: usize,
    stints: usize,
    locked: bool,
}

fn below(dice: &mut ChaCha8Rng, n: usize) -> usize {
    usize::try_from((u64::from(dice.next_u32()) * n as u64) >> 32).unwrap_or(0)
}

fn is_own(rule: Rule) -> bool {
    matches!(rule, Rule::OnePlace | Rule::OncePerTeam | Rule::Order | Rule::Stints)
}

/// A choice at least as good, where people have stays; otherwise the same.
///
/// Cost: some hundred changes of each person, each some dozen microseconds.
pub fn improve(
    packing: &Packing,
    start: Vec<usize>,
    prices: &Prices,
    bound: i64,
    dice: &mut ChaCha8Rng,
    budget: &Budget<'_>,
) -> Vec<usize> {
    if !packing.limits.iter().any(|limit| limit.about.rule == Rule::Stints) {
        return start;
    }
    let excess: Vec<i64> =
        (0..packing.candidates.len()).map(|c| prices.excess(packing, c)).collect();
    let mut best = start;
    for draw in 0..DRAWS {
        let kept = dear(packing, &best, &excess, dice);
        let own = packing.only(&kept);
        let local: Vec<usize> = best.iter().filter_map(|c| kept.binary_search(c).ok()).collect();
        let better = Search::new(&own, prices, &local).run(local, draw, bound, dice, budget);
        best = better.into_iter().map(|c| kept[c]).collect();
    }
    best
}

/// The candidates that are looked at, ascending.
fn dear(packing: &Packing, start: &[usize], excess: &[i64], dice: &mut ChaCha8Rng) -> Vec<usize> {
    let people = packing.candidates.iter().map(|one| one.person as usize + 1).max().unwrap_or(0);
    let mut of_person: Vec<Vec<(i64, usize)>> = vec![Vec::new(); people];
    for (c, one) in packing.candidates.iter().enumerate() {
        let luck = (u64::from(dice.next_u32()) * LUCK) >> 32;
        of_person[one.person as usize].push((-excess[c].saturating_add_unsigned(luck), c));
    }
    let mut kept: Vec<usize> = start.to_vec();
    for mut own in of_person {
        if own.len() > LOOKED_AT {
            own.select_nth_unstable(LOOKED_AT);
            own.truncate(LOOKED_AT);
        }
        kept.extend(own.into_iter().map(|(_, c)| c));
    }
    kept.sort_unstable();
    kept.dedup();
    kept
}

struct Search<'a> {
    packing: &'a Packing,
    people: Vec<Person>,
    /// The limits that a candidate shares with other people's.
    shared: Vec<Vec<u32>>,
    /// What they cost when somebody has to go. Units: milli-connections.
    price: Vec<i64>,
    state: State<'a>,
}

impl<'a> Search<'a> {
    fn new(packing: &'a Packing, prices: &Prices, start: &[usize]) -> Self {
        let many = packing.candidates.iter().map(|one| one.person as usize + 1).max();
        let mut people = vec![Person::default(); many.unwrap_or(0)];
        let mut shared = Vec::with_capacity(packing.candidates.len());
        for (c, one) in packing.candidates.iter().enumerate() {
            let person = &mut people[one.person as usize];
            let mut length = 0;
            let mut others = Vec::new();
            for &(row, _) in packing.factors(c) {
                let limit = &packing.limits[row as usize];
                length += usize::from(limit.about.rule == Rule::OnePlace);
                if limit.about.rule == Rule::Stints {
                    person.stints = usize::try_from(limit.most).unwrap_or(0);
                }
                if !is_own(limit.about.rule) {
                    others.push(row);
                }
            }
            shared.push(others);
            let start = one.start as usize;
            person.first =
                if person.candidates.is_empty() { start } else { person.first.min(start) };
            person.end = person.end.max(start + length);
            person.length = length;
            person.locked |= one.locked;
            person.candidates.push(u32::try_from(c).unwrap_or(u32::MAX));
        }
        for person in &mut people {
            person.candidates.sort_by_key(|&c| (packing.candidates[c as usize].start, c));
        }
        let price = prices.limits.iter().map(|price| price / SCALE).collect();
        Self { packing, people, shared, price, state: State::of(packing, start) }
    }

    fn run(
        mut self,
        start: Vec<usize>,
        draw: usize,
        bound: i64,
        dice: &mut ChaCha8Rng,
        budget: &Budget<'_>,
    ) -> Vec<usize> {
        let free: Vec<usize> = (0..self.people.len()).filter(|&p| !self.people[p].locked).collect();
        let (mut best, mut value) = (start, self.state.value);
        let changes = free.len() * OF_EACH;
        for change in 0..changes {
            if change % 256 == 0 && budget.is_over() {
                break;
            }
            let before = self.state.value;
            self.state.done.clear();
            self.change(free[below(dice, free.len())], dice);
            #[expect(clippy::cast_precision_loss, reason = "a fraction of the changes")]
            let left = 1.0 - (draw * changes + change) as f64 / (DRAWS * changes) as f64;
            let luck = f64::from(dice.next_u32() >> 8) / 16_777_216.0;
            #[expect(clippy::cast_possible_truncation, reason = "a few")]
            let patience = (PATIENCE * left * left * luck) as i64;
            if self.state.value + patience < before {
                self.state.undo();
            }
            if (change % 4096 == 4095 || change + 1 == changes) && self.state.value > value {
                value = self.state.value;
                best = (0..self.state.chosen.len()).filter(|&c| self.state.chosen[c]).collect();
                if value >= bound {
                    break;
                }
            }
        }
        best
    }

    /// One person chooses anew, and whoever had to go.
    fn change(&mut self, first: usize, dice: &mut ChaCha8Rng) {
        let mut waiting = vec![first];
        let mut next = 0;
        while next < waiting.len() {
            let person = waiting[next];
            next += 1;
            let own = &self.people[person].candidates;
            let before: Vec<usize> =
                own.iter().map(|&c| c as usize).filter(|&c| self.state.chosen[c]).collect();
            for c in before {
                self.state.take(c);
            }
            let push = next == 1 || (waiting.len() < CHAIN && below(dice, 2) == 0);
            for c in self.stays(person, push, dice) {
                let mut could = true;
                while let Some(row) = self.state.over(c) {
                    let within = self.state.within[row].iter().map(|&out| out as usize);
                    let others: Vec<usize> = within
                        .filter(|&out| {
                            let who = self.packing.candidates[out].person as usize;
                            who != person && !self.people[who].locked
                        })
                        .collect();
                    if others.is_empty() {
                        could = false;
                        break;
                    }
                    let out = others[below(dice, others.len())];
                    self.state.take(out);
                    let who = self.packing.candidates[out].person as usize;
                    if !waiting[next..].contains(&who) {
                        waiting.push(who);
                    }
                }
                if could {
                    self.state.put(c);
                }
            }
        }
    }

    /// The best stays of a person at what the load costs now; with `push` also where somebody else has to go, at the
    /// price.
    fn stays(&self, person: usize, push: bool, dice: &mut ChaCha8Rng) -> Vec<usize> {
        let own = &self.people[person];
        let weeks = own.end.saturating_sub(own.first);
        let mut gains: Vec<(i64, usize)> = Vec::with_capacity(own.candidates.len());
        for &c in &own.candidates {
            let c = c as usize;
            let mut gain = self.state.gain(c);
            for &row in &self.shared[c] {
                let row = row as usize;
                if self.state.used[row] >= self.packing.limits[row].most {
                    // What it costs differs from turn to turn, so that not always the same go.
                    let price = self.price[row] + 20;
                    if !push {
                        gain = 0;
                        break;
                    }
                    gain -= price * i64::from(dice.next_u32() >> 24) / 128;
                }
            }
            if gain > 0 {
                gains.push((gain, c));
            }
        }
        let mut chosen = Vec::new();
        for _ in 0..=TWICE {
            chosen = self.best(own, weeks, &gains);
            let team = |c: usize| self.packing.candidates[c].team;
            chosen.sort_by_key(|&(gain, c)| (team(c), -gain, c));
            let again = chosen.windows(2).find(|pair| team(pair[0].1) == team(pair[1].1));
            let Some(again) = again.map(|pair| pair[0].1) else {
                return chosen.into_iter().map(|(_, c)| c).collect();
            };
            // The dearer one stays, no other of the same team.
            gains.retain(|&(_, c)| c == again || team(c) != team(again));
        }
        chosen.dedup_by_key(|&mut (_, c)| self.packing.candidates[c].team);
        chosen.into_iter().map(|(_, c)| c).collect()
    }

    /// Stays that do not overlap and gain most.
    fn best(&self, own: &Person, weeks: usize, gains: &[(i64, usize)]) -> Vec<(i64, usize)> {
        // The best at each start, and the best choice from each week on, by how many stays are left.
        let mut at: Vec<Option<(i64, usize)>> = vec![None; weeks + 1];
        for &(gain, c) in gains {
            let week = self.packing.candidates[c].start as usize - own.first;
            if at[week].is_none_or(|(best, _)| gain > best) {
                at[week] = Some((gain, c));
            }
        }
        let stints = own.stints.min(weeks);
        let width = stints + 1;
        let mut value = vec![0_i64; (weeks + 1) * width];
        for week in (0..weeks).rev() {
            for left in 1..width {
                let mut best = value[(week + 1) * width + left];
                if let Some((gain, _)) = at[week]
                    && week + own.length <= weeks
                {
                    best = best.max(gain + value[(week + own.length) * width + left - 1]);
                }
                value[week * width + left] = best;
            }
        }
        let (mut week, mut left) = (0, stints);
        let mut chosen = Vec::new();
        while week < weeks && left > 0 {
            let now = value[week * width + left];
            match at[week] {
                Some((gain, c))
                    if week + own.length <= weeks
                        && now == gain + value[(week + own.length) * width + left - 1] =>
                {
                    chosen.push((gain, c));
                    week += own.length;
                    left -= 1;
                }
                _ => week += 1,
            }
        }
        chosen
    }
}
