//! Why each placement: its terms, what its person would have had otherwise, and what the whole would have lost.

use std::collections::{BTreeMap, BTreeSet};

use super::super::explain::{
    Explanation, Known, LeftOutExplained, NextPlacement, PlacementExplained,
};
use super::super::plan::Plan;
use super::super::{Budget, NoClock};
use super::packing::Candidate;
use super::scene::Scene;
use super::solve::{Found, solve};
use super::state::State;
use super::view::View;

/// Up to so many candidates the next best is found by solving again.
pub const SOLVED_AGAIN_UP_TO: usize = 400;

/// So many other placements of a person are tried in a large plan.
const TRIED: usize = 8;

/// Explains a plan of placements; nothing when it is not one of this problem.
pub fn explain(view: &impl View, plan: &Plan) -> Option<Explanation> {
    let scene = Scene::new(view, plan)?;
    let small = scene.open.iter().filter(|open| **open).count() <= SOLVED_AGAIN_UP_TO;
    let explainer = Explainer { scene: &scene, plan, small };
    Some(Explanation {
        placements: explainer.placements(),
        left_out: explainer.left_out(),
        ..Explanation::default()
    })
}

struct Explainer<'a, V: View> {
    scene: &'a Scene<'a, V>,
    plan: &'a Plan,
    small: bool,
}

