//! What holds of every network.

use weft::graph::{
    Groups, Measures, Person, Settings, adjusted_rand, communities, constraint, cuts, measures,
    pieces, walks,
};

use crate::make::{Numbers, World, world};

fn of(world: &World) -> Measures {
    measures(&world.network(), &world.groups, &Settings::default())
}

fn near(one: Option<f64>, other: Option<f64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() < 1e-9,
        (None, None) => true,
        _ => false,
    }
}

/// The same people in another order, their meetings in another order too.
fn renamed(world: &World, dice: &mut Numbers) -> World {
    let n = world.people.len();
    let mut new: Vec<u32> = (0..u32::try_from(n).expect("few")).collect();
    for at in (1..n).rev() {
        new.swap(at, dice.below(u32::try_from(at + 1).expect("few")) as usize);
    }
    let mut other = world.clone();
    let mut groups = vec![0; n];
    for at in 0..n {
        other.people[new[at] as usize] = world.people[at];
        groups[new[at] as usize] = world.groups.of_all()[at];
    }
    for meeting in &mut other.meetings {
        meeting.people = meeting.people.map(|person| new[person as usize]);
    }
    other.meetings.reverse();
    let count = u32::try_from(world.groups.count()).expect("few");
    other.groups = Groups::new(groups, count);
    other
}

#[test]
fn names_and_orders_of_people_change_nothing() {
    let mut dice = Numbers::new(99);
    for number in 0..70 {
        let world = world(number);
        let (one, other) = (of(&world), of(&renamed(&world, &mut dice)));
        assert_eq!(
            (one.people, one.met, one.kept, one.ties),
            (other.people, other.met, other.kept, other.ties)
        );
        assert_eq!(
            (one.across.external, one.pieces),
            (other.across.external, other.pieces),
            "{number}"
        );
        assert_eq!((&one.groups, &one.pairs), (&other.groups, &other.pairs), "{number}");
        assert_eq!((&one.change, &one.newcomers), (&other.change, &other.newcomers), "{number}");
        assert_eq!(one.paths, other.paths, "{number}");
        assert!(near(one.modularity, other.modularity), "{number}");
        assert!(near(one.assortativity, other.assortativity), "{number}");
        assert!(near(one.betweenness.gini, other.betweenness.gini), "{number}");
        assert!(near(one.degree_gini, other.degree_gini), "{number}");
        let theil = |found: &Measures| {
            found.opportunity.and_then(|known| known.theil).map(|theil| theil.total)
        };
        assert!(near(theil(&one), theil(&other)), "{number}");
    }
}

#[test]
fn somebody_without_ties_adds_a_piece_and_takes_from_shares_of_pairs_only() {
    for number in 0..70 {
        let world = world(number);
        let mut wider = world.clone();
        wider.people.push(Person::default());
        let mut groups = world.groups.of_all().to_vec();
        groups.push(0);
        wider.groups = Groups::new(groups, u32::try_from(world.groups.count()).expect("few"));
        let (one, other) = (of(&world), of(&wider));
        assert_eq!(one.pieces.isolates + 1, other.pieces.isolates, "{number}");
        assert_eq!(one.pieces.components + 1, other.pieces.components, "{number}");
        assert_eq!(
            (one.pieces.cut_edges, one.pieces.cut_points),
            (other.pieces.cut_edges, other.pieces.cut_points)
        );
        assert_eq!((one.paths.mean, one.paths.longest), (other.paths.mean, other.paths.longest));
        assert_eq!(one.across.share, other.across.share, "{number}");
        assert_eq!((one.modularity, one.assortativity), (other.modularity, other.assortativity));
        assert_eq!(one.pairs, other.pairs, "{number}");
        assert!(other.density <= one.density || one.density.is_none(), "{number}");
        assert!(other.paths.efficiency <= one.paths.efficiency || one.paths.efficiency.is_none());
    }
}

#[test]
fn shares_are_shares_and_nothing_is_no_number() {
    for number in 0..140 {
        let found = of(&world(number));
        let shares = [
            found.density,
            found.across.share,
            found.across.weighted_share,
            found.across.chance,
            found.paths.unreachable,
            found.paths.unreachable_between_groups,
            found.paths.efficiency,
            found.pieces.giant_share,
            found.betweenness.gini,
            found.betweenness.top_tenth_share,
            found.betweenness.centralization,
            found.degree_gini,
        ];
        for share in shares.into_iter().flatten() {
            assert!((-1e-12..=1.0 + 1e-12).contains(&share), "{number}: {shares:?}");
        }
        assert!(found.introduced >= found.met && found.met >= found.kept, "{number}");
        if let Some(curve) = found.degree_lorenz {
            assert!(curve.windows(2).all(|step| step[0] <= step[1] + 1e-12), "{number}: {curve:?}");
            assert!(curve[0] == 0.0 && (curve[10] - 1.0).abs() < 1e-12, "{number}: {curve:?}");
        }
        if let Some(curve) = found.newcomers {
            let steps = curve.steps.windows(2);
            assert!(steps.into_iter().all(|step| step[1].survival < step[0].survival));
        }
        let ties: u64 = found.pairs.iter().map(|pair| pair.ties).sum();
        assert_eq!(ties, found.across.external, "{number}");
        for pair in &found.pairs {
            let [one, other] = pair.groups.map(|group| found.groups[group as usize]);
            assert!(pair.resilience <= one.resilience.min(other.resilience), "{number}");
        }
        // Q of any partition is at most that of the best, and the best is at least one big group.
        if let (Some(chart), Some(best)) = (found.modularity, found.communities.modularity) {
            assert!(best + 0.02 >= chart && best >= -1e-9, "{number}: {best} {chart}");
        }
    }
}

