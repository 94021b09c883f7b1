//! A better plan region by region: some teams and everybody who is in them or would be, everything else stays.

use std::collections::BTreeSet;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::Rng;

use super::super::Budget;
use super::dual::Prices;
use super::mip::{self, Answer, Want};
use super::packing::Packing;
use super::start::Choice;

/// So many people of a region look anew.
const PEOPLE: usize = 800;

/// So many candidates they have in all.
const CANDIDATES: usize = 12_000;

/// Cases of a region's whole-number programme.
const CASES: i32 = 20;

/// So many regions are looked at.
const TRIES: usize = 160;

/// And no more after so many in vain.
const IN_VAIN: usize = 6;

/// So many of a person's candidates are looked at.
const LOOKED_AT: usize = 60;

/// So many of those who would be in a team belong to its region.
const WOULD_BE: usize = 12;

/// A choice at least as good.
///
/// Cost: some tens of whole-number programmes over some thousand candidates.
pub fn improve(
    packing: &Packing,
    start: Vec<usize>,
    prices: &Prices,
    bound: i64,
    dice: &mut ChaCha8Rng,
    budget: &Budget<'_>,
) -> Vec<usize> {
    let mut best = Choice::of(packing, start);
    let mut order: Vec<(i64, usize)> =
        (0..packing.candidates.len()).map(|c| (-prices.excess(packing, c), c)).collect();
    order.sort_unstable();
    let people = packing.candidates.iter().map(|one| one.person as usize + 1).max().unwrap_or(0);
    let mut of_person: Vec<Vec<usize>> = vec![Vec::new(); people];
    let teams = packing.candidates.iter().map(|one| one.team as usize + 1).max().unwrap_or(0);
    let mut of_team: Vec<Vec<usize>> = vec![Vec::new(); teams];
    for &(_, c) in &order {
        let one = packing.candidates[c];
        if of_person[one.person as usize].len() < LOOKED_AT {
            of_person[one.person as usize].push(c);
            of_team[one.team as usize].push(c);
        }
    }
    let mut in_vain = 0;
    for _ in 0..TRIES {
        if budget.is_over() || best.value >= bound || in_vain >= IN_VAIN {
            break;
        }
        let mut free = BTreeSet::new();
        let mut many = 0;
        let mut tried = 0;
        while free.len() < PEOPLE && many < CANDIDATES && tried < teams {
            tried += 1;
            let t = usize::try_from((u64::from(dice.next_u32()) * teams as u64) >> 32).unwrap_or(0);
            let placed = best.chosen.iter().filter(|&&c| packing.candidates[c].team as usize == t);
            let near = of_team[t].iter().take(WOULD_BE);
            for &c in placed.chain(near) {
                let person = packing.candidates[c].person;
                if free.insert(person) {
                    many += of_person[person as usize].len();
                }
            }
        }
        let mut some = packing.clone();
        let mut columns: BTreeSet<usize> = BTreeSet::new();
        for &c in &best.chosen {
            columns.insert(c);
            if !free.contains(&packing.candidates[c].person) {
                some.candidates[c].locked = true;
            }
        }
        for &person in &free {
            columns.extend(of_person[person as usize].iter().copied());
        }
        let columns: Vec<usize> = columns.into_iter().collect();
        let answer = mip::choose(&some, &columns, Some(&best.chosen), Want::Best(CASES), budget);
        in_vain += 1;
        if let Answer::Found(Some(chosen), _) = answer {
            let other = Choice::of(packing, chosen);
            if other.holds() && other.value > best.value {
                best = other;
                in_vain = 0;
            }
        }
    }
    best.chosen
}