impl<V: View> Explainer<'_, V> {
    fn placements(&self) -> Vec<PlacementExplained> {
        let scene = self.scene;
        let mut counted: BTreeMap<usize, i64> = BTreeMap::new();
        for &c in &scene.chosen {
            *counted.entry(scene.packing.count_of(c).unwrap_or(usize::MAX)).or_default() += 1;
        }
        let mut first = BTreeSet::new();
        let mut state = scene.state();
        let explained = |(one, &c): (&super::super::plan::Placement, &usize)| {
            let candidate = scene.packing.candidates[c];
            let mut terms: BTreeMap<String, i64> = BTreeMap::new();
            for (name, value) in scene.view.terms(&candidate) {
                *terms.entry(name.into()).or_default() += value;
            }
            if let Some(k) = scene.packing.count_of(c) {
                let many = counted[&k];
                let whole: i64 = (0..many).map(|now| scene.packing.counts[k].gain(now)).sum();
                // Equal shares; what does not divide goes to the first, so that the shares add up.
                let rest = if first.insert(k) { whole % many } else { 0 };
                terms.insert(scene.view.shared().into(), whole / many + rest);
            }
            terms.retain(|_, value| *value != 0);
            PlacementExplained {
                person: one.person.clone(),
                team: one.team.clone(),
                start: one.start,
                value: terms.values().sum(),
                terms,
                locked: candidate.locked,
                next_best: if candidate.locked { None } else { self.next_best(&mut state, c) },
            }
        };
        self.plan.placements.iter().zip(&scene.chosen).map(explained).collect()
    }

    /// Another team of the same person or, where there is none, another start.
    fn next_best(&self, state: &mut State<'_>, c: usize) -> Option<NextPlacement> {
        let scene = self.scene;
        let one = scene.packing.candidates[c];
        let of = |c: usize| scene.packing.candidates[c];
        let elsewhere = scene
            .candidates(one.person)
            .any(|other| scene.open[other] && of(other).team != one.team);
        let same = move |other: &Candidate| {
            other.person == one.person
                && other.team == one.team
                && (elsewhere || other.start == one.start)
        };
        if self.small {
            let found = self.solved(&|other| !same(other), None);
            let chosen = found.1?;
            return Some(self.next(&chosen, one.person, self.plan.value - found.0.value, &found.0));
        }
        let bound = scene.bound_without(one.person, |other| same(&of(other)), false);
        let at_least = Some(scene.value - bound).filter(|least| *least > 0);
        let mut best: Option<(i64, Option<usize>)> = None;
        let others = scene.dearest(one.person).filter(|&other| !same(&of(other)));
        let others: Vec<usize> = others.filter(|&other| !state.chosen[other]).take(TRIED).collect();
        for other in others.into_iter().map(Some).chain([None]) {
            state.done.clear();
            state.take(c);
            let could = if let Some(other) = other {
                scene.bring(state, other, |some| same(&of(some)))
            } else {
                scene.refill(state, &[c], |some| same(&of(some)));
                state.holds()
            };
            let loss = scene.value - state.value;
            if could && best.is_none_or(|(least, _)| loss < least) {
                best = Some((loss, other));
            }
            state.undo();
        }
        best.map(|(loss, other)| NextPlacement {
            team: other.map(|other| scene.view.team(of(other).team).to_owned()),
            start: other.map(|other| of(other).start),
            loss,
            known: Known::AtMost,
            at_least,
        })
    }

    /// Solves again with some of the candidates, or with a person placed: what was found, and what is chosen.
    fn solved(
        &self,
        keep: &dyn Fn(&Candidate) -> bool,
        placed: Option<u32>,
    ) -> (Found, Option<Vec<Candidate>>) {
        let packing = self.scene.view.packing(false).with(keep, placed);
        let budget = Budget::unlimited(&NoClock);
        let found = solve(&packing, self.plan.seed, &budget, &mut |_| ());
        let chosen = found.chosen.as_ref();
        let chosen = chosen.map(|all| all.iter().map(|&c| packing.candidates[c]).collect());
        (found, chosen)
    }

    /// What a person has in another plan and not in this one.
    fn next(&self, other: &[Candidate], person: u32, loss: i64, found: &Found) -> NextPlacement {
        let spot = |one: &Candidate| (one.team, one.start);
        let before: BTreeSet<(u32, u32)> = self
            .scene
            .chosen
            .iter()
            .map(|&c| &self.scene.packing.candidates[c])
            .filter(|one| one.person == person)
            .map(spot)
            .collect();
        let mut own: Vec<&Candidate> = other.iter().filter(|one| one.person == person).collect();
        // A new team says more than a visit that only moved.
        own.sort_by_key(|one| (before.iter().any(|(team, _)| *team == one.team), one.start));
        let new = own.into_iter().find(|one| !before.contains(&spot(one)));
        NextPlacement {
            team: new.map(|one| self.scene.view.team(one.team).to_owned()),
            start: new.map(|one| one.start),
            loss,
            known: if found.value == found.bound { Known::Exact } else { Known::AtMost },
            at_least: None,
        }
    }

    fn left_out(&self) -> Vec<LeftOutExplained> {
        let scene = self.scene;
        let people = scene.packing.candidates.iter().map(|one| one.person);
        let number: BTreeMap<&str, u32> =
            people.map(|person| (scene.view.person(person), person)).collect();
        let mut state = scene.state();
        let left_out = self.plan.left_out.iter();
        left_out
            .map(|left| LeftOutExplained {
                person: left.person.clone(),
                because: left.because.clone(),
                words: scene.view.unplaced(self.plan, &left.person, &left.because),
                placed: number
                    .get(left.person.as_str())
                    .and_then(|&person| self.placed(&mut state, person)),
            })
            .collect()
    }

    /// What the whole would lose if somebody who is left out had a placement.
    fn placed(&self, state: &mut State<'_>, person: u32) -> Option<NextPlacement> {
        let scene = self.scene;
        if !scene.candidates(person).any(|c| scene.open[c]) {
            return None;
        }
        if self.small {
            let (found, chosen) = self.solved(&|_| true, Some(person));
            let chosen = chosen?;
            return Some(self.next(&chosen, person, self.plan.value - found.value, &found));
        }
        let least = scene.value - scene.bound_without(person, |_| false, true);
        let mut best: Option<(i64, usize)> = None;
        for c in scene.dearest(person).take(TRIED) {
            state.done.clear();
            if scene.bring(state, c, |_| false) {
                let loss = scene.value - state.value;
                if best.is_none_or(|(before, _)| loss < before) {
                    best = Some((loss, c));
                }
            }
            state.undo();
        }
        best.map(|(loss, c)| NextPlacement {
            team: Some(scene.view.team(scene.packing.candidates[c].team).to_owned()),
            start: Some(scene.packing.candidates[c].start),
            loss,
            known: Known::AtMost,
            at_least: Some(least).filter(|least| *least > 0),
        })
    }
}