/// What leaves more pieces is a cut; what does not is none.
#[test]
fn cuts_are_what_leaves_more_pieces() {
    for number in 0..70 {
        let world = world(number);
        let network = world.network();
        let cuts = cuts(&network);
        let whole = pieces(&network).components;
        for tie in network.ties() {
            let mut without = world.clone();
            without.meetings.retain(|meeting| {
                let mut people = meeting.people;
                people.sort_unstable();
                people != tie.people
            });
            let more = pieces(&without.network()).components > whole;
            assert_eq!(more, cuts.edges.contains(&tie.people), "{number} {:?}", tie.people);
        }
        for person in network.nodes() {
            let mut without = world.clone();
            without.meetings.retain(|meeting| !meeting.people.contains(&person));
            // The person stays as a piece of its own.
            let alone = u32::from(network.degree(person) > 0);
            let more = pieces(&without.network()).components > whole + alone;
            assert_eq!(more, cuts.points.contains(&person), "{number} {person}");
        }
    }
}

#[test]
fn a_star_and_a_clique_are_the_ends_of_constraint_and_centralization() {
    let mut star = world(2);
    star.people = vec![Person::default(); 6];
    star.groups = Groups::new(vec![0; 6], 1);
    let example = weft::graph::Meeting {
        people: [0, 1],
        groups: [0, 0],
        on: None,
        times: 1,
        state: weft::domain::tie::TieState::Met,
    };
    star.meetings =
        (1..6).map(|leaf| weft::graph::Meeting { people: [0, leaf], ..example }).collect();
    let network = star.network();
    assert!(near(constraint(&network, 0), Some(0.2)) && near(constraint(&network, 1), Some(1.0)));
    assert!(near(of(&star).betweenness.centralization, Some(1.0)));
    star.meetings = (0..6)
        .flat_map(|one| {
            (0..one).map(move |other| weft::graph::Meeting { people: [one, other], ..example })
        })
        .collect();
    let found = of(&star);
    assert_eq!((found.density, found.paths.mean), (Some(1.0), Some(1.0)));
    assert!(
        near(found.betweenness.centralization, Some(0.0))
            || found.betweenness.centralization == Some(0.0)
    );
}

#[test]
fn the_answer_hangs_on_the_seed_alone_and_not_on_threads() {
    for number in [3, 10, 13, 17] {
        let world = world(number);
        let one = of(&world);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool");
        assert_eq!(pool.install(|| of(&world)), one);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(5).build().expect("a pool");
        assert_eq!(pool.install(|| of(&world)), one);
    }
}

/// Walks from some only: means are near, and betweenness stays inside the bound that is stated.
#[test]
fn a_sample_is_as_far_off_as_it_says_at_most() {
    let world = world(7 * 8 + 3);
    let network = world.network();
    let exact = walks(&network, &world.groups, usize::MAX, 0, 1);
    assert_eq!((exact.sampling.error, exact.sampling.sources), (0.0, exact.sampling.of));
    let n = f64::from(u32::try_from(network.len()).expect("few"));
    let mut differs = false;
    for seed in 0..40 {
        let some = walks(&network, &world.groups, 0, 20, seed);
        assert_eq!(some.sampling.sources, 20);
        let most = some.sampling.error * n * (n - 2.0) / 2.0;
        for (one, other) in exact.betweenness.iter().zip(&some.betweenness) {
            assert!((one - other).abs() <= most, "{one} {other} {most}");
            differs |= (one - other).abs() > 1e-6;
        }
    }
    assert!(differs, "it is a sample");
}

#[test]
fn communities_of_cliques_are_the_cliques() {
    let mut cliques = world(2);
    cliques.people = vec![Person::default(); 30];
    let of: Vec<u32> = (0..30).map(|person| person / 6).collect();
    cliques.groups = Groups::new(of, 5);
    cliques.meetings = (0..30_u32)
        .flat_map(|one| (0..one).map(move |other| [one, other]))
        .filter(|[one, other]| one / 6 == other / 6 || (one % 6 == 0 && one - other == 6))
        .map(|people| weft::graph::Meeting {
            people,
            groups: people.map(|person| person / 6),
            on: None,
            times: 1,
            state: weft::domain::tie::TieState::Met,
        })
        .collect();
    let (found, numbers) = communities(&cliques.network(), &cliques.groups, 20, 1);
    assert_eq!(adjusted_rand(&found, &cliques.groups), Some(1.0));
    assert!(near(numbers.stability, Some(1.0)) && near(numbers.like_groups, Some(1.0)));
}
