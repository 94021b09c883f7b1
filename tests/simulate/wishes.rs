//! What somebody gains by saying less than the truth: fewer hours than they have, more names than they mind.
//!
//! Many small rounds with an odd number of people, each solved as it is and with one person's wishes changed; the seeds
//! are fixed, so the figures are too. What a *targeted* list does is told in `docs/simulation.md`.

use weft::optimise::problem::Tie;
use weft::optimise::{Budget, CoffeeProblem, NoClock, Problem, solve};
use weft::simulate::{Shape, generate};

use super::number;

const PEOPLE: usize = 17;
const SLOTS: u16 = 10;

/// A stream of numbers (`SplitMix64`).
struct Stream(u64);

impl Stream {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % n as u64).expect("small")
    }

    fn shuffled(&mut self, mut items: Vec<usize>) -> Vec<usize> {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
        items
    }
}

/// One round, and the person whose wishes change.
struct Case {
    problem: CoffeeProblem,
    me: usize,
    /// Everybody of other teams, in an order that nobody else knows: those they would like to meet most come first.
    taste: Vec<usize>,
    stream: Stream,
    seed: u64,
}

impl Case {
    fn new(seed: u64) -> Self {
        let mut stream = Stream(seed.wrapping_mul(0x5851_F42D) ^ 0x51);
        let mut problem = generate(seed, Shape { people: PEOPLE, teams: 5, seats: None });
        for person in &mut problem.people {
            person.slots = Some((0..SLOTS).filter(|_| stream.below(10) < 6).collect());
        }
        for p in 0..PEOPLE {
            let q = stream.below(p.max(1));
            if p != q {
                let days = (stream.below(2) == 0).then_some(200);
                let id = |n: usize| problem.people[n].id.clone();
                let tie = Tie { a: id(p), b: id(q), days };
                problem.ties.push(tie);
            }
        }
        let me = stream.below(PEOPLE);
        problem.people[me].slots = Some((0..SLOTS).collect());
        let others = (0..PEOPLE).filter(|&q| problem.people[q].team != problem.people[me].team);
        let taste = stream.shuffled(others.collect());
        Self { problem, me, taste, stream, seed }
    }

    /// What a partner is worth to the plan: topics in common, and whether it is a new connection.
    fn worth(&self, q: usize) -> usize {
        let (mine, theirs) = (&self.problem.people[self.me], &self.problem.people[q]);
        let both = [&mine.id, &theirs.id];
        let tied = self.problem.ties.iter().any(|t| both.contains(&&t.a) && both.contains(&&t.b));
        let common = mine.topics.iter().filter(|topic| theirs.topics.contains(topic)).count();
        common.min(3) * 20 + if tied { 0 } else { 1000 }
    }

    /// Whom the person meets when the problem is so.
    fn partner(&self, problem: &CoffeeProblem) -> Option<usize> {
        let budget = Budget::unlimited(&NoClock);
        let problem = Problem::Coffee(problem.clone());
        let plan = solve(&problem, "", self.seed, &budget, &mut |_| ()).expect("a plan");
        let id = &self.problem.people[self.me].id;
        let group = plan.groups.iter().find(|group| group.contains(id))?;
        let other = group.iter().find(|member| *member != id)?;
        self.problem.people.iter().position(|person| person.id == *other)
    }

    fn with_never(&self, names: &[usize]) -> CoffeeProblem {
        let mut problem = self.problem.clone();
        let id = |p: usize| self.problem.people[p].id.clone();
        problem.never.extend(names.iter().map(|&q| (id(self.me), id(q))));
        problem
    }

    fn with_slots(&self, slots: Vec<u16>) -> CoffeeProblem {
        let mut problem = self.problem.clone();
        problem.people[self.me].slots = Some(slots);
        problem
    }
}

/// What came of one way to answer, over all rounds.
#[derive(Debug, Default)]
struct Came {
    placed: usize,
    /// Sum of the partner's rank by what the partner is worth to the plan, twice to be whole; nobody: behind all.
    rank: usize,
    /// Sum of the partner's rank by taste.
    liked: usize,
}

impl Came {
    fn add(&mut self, case: &Case, partner: Option<usize>) {
        let behind = case.taste.len() + 1;
        let Some(partner) = partner else {
            self.rank += 2 * behind;
            self.liked += behind;
            return;
        };
        let mine = case.worth(partner);
        let better = case.taste.iter().filter(|&&q| case.worth(q) > mine).count();
        let equal = case.taste.iter().filter(|&&q| case.worth(q) == mine).count();
        self.placed += 1;
        self.rank += 2 * better + equal + 1;
        self.liked += 1 + case.taste.iter().position(|&q| q == partner).unwrap_or(behind - 1);
    }
}

#[test]
fn narrowing_ones_hours_or_padding_ones_list_buys_no_place_and_no_better_partner() {
    let rounds = number("WEFT_WISHES", 80);
    let mut truth = Came::default();
    let [mut half, mut one, mut random, mut targeted]: [Came; 4] = Default::default();
    for seed in 0..u64::from(rounds) {
        let mut case = Case::new(seed);
        let slots: Vec<u16> = (0..SLOTS).filter(|_| case.stream.below(2) == 0).collect();
        let single = u16::try_from(case.stream.below(usize::from(SLOTS))).expect("small");
        let any = case.stream.shuffled(case.taste.clone());
        truth.add(&case, case.partner(&case.problem));
        half.add(&case, case.partner(&case.with_slots(slots)));
        one.add(&case, case.partner(&case.with_slots(vec![single])));
        random.add(&case, case.partner(&case.with_never(&any[..any.len() / 2])));
        // Everybody but the three they would like most.
        targeted.add(&case, case.partner(&case.with_never(&case.taste[3..])));
    }
    println!(
        "truth {truth:?}\nhalf the hours {half:?}\none hour {one:?}\nany names {random:?}\nall but three {targeted:?}"
    );
    for (way, came) in [("half the hours", &half), ("one hour", &one), ("any names", &random)] {
        assert!(came.placed <= truth.placed, "{way}: {came:?}, truth {truth:?}");
        assert!(came.rank >= truth.rank, "{way}: {came:?}, truth {truth:?}");
    }
    // A list that names all but three is a veto, and does what a veto does: it is paid for with the place itself.
    assert!(targeted.placed * 100 < truth.placed * 95, "{targeted:?}, truth {truth:?}");
}
