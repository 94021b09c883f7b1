//! Values that others computed: networkx 3.6.1 on Zachary's karate club, to the last digit it prints.
//! Zachary, An information flow model for conflict and fission in small groups (1977).

use chrono::NaiveDate;

use super::*;
use crate::domain::tie::TieState;

const TIES: [[u32; 2]; 78] = [
    [0, 1],
    [0, 2],
    [0, 3],
    [0, 4],
    [0, 5],
    [0, 6],
    [0, 7],
    [0, 8],
    [0, 10],
    [0, 11],
    [0, 12],
    [0, 13],
    [0, 17],
    [0, 19],
    [0, 21],
    [0, 31],
    [1, 2],
    [1, 3],
    [1, 7],
    [1, 13],
    [1, 17],
    [1, 19],
    [1, 21],
    [1, 30],
    [2, 3],
    [2, 7],
    [2, 8],
    [2, 9],
    [2, 13],
    [2, 27],
    [2, 28],
    [2, 32],
    [3, 7],
    [3, 12],
    [3, 13],
    [4, 6],
    [4, 10],
    [5, 6],
    [5, 10],
    [5, 16],
    [6, 16],
    [8, 30],
    [8, 32],
    [8, 33],
    [9, 33],
    [13, 33],
    [14, 32],
    [14, 33],
    [15, 32],
    [15, 33],
    [18, 32],
    [18, 33],
    [19, 33],
    [20, 32],
    [20, 33],
    [22, 32],
    [22, 33],
    [23, 25],
    [23, 27],
    [23, 29],
    [23, 32],
    [23, 33],
    [24, 25],
    [24, 27],
    [24, 31],
    [25, 31],
    [26, 29],
    [26, 33],
    [27, 33],
    [28, 31],
    [28, 33],
    [29, 32],
    [29, 33],
    [30, 32],
    [30, 33],
    [31, 32],
    [31, 33],
    [32, 33],
];

/// The club each joined when they parted: the officer's.
const OFFICERS: [u32; 17] = [9, 14, 15, 18, 20, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33];

fn club() -> (Network, Groups) {
    let of: Vec<u32> = (0..34).map(|person| u32::from(OFFICERS.contains(&person))).collect();
    let meetings: Vec<Meeting> = TIES
        .iter()
        .map(|people| Meeting {
            people: *people,
            groups: people.map(|person| of[person as usize]),
            on: None,
            times: 1,
            state: TieState::Met,
        })
        .collect();
    let view = View::year_to(NaiveDate::from_ymd_opt(2026, 1, 1).unwrap());
    (Network::new(&[Person::default(); 34], &meetings, view).unwrap(), Groups::new(of, 2))
}

fn near(what: &str, found: Option<f64>, wanted: f64) {
    let found = found.unwrap_or_else(|| panic!("{what} is none"));
    assert!((found - wanted).abs() <= 1e-9, "{what}: {found} is not {wanted}");
}

#[test]
fn the_karate_club_measures_as_it_does_elsewhere() {
    let (network, groups) = club();
    let found = measures(&network, &groups, &Settings::default());
    assert_eq!((found.people, found.ties), (34, 78));
    near("density", found.density, 0.139_037_433_155_080_21);
    assert_eq!((found.across.external, found.across.internal), (11, 67));
    near("X", found.across.share, 0.141_025_641_025_641_02);
    near("lift", found.across.lift, 0.273_755_656_108_597_3);
    near("Q", found.modularity, 0.358_234_714_003_944_8);
    near("assortativity", found.assortativity, 0.717_530_864_197_531);
    near("mean path", found.paths.mean, 2.408_199_643_493_761);
    near("efficiency", found.paths.efficiency, 0.492_008_318_478_905_2);
    near("between clubs", found.paths.between_groups, 2.927_335_640_138_408_3);
    near("Gini of degree", found.degree_gini, 0.385_369_532_428_356);
    near("Gini of betweenness", found.betweenness.gini, 0.799_181_351_865_640_8);
    near("centralization", found.betweenness.centralization, 0.405_557_195_329_922_8);
    assert_eq!(found.paths.longest, 5);
    assert_eq!((found.pieces.components, found.pieces.isolates, found.pieces.giant), (1, 0, 34));
    let pair = found.pairs[0];
    assert_eq!((found.pairs.len(), pair.ties, pair.resilience), (1, 11, 5));
    assert_eq!(found.groups.iter().map(|group| group.resilience).collect::<Vec<_>>(), [5, 5]);
    // E-I of the whole is 2X − 1; of one club all eleven count against its own.
    near("E-I", found.across.share.map(|x| 2.0 * x - 1.0), -0.717_948_717_948_718);
    let internal: u64 = found.groups.iter().map(|group| group.standing.internal).sum();
    assert_eq!(internal, 67);
    // The best partition there is: Brandes et al., On modularity clustering (2008).
    near("communities", found.communities.modularity, 0.419_789_612_097_304_4);
    assert_eq!(found.communities.count, 4);
}

#[test]
fn the_karate_clubs_people_measure_as_they_do_elsewhere() {
    let (network, groups) = club();
    let cuts = cuts(&network);
    assert_eq!((cuts.edges, cuts.points), (vec![[0, 11]], vec![0]));
    let betweenness = walks(&network, &groups, 1_000, 1_000, 1).betweenness;
    near("betweenness of 0", Some(betweenness[0]), 231.071_428_571_428_6);
    near("betweenness of 33", Some(betweenness[33]), 160.551_587_301_587_3);
    near("constraint of 0", constraint(&network, 0), 0.155_423_297_646_604_95);
    near("constraint of 33", constraint(&network, 33), 0.156_418_685_121_107_23);
}

/// Zachary's club has an edge to be counted both ways; a Hopcroft–Karp that looked only greedily would find 4.
#[test]
fn a_matching_takes_back_what_it_gave() {
    assert_eq!(matching([[0, 0], [0, 1], [1, 0]].into_iter()), 2);
    let chain = (0..50).flat_map(|i| [[i, i], [i + 1, i]]).chain([[0, 99]]);
    assert_eq!(matching(chain), 51);
}

#[test]
fn a_median_is_the_event_at_which_half_are_left() {
    for half in 1..200_u32 {
        let watched: Vec<(u32, bool)> = (1..=half * 2).map(|day| (day, true)).collect();
        assert_eq!(kaplan_meier(&watched).unwrap().median, Some(half), "{half}");
    }
}

#[test]
fn a_survival_curve_is_kaplan_and_meiers() {
    // scipy.stats.ecdf(CensoredData([5, 8, 12, 12], right=[6, 10, 20])).sf: values 6/7, 24/35, 8/35;
    // confidence_interval(method="log-log") for the ends.
    let watched =
        [(5, true), (6, false), (8, true), (10, false), (12, true), (12, true), (20, false)];
    let curve = kaplan_meier(&watched).unwrap();
    assert_eq!((curve.people, curve.events, curve.median), (7, 4, Some(12)));
    let wanted = [(5, 7, 6.0 / 7.0), (8, 5, 24.0 / 35.0), (12, 3, 8.0 / 35.0)];
    for (step, (day, at_risk, survival)) in curve.steps.iter().zip(wanted) {
        assert_eq!((step.day, step.at_risk), (day, at_risk));
        near("survival", Some(step.survival), survival);
        assert!(step.low < step.survival && step.survival < step.high, "{step:?}");
    }
    near("low", Some(curve.steps[0].low), 0.334053879292);
    near("high", Some(curve.steps[0].high), 0.978561058526);
    near("low", Some(curve.steps[2].low), 0.009779688892);
    near("high", Some(curve.steps[2].high), 0.624543261984);
}

#[test]
fn spread_is_measured_as_the_books_do() {
    near("all to one", gini(&[0.0, 0.0, 0.0, 1.0]), 0.75);
    near("all alike", gini(&[2.0; 9]), 0.0);
    assert_eq!(gini(&[0.0; 3]), None);
    let curve = lorenz(&[1.0, 1.0, 1.0, 1.0, 6.0]).unwrap();
    near("the poorer half", Some(curve[5]), 0.25);
    near("four of five", Some(curve[8]), 0.4);
    near("half of the richest", Some(curve[9]), 0.7);
    // Two groups of two: (1, 1) and (3, 3) differ between the groups only; (1, 3) twice only within.
    let between = theil(&[(0, 1.0), (0, 1.0), (1, 3.0), (1, 3.0)]).unwrap();
    near("T", Some(between.total), (0.5 * 0.5_f64.ln() + 1.5 * 1.5_f64.ln()) / 2.0);
    near("between", between.between_share, 1.0);
    let within = theil(&[(0, 1.0), (0, 3.0), (1, 1.0), (1, 3.0)]).unwrap();
    near("within", within.between_share, 0.0);
}
